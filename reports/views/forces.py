from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.urls import reverse

from forces.models import ForceName, PolicingBody
from forces.prepared import Listed, one_or_404, prepared
from recommendations.rows import inspections_of_force_count, newest_of_force
from reports.querysets import force_called, forces_visible_to
from responses.models import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from forces.actors import Actor
    from forces.middleware import Request
    from forces.models import Force
    from recommendations.deadlines import Lateness
    from recommendations.models import Inspection

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
    found = one_or_404(force_called(request.actor, slug))
    listed = Listed(
        lambda: sum(inspections_of_force_count(found.pk)),
        lambda shown: newest_of_force(found.pk, shown),
    )
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "force": found,
        "bodies": _bodies(found.pk),
        "former_names": _former_names(found.pk),
        "page": page,
        "concerns": _concerns(page.object_list, found, request.actor),
        "crumbs": [("Home", reverse("home")), ("Forces", reverse("force_list"))],
    }
    return render(request, "reports/force.html", context)


def _concerns(inspections: Iterable[Inspection], force: Force, actor: Actor) -> list[Concern]:
    """How the response to each of these inspections stands, and the person's own of it."""
    listed = list(inspections)
    keys = tuple(each.pk for each in listed)
    responses = {each.inspection_id: each for each in _facts(force.pk, keys)}
    own = {each.inspection_id: each for each in _own(actor, force.pk, keys)}
    concerns = []
    for inspection in listed:
        response = responses.get(inspection.pk)
        lateness = response.lateness(actor.on) if response else None
        concerns.append(Concern(inspection, response, lateness, own.get(inspection.pk)))
    return concerns


@prepared
def _bodies(force: int) -> QuerySet[PolicingBody]:
    """Its policing bodies, the newest first."""
    found = PolicingBody.objects.filter(force=force)
    return found.order_by(F("valid_from").desc(nulls_last=True))


@prepared
def _former_names(force: int) -> QuerySet[ForceName]:
    return ForceName.objects.filter(force=force).order_by("-valid_to")


@prepared
def _facts(force: int, inspections: tuple[int, ...]) -> QuerySet[Response]:
    facts = Response.objects.public_facts()
    return facts.filter(body__force=force, inspection__in=inspections)


@prepared
def _own(actor: Actor, force: int, inspections: tuple[int, ...]) -> QuerySet[Response]:
    """Those whose pages the person may open: nothing but where these are."""
    visible = Response.objects.visible_to(actor).only("inspection")
    return visible.filter(body__force=force, inspection__in=inspections)
