"""What the main pages read of inspections: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.models import Force
from forces.prepared import how_many, prepared
from recommendations.models import Inspection, Recommendation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor


@prepared
def inspection_called(actor: Actor, slug: str) -> QuerySet[Inspection]:
    """The inspection of an address, if the person may see it."""
    return Inspection.objects.visible_to(actor).filter(slug=slug)


@prepared
def inspection_count(actor: Actor) -> QuerySet[Inspection, int]:
    return how_many(Inspection.objects.visible_to(actor))


@prepared
def newest_inspections(actor: Actor, shown: range) -> QuerySet[Inspection]:
    """Those of a page of the list of all that the person may see, each with its count."""
    found = Inspection.objects.visible_to(actor).with_count().newest_first()
    return found[shown.start : shown.stop]


@prepared
def released_count() -> QuerySet[Inspection, int]:
    return how_many(Inspection.objects.released())


@prepared
def newest_released(shown: range) -> QuerySet[Inspection]:
    """Those of a page of the list of all that are published here."""
    return Inspection.objects.released().newest_first()[shown.start : shown.stop]


@prepared
def forces_of(inspection: int) -> QuerySet[Force]:
    """The forces that an inspection concerns, by name."""
    return Force.objects.filter(inspections=inspection).order_by("name")


@prepared
def recommendations_of(inspection: int) -> QuerySet[Recommendation]:
    """In the order of the report."""
    return Recommendation.objects.filter(inspection=inspection).in_order()
