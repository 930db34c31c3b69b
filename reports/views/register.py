"""The public register: its lists. Nobody needs an account here, and no cookie is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from forces.models import Force
from recommendations.models import Inspection, Recommendation
from recommendations.renumbering import find_numbered
from reports.public_pages import numbered, public_page
from reports.register import concerns, entries, outstanding, said_of
from reports.standing import Count, tallies

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20
OUTSTANDING_PER_PAGE = 100


def crumbs_to(inspection: Inspection) -> list[tuple[str, str]]:
    """The way to a page about one inspection."""
    return [
        ("Register", reverse("register")),
        (inspection.short_title, reverse("register_inspection", args=[inspection.slug])),
    ]


@public_page(asks=("page",))
def register(request: HttpRequest) -> HttpResponse:
    """Every inspection that is out, with how many responses are published."""
    today = timezone.localdate()
    page = numbered(request, Inspection.objects.released().newest_first(), PER_PAGE)
    context = {"page": page, "tallies": tallies(page.object_list, today), "today": today}
    return render(request, "reports/register.html", context)


@public_page(asks=("page",))
def register_outstanding(request: HttpRequest) -> HttpResponse:
    """Every response that is owed and not published."""
    today = timezone.localdate()
    owed = outstanding()
    page = numbered(request, owed, OUTSTANDING_PER_PAGE)
    context = {
        "page": page,
        "listed": [(response, response.lateness(today)) for response in page],
        "late": owed.filter(due_on__lt=today).count(),
        "today": today,
        "crumbs": [("Register", reverse("register"))],
    }
    return render(request, "reports/register_outstanding.html", context)


@public_page()
def register_forces(request: HttpRequest) -> HttpResponse:
    """Every force, by name."""
    forces = Force.objects.order_by("-is_territorial", "name")
    context = {"forces": forces, "crumbs": [("Register", reverse("register"))]}
    return render(request, "reports/register_forces.html", context)


@public_page()
def register_force(request: HttpRequest, slug: str) -> HttpResponse:
    """A force: its policing bodies through time, and every inspection that concerns it."""
    today = timezone.localdate()
    force = get_object_or_404(Force, slug=slug)
    context = {
        "force": force,
        "bodies": force.bodies.order_by(F("valid_from").desc(nulls_last=True)),
        "former_names": force.former_names.order_by("-valid_to"),
        "concerns": concerns(force, today),
        "today": today,
        "crumbs": [("Register", reverse("register")), ("Forces", reverse("register_forces"))],
    }
    return render(request, "reports/register_force.html", context)


@public_page()
def register_inspection(request: HttpRequest, slug: str) -> HttpResponse:
    """Every body that owes a response, and whether it is published."""
    today = timezone.localdate()
    inspection = get_object_or_404(Inspection.objects.released(), slug=slug)
    listed = entries(inspection, today)
    context = {
        "inspection": inspection,
        "inspectorates": inspection.inspectorates.order_by("name"),
        "redatings": inspection.redatings.newest_first(),
        "corrections": inspection.corrections.of_the_inspection_itself().newest_first(),
        "recommendations": inspection.recommendations.in_order().with_correction(),
        "entries": listed,
        "count": Count.of((entry.response for entry in listed), today),
        "today": today,
        "is_unlisted": inspection.is_demonstration,
        "crumbs": [("Register", reverse("register"))],
    }
    return render(request, "reports/register_inspection.html", context)


@public_page()
def register_recommendation(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One recommendation, and what every published response says of it."""
    today = timezone.localdate()
    released = Recommendation.objects.filter(
        inspection__slug=slug, inspection__released_at__isnull=False
    )
    recommendation = find_numbered(
        released.select_related("inspection").prefetch_related("parts__addressees"), number
    )
    inspection = recommendation.inspection
    context = {
        "inspection": inspection,
        "recommendation": recommendation,
        "corrections": recommendation.corrections.newest_first(),
        "numbers": inspection.recommendations.in_order().values_list("number", flat=True),
        "said": said_of(recommendation, today),
        "today": today,
        "is_unlisted": inspection.is_demonstration,
        "crumbs": crumbs_to(inspection),
    }
    return render(request, "reports/register_recommendation.html", context)
