from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from recommendations.models import Inspection
from reports.querysets import forces_visible_to
from responses.models import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from forces.actors import Actor
    from forces.middleware import Request
    from forces.models import Force
    from recommendations.deadlines import Lateness

PAGE_SIZE = 20


@dataclass(frozen=True)
class Concern:
    """An inspection that concerns a force, how the response to it stands, and the person's own."""

    inspection: Inspection
    response: Response | None
    lateness: Lateness | None
    own: Response | None


@login_required
def force_list(request: Request) -> HttpResponse:
    """The forces whose pages the person may read, by name."""
    forces = forces_visible_to(request.actor).order_by("-is_territorial", "name")
    context = {"forces": forces, "crumbs": [("Home", reverse("home"))]}
    return render(request, "reports/force_list.html", context)


@login_required
def force(request: Request, slug: str) -> HttpResponse:
    """A force: its policing bodies through time, and the inspections that concern it."""
    found = get_object_or_404(forces_visible_to(request.actor), slug=slug)
    listed = Inspection.objects.released().filter(forces=found).newest_first()
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "force": found,
        "bodies": found.bodies.order_by(F("valid_from").desc(nulls_last=True)),
        "former_names": found.former_names.order_by("-valid_to"),
        "page": page,
        "concerns": _concerns(page.object_list, found, request.actor),
        "crumbs": [("Home", reverse("home")), ("Forces", reverse("force_list"))],
    }
    return render(request, "reports/force.html", context)


def _concerns(inspections: Iterable[Inspection], force: Force, actor: Actor) -> list[Concern]:
    """How the response to each of these inspections stands, and the person's own of it."""
    listed = list(inspections)
    of_force = {"body__force": force, "inspection__in": listed}
    responses = {r.inspection_id: r for r in Response.objects.public_facts().filter(**of_force)}
    own = {r.inspection_id: r for r in Response.objects.visible_to(actor).filter(**of_force)}
    concerns = []
    for inspection in listed:
        response = responses.get(inspection.pk)
        lateness = response.lateness(actor.on) if response else None
        concerns.append(Concern(inspection, response, lateness, own.get(inspection.pk)))
    return concerns
