from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from recommendations.models import Inspection, Recommendation
from reports import policies
from reports.comparisons import across, items
from reports.forms import PositionFilter
from reports.querysets import forces_visible_to
from reports.register import editions
from responses.models import Response

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request


def crumbs_to(inspection: Inspection) -> list[tuple[str, str]]:
    """The way to a page about one inspection."""
    return [
        ("Home", reverse("home")),
        ("Inspections", reverse("inspection_list")),
        (inspection.short_title, inspection.get_absolute_url()),
    ]


@login_required
def recommendation_across(request: Request, slug: str, number: str) -> HttpResponse:
    """One recommendation, and what every force's published response says of it."""
    recommendation = get_object_or_404(
        Recommendation.objects.visible_to(request.actor)
        .select_related("inspection")
        .prefetch_related("parts__addressees"),
        inspection__slug=slug,
        number=number,
    )
    policies.check_compare(request.actor)
    inspection = recommendation.inspection
    form = PositionFilter(request.GET)
    position = form.chosen("position")
    entries = across(recommendation, request.actor)
    context = {
        "inspection": inspection,
        "recommendation": recommendation,
        "numbers": inspection.recommendations.in_order().values_list("number", flat=True),
        "form": form,
        "entries": [entry for entry in entries if position in {"", entry.group}],
        "in_all": len(entries),
        "crumbs": [*crumbs_to(inspection), ("Matrix", reverse("matrix", args=[slug]))],
    }
    return render(request, "reports/recommendation_across.html", context)


@login_required
def force_answers(request: Request, slug: str, force: str) -> HttpResponse:
    """One force's published response to an inspection, with the progress claimed beside it."""
    found = get_object_or_404(forces_visible_to(request.actor), slug=force)
    inspections = Inspection.objects.visible_to(request.actor).filter(forces=found)
    inspection = get_object_or_404(inspections, slug=slug)
    response = (
        Response.objects.public_facts()
        .filter(inspection=inspection, body__force=found)
        .select_related("inspection", "body__force", "published_version")
        .defer("published_version__html")
        .first()
    )
    context = {
        "force": found,
        "inspection": inspection,
        "response": response,
        "lateness": response.lateness(request.actor.on) if response else None,
        "content": response.published_version.content
        if response and response.published_version
        else None,
        "editions": editions(response) if response else [],
        "items": items(inspection, found, response, request.actor),
        "crumbs": [*crumbs_to(inspection), (found.name, reverse("force", args=[found.slug]))],
    }
    return render(request, "reports/force_answers.html", context)
