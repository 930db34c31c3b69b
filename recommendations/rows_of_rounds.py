"""What a round reads of what is open: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import FilteredRelation, Q

from forces.models import Force
from forces.prepared import prepared
from forces.prepared.keys import padded
from recommendations.models import Recommendation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from forces.actors import Actor


class OpenPoint(NamedTuple):
    """A recommendation that is open for a force, its inspection, and the id of who is asked."""

    key: int
    inspection: str
    short_title: str
    person: int | None


@prepared
def own_force_called(actor: Actor, slug: str) -> QuerySet[Force]:
    """The force of an address, if the person is of it, or works in its body's office."""
    return Force.objects.filter(pk__in=actor.own_forces, slug=slug)


def open_points(force: int) -> list[OpenPoint]:
    """All that is open of a force, the newest report first. One query."""
    return [OpenPoint._make(row) for row in _open_points(force)]


@prepared
def _open_points(force: int) -> QuerySet[Recommendation, Any]:
    is_asked = Q(update_requests__force=force, update_requests__ended_at=None)
    found = Recommendation.objects.open_for(force).newest_report_first()
    return found.annotate(
        asked=FilteredRelation("update_requests", condition=is_asked)
    ).values_list("pk", "inspection__slug", "inspection__short_title", "asked__person")


def loaded(keys: Sequence[int]) -> list[Recommendation]:
    """The recommendations with these keys in the same order, with their inspections."""
    found = {each.pk: each for each in _with_keys(padded(keys))}
    return [found[key] for key in keys]


@prepared
def _with_keys(keys: tuple[int, ...]) -> QuerySet[Recommendation]:
    found = Recommendation.objects.filter(pk__in=keys).select_related("inspection")
    return found.defer("inspection__key_findings")
