"""An inspection and a force it concerns: where a person finds what that force does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from forces.middleware import Request
from forces.prepared import one_or_404, prepared
from recommendations.models import InspectionForce

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection


def find_pair(request: Request, slug: str, force_slug: str) -> InspectionForce:
    """The pair, if the person may read the progress of that force; otherwise 404."""
    return one_or_404(_called(request.actor, slug, force_slug))


@prepared
def _called(actor: Actor, inspection: str, force: str) -> QuerySet[InspectionForce]:
    visible = InspectionForce.objects.visible_to(actor).select_related("inspection", "force")
    return visible.filter(inspection__slug=inspection, force__slug=force)


def pair_crumbs(actor: Actor, inspection: Inspection, force: Force) -> list[tuple[str, str]]:
    """The way to what a force says of an inspection: its own people's, and the inspectors'."""
    progress = reverse("progress", args=[inspection.slug, force.slug])
    if force.pk in actor.own_forces:
        return [*progress_crumbs(), (inspection.short_title, progress)]
    return [
        ("Home", reverse("home")),
        ("Inspections", reverse("inspection_list")),
        (inspection.short_title, inspection.get_absolute_url()),
        (force.name, progress),
    ]


def progress_crumbs() -> list[tuple[str, str]]:
    return [("Home", reverse("home")), ("Progress", reverse("progress_list"))]
