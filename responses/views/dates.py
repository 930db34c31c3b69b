"""Changing the dates of an inspection that is out, and setting one body's last day.

Both ask twice: what was typed is checked, what it would do is shown, and then it is done.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import may
from forces.unsent import sent
from recommendations.models import Inspection
from recommendations.policies import check_redate
from responses import policies
from responses.forms.dates import DatesForm, LastDayForm
from responses.models.redating import foresee, foresee_last_day, redate, set_last_day
from responses.views.asking_twice import ask_twice


def find(request: Request, slug: str) -> Inspection:
    """The inspection, if the person may change its dates."""
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    check_redate(request.actor, found)
    return found


def crumbs(inspection: Inspection, *below: tuple[str, str]) -> list[tuple[str, str]]:
    above = [("Home", reverse("home")), ("Inspections", reverse("inspection_list"))]
    return [*above, (inspection.short_title, inspection.get_absolute_url()), *below]


@login_required
def inspection_dates(request: Request, slug: str) -> HttpResponse:
    """Change when a report was published, or how its days are counted."""
    found = find(request, slug)
    form = DatesForm(
        sent(request),
        initial=DatesForm.initial_of(found),
        on=request.actor.on,
    )

    def effect() -> dict[str, Any]:
        dates, seen = form.dates(), form.cleaned_data["seen"]
        return {"dates": dates, "effect": foresee(found, dates, on=request.actor.on, seen=seen)}

    def change() -> HttpResponse:
        moved = redate(
            found,
            form.dates(),
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
            by=request.actor.person,
            at=timezone.now(),
        )
        count = "1 response has" if moved == 1 else f"{moved} responses have"
        messages.success(request, f"Dates changed. {count} another last day")
        return redirect(found)

    context = {"inspection": found, "form": form, "crumbs": crumbs(found)}
    return ask_twice(request, "inspection_dates", form, context, effect=effect, change=change)


@login_required
def last_days(request: Request, slug: str) -> HttpResponse:
    """Each body's last day, and where one can be set that is its own."""
    found = find(request, slug)
    owed = found.responses.public_facts().select_related("body__force")
    context = {
        "inspection": found,
        "rows": [
            (row, row.lateness(request.actor.on), may(policies.check_open_day, row))
            for row in owed.order_by("body__force__name")
        ],
        "crumbs": crumbs(found),
    }
    return render(request, "responses/last_days.html", context)


@login_required
def last_day(request: Request, slug: str, force_slug: str) -> HttpResponse:
    """Give one body's response a last day of its own, or take it away again."""
    inspection = find(request, slug)
    owed = inspection.responses.public_facts().select_related("inspection", "body__force")
    found = get_object_or_404(owed, body__force__slug=force_slug)
    if request.method != "POST":
        policies.check_open_day(found)
    form = LastDayForm(
        sent(request),
        initial=LastDayForm.initial_of(found),
        response=found,
    )

    def effect() -> dict[str, Any]:
        new = foresee_last_day(found, form.cleaned_data["due_on"], seen=form.cleaned_data["seen"])
        return {"new": new, "is_late": new is not None and new < request.actor.on}

    def change() -> HttpResponse:
        set_last_day(
            found,
            request.actor,
            due_on=form.cleaned_data["due_on"],
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        messages.success(request, f"Last day of the {found.body} changed")
        return redirect("last_days", inspection.slug)

    above = ("Last days", reverse("last_days", args=[inspection.slug]))
    context = {"response": found, "form": form, "crumbs": crumbs(inspection, above)}
    return ask_twice(request, "last_day", form, context, effect=effect, change=change)
