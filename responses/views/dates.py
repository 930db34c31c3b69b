"""Changing the dates of an inspection that is out, and setting one body's last day.

Both ask twice: what was typed is checked, what it would do is shown, and then it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from recommendations.models import Inspection
from recommendations.policies import check_redate
from responses import policies
from responses.forms.dates import DatesForm, LastDayForm
from responses.models.redating import foresee, foresee_last_day, redate, set_last_day
from responses.models.saving import EditedMeanwhile
from responses.tasks import send_at_once

if TYPE_CHECKING:
    from collections.abc import Callable


# What the buttons are called: one shows what would be done, one does it, one goes back to typing.
BUTTONS = frozenset({"submit", "confirm", "edit"})


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
        request.POST if request.method == "POST" else None,
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
    return _ask_twice(request, "inspection_dates", form, context, effect=effect, change=change)


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
        request.POST if request.method == "POST" else None,
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
    return _ask_twice(request, "last_day", form, context, effect=effect, change=change)


def _ask_twice(
    request: Request,
    page: str,
    form: DatesForm | LastDayForm,
    context: dict[str, Any],
    *,
    effect: Callable[[], dict[str, Any]],
    change: Callable[[], HttpResponse],
) -> HttpResponse:
    """The form; then what it would do; and, once that is confirmed, it is done and told."""
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        try:
            if "confirm" in request.POST:
                done = change()
                # The queue may be away: what was reserved is found by the next sweep.
                transaction.on_commit(send_at_once.delay, robust=True)
                return done
            context |= {**effect(), "reason": form.cleaned_data["reason"]}
            context["typed"] = _typed(request)
            return render(request, f"responses/{page}_check.html", context)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except EditedMeanwhile as meanwhile:
            _bring_together(form, meanwhile)
            context["theirs"] = form.in_words(meanwhile.theirs)
    return render(request, f"responses/{page}.html", context)


def _typed(request: Request) -> list[tuple[str, str]]:
    """What was typed, for the next button to bring back."""
    lists = request.POST.lists()
    left_out = BUTTONS | {"csrfmiddlewaretoken"}
    return [(name, text) for name, texts in lists if name not in left_out for text in texts]


def _bring_together(form: DatesForm | LastDayForm, meanwhile: EditedMeanwhile) -> None:
    """Show what was typed again; the next try starts from what is shown to be so now."""
    form.add_error(
        None,
        "Somebody else changed this since you opened the page. How it is now is shown below. "
        "Check what you typed, then continue.",
    )
    form.replace("seen", form.initial_of(meanwhile.theirs)["seen"])
