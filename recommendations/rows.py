"""What the main pages read of inspections: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Subquery

from forces.models import Force, Inspectorate
from forces.prepared import attach, how_many, prepared
from forces.prepared.keys import padded
from recommendations.models import (
    Correction,
    Inspection,
    Measure,
    Part,
    Recommendation,
    Redating,
    ThemeRecommendation,
)
from recommendations.models.recommendations import PartAddressee

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    found = Inspection.objects.visible_to(actor).in_lists().with_count().newest_first()
    return found[shown.start : shown.stop]


@prepared
def released_count() -> QuerySet[Inspection, int]:
    return how_many(Inspection.objects.released())


@prepared
def newest_released(shown: range) -> QuerySet[Inspection]:
    """Those of a page of the list of all that are published here."""
    return Inspection.objects.released().in_lists().newest_first()[shown.start : shown.stop]


@prepared
def forces_of(inspection: int) -> QuerySet[Force]:
    """The forces that an inspection concerns, by name."""
    return Force.objects.filter(inspections=inspection).order_by("name")


@prepared
def names_of_forces(inspection: int) -> QuerySet[Force, tuple[str, bool, int]]:
    """Of the forces that an inspection concerns: name, and whether it is a territorial one.

    Each with the number of all territorial forces that there are.
    """
    alike = Force.objects.territorial().order_by().values("is_territorial")
    found = Force.objects.filter(inspections=inspection).order_by("name")
    counted = found.annotate(territorial=Subquery(alike.values(n=Count("pk"))))
    return counted.values_list("name", "is_territorial", "territorial")


@prepared
def inspections_of_force_count(force: int) -> QuerySet[Inspection, int]:
    return how_many(Inspection.objects.released().filter(forces=force))


@prepared
def newest_of_force(force: int, shown: range) -> QuerySet[Inspection]:
    """Those of a page of the list of what is published here that concerns a force."""
    found = Inspection.objects.released().filter(forces=force).newest_first()
    return found[shown.start : shown.stop]


@prepared
def inspection_of_force(actor: Actor, slug: str, force: int) -> QuerySet[Inspection]:
    """The inspection of an address that concerns the force, if the person may see it."""
    return Inspection.objects.visible_to(actor).filter(slug=slug, forces=force)


@prepared
def inspectorates_of(inspection: int) -> QuerySet[Inspectorate]:
    return Inspectorate.objects.filter(inspections=inspection).order_by("name")


@prepared
def redatings_of(inspection: int) -> QuerySet[Redating]:
    return Redating.objects.filter(inspection=inspection).newest_first()


@prepared
def corrections_of_one(recommendation: int) -> QuerySet[Correction]:
    """What was put right in one recommendation, the newest first."""
    return Correction.objects.filter(recommendation=recommendation).newest_first()


@prepared
def corrections_of(inspection: int) -> QuerySet[Correction]:
    """Of the inspection itself and of its recommendations."""
    return Correction.objects.filter(inspection=inspection).newest_first()


@prepared
def inspection_numbered(actor: Actor, key: int) -> QuerySet[Inspection]:
    return Inspection.objects.visible_to(actor).filter(pk=key)


@prepared
def for_police(inspection: int) -> QuerySet[Recommendation]:
    """Those that are addressed to police forces, in the order of the report."""
    return Recommendation.objects.filter(inspection=inspection).for_police().in_order()


@prepared
def following_up(actor: Actor, inspection: int) -> QuerySet[Recommendation]:
    """The recommendations of what follows an inspection up, the oldest first, as far as the person
    may see them; some take up one of the inspection again.
    """
    found = Recommendation.objects.visible_to(actor).filter(inspection__follows_up=inspection)
    return _shown_later(found)


@prepared
def taking_up(actor: Actor, recommendation: int) -> QuerySet[Recommendation]:
    """Those that take up a recommendation again, as far as the person may see them."""
    found = Recommendation.objects.visible_to(actor).filter(follows_up=recommendation)
    return _shown_later(found)


def _shown_later(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    shown = [f"inspection__{name}" for name in ("slug", "short_title", "published_on")]
    in_order = found.order_by("inspection__published_on", "inspection", "position")
    return in_order.select_related("inspection").only(
        "follows_up", "kind", "number", "position", *shown
    )


def recommendations_in_full(inspection: int) -> list[Recommendation]:
    """In the order of the report, with parts, addressees and what each takes up. Three queries."""
    found = _taking_up(inspection)
    attach_parts(found)
    return found


def attach_what_is_asked(inspection: int, recommendations: list[Recommendation]) -> None:
    """Give an inspection's recommendations their measures and themes. Two queries."""
    measures = measures_of(inspection)
    attach("measures", recommendations, ((each.recommendation_id, each) for each in measures))
    themes = _themes_of(inspection)
    attach("themes", recommendations, ((each.recommendation_id, each.theme) for each in themes))


@prepared
def recommendation_numbered(actor: Actor, slug: str, number: str) -> QuerySet[Recommendation]:
    """The recommendation of an address with its inspection, if the person may see it."""
    visible = Recommendation.objects.visible_to(actor)
    return visible.filter(inspection__slug=slug, number=number).select_related("inspection")


def attach_parts(recommendations: Sequence[Recommendation]) -> None:
    """Give recommendations their parts with their addressees. Two queries."""
    keys = padded([each.pk for each in recommendations])
    parts = _parts_of(keys)
    attach("parts", recommendations, ((part.recommendation_id, part) for part in parts))
    addressed = _addressed_by(keys)
    attach("addressees", parts, ((each.part_id, each.addressee) for each in addressed))


@prepared
def _taking_up(inspection: int) -> QuerySet[Recommendation]:
    found = Recommendation.objects.filter(inspection=inspection).in_order()
    return found.select_related("follows_up")


@prepared
def _parts_of(recommendations: tuple[int, ...]) -> QuerySet[Part]:
    return Part.objects.filter(recommendation__in=recommendations).order_by("position")


@prepared
def _addressed_by(recommendations: tuple[int, ...]) -> QuerySet[Any]:
    found = PartAddressee.objects.filter(part__recommendation__in=recommendations)
    rows: QuerySet[Any] = found.select_related("addressee").order_by("pk")
    return rows


@prepared
def measures_of(inspection: int) -> QuerySet[Measure]:
    return Measure.objects.filter(recommendation__inspection=inspection).order_by("position")


@prepared
def _themes_of(inspection: int) -> QuerySet[Any]:
    found = ThemeRecommendation.objects.filter(recommendation__inspection=inspection)
    rows: QuerySet[Any] = found.select_related("theme").order_by("theme__name")
    return rows


@prepared
def numbers_of(inspection: int) -> QuerySet[Recommendation, str]:
    """The numbers of its recommendations, in the order of the report."""
    found = Recommendation.objects.filter(inspection=inspection).in_order()
    return found.values_list("number", flat=True)


@prepared
def recommendations_of(inspection: int) -> QuerySet[Recommendation]:
    """In the order of the report."""
    return Recommendation.objects.filter(inspection=inspection).in_order()
