from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from forces.middleware import Request
from forces.policies import may
from forces.prepared import Listed, attach, one_or_404
from forces.unsent import sent
from recommendations import policies
from recommendations.checklist import steps
from recommendations.deadlines import days_left
from recommendations.forms.inspections import InspectionForm
from recommendations.models import Inspection
from recommendations.rows import (
    attach_what_is_asked,
    corrections_of,
    following_up,
    inspection_called,
    inspection_count,
    inspection_numbered,
    inspectorates_of,
    names_of_forces,
    newest_inspections,
    recommendations_in_full,
    redatings_of,
)

PAGE_SIZE = 15


def crumbs(*below: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Home", reverse("home")), ("Inspections", reverse("inspection_list")), *below]


@login_required
def inspection_list(request: Request) -> HttpResponse:
    actor = request.actor
    found = Listed(
        lambda: sum(inspection_count(actor)), lambda shown: newest_inspections(actor, shown)
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, days_left(each.due_on, request.actor.on)) for each in page],
        "may_set_up": may(policies.check_set_up, request.actor),
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "recommendations/inspection_list.html", context)


@login_required
def inspection(request: Request, slug: str) -> HttpResponse:
    inspection = one_or_404(inspection_called(request.actor, slug))
    forces = names_of_forces(inspection.pk)
    recommendations = recommendations_in_full(inspection.pk)
    attach_what_is_asked(inspection.pk, recommendations)
    corrections = corrections_of(inspection.pk)
    attach("corrections", recommendations, ((c.recommendation_id, c) for c in corrections))
    later = following_up(request.actor, inspection.pk)
    attach("followed_up_by", recommendations, ((each.follows_up_id, each) for each in later))
    context = {
        "inspection": inspection,
        "inspectorates": inspectorates_of(inspection.pk),
        "forces": [name for name, _, _ in forces],
        "is_all_territorial": _is_all_territorial(forces),
        "recommendations": recommendations,
        "follows_up": _follows_up(request, inspection),
        "followed_up_by": list({each.inspection_id: each.inspection for each in later}.values()),
        "redatings": redatings_of(inspection.pk),
        "corrections": [each for each in corrections if each.recommendation_id is None],
        "days_left": days_left(inspection.due_on, request.actor.on),
        "may_set_up": may(policies.check_set_up, request.actor, inspection),
        "may_redate": may(policies.check_redate, request.actor, inspection),
        "steps": steps(inspection, recommendations, force_count=len(forces)),
        "crumbs": crumbs(),
    }
    return render(request, "recommendations/inspection.html", context)


def _is_all_territorial(forces: list[tuple[str, bool, int]]) -> bool:
    return bool(forces) and all(
        is_territorial and in_all == len(forces) for _, is_territorial, in_all in forces
    )


def _follows_up(request: Request, inspection: Inspection) -> Inspection | None:
    """The earlier inspection, unless it is under embargo for the person."""
    if inspection.follows_up_id is None:
        return None
    return next(iter(inspection_numbered(request.actor, inspection.follows_up_id)), None)


@login_required
def inspection_new(request: Request) -> HttpResponse:
    policies.check_set_up(request.actor)
    return _set_up(request, Inspection())


@login_required
def inspection_edit(request: Request, slug: str) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_set_up(request.actor, inspection)
    return _set_up(request, inspection)


def _set_up(request: Request, inspection: Inspection) -> HttpResponse:
    # Checking the form puts what was typed into the row, so what the page says is taken before.
    is_new = inspection.pk is None
    above = [] if is_new else [(inspection.short_title, inspection.get_absolute_url())]
    form = InspectionForm(sent(request), instance=inspection, on=request.actor.on)
    if request.method == "POST" and form.is_valid():
        inspection.set_up(
            inspectorates=form.cleaned_data["inspectorates"], forces=form.cleaned_data["forces"]
        )
        messages.success(request, "Inspection created" if is_new else "Inspection saved")
        return redirect(inspection)
    context = {"form": form, "is_new": is_new, "crumbs": crumbs(*above)}
    return render(request, "recommendations/inspection_edit.html", context)
