"""What a round reads of what is open: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import FilteredRelation, Q

from forces.models import Force
from forces.prepared import prepared
from forces.prepared.keys import padded
from recommendations.models import Inspection, Recommendation, RecommendationForce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from forces.actors import Actor


class OpenReport(NamedTuple):
    """What is open for a force of one inspection: the keys of recommendations in its order.

    Beside each the id of who is asked for an update, or None.
    """

    slug: str
    short_title: str
    keys: list[int]
    people: list[int | None]


@prepared
def own_force_called(actor: Actor, slug: str) -> QuerySet[Force]:
    """The force of an address, if the person is of it, or works in its body's office."""
    return Force.objects.filter(pk__in=actor.own_forces, slug=slug)


def open_reports(force: int) -> list[OpenReport]:
    """All that is open of a force, the newest report first. Two queries."""
    open_of = {inspection: rest for inspection, *rest in _open_of_reports(force)}
    return [
        OpenReport(slug, title, *open_of[key])
        for key, slug, title in _reports(force)
        if key in open_of
    ]


@prepared
def _open_of_reports(force: int) -> QuerySet[RecommendationForce, Any]:
    requests = "recommendation__update_requests"
    is_asked = Q(**{f"{requests}__force": force, f"{requests}__ended_at": None})
    in_order = ("position", "recommendation")
    found = RecommendationForce.objects.filter(force=force, is_closed=False)
    reports: QuerySet[RecommendationForce, Any] = (
        found.annotate(asked=FilteredRelation(requests, condition=is_asked))
        .order_by()
        .values("inspection")
        .annotate(
            keys=ArrayAgg("recommendation", order_by=in_order),
            people=ArrayAgg("asked__person", order_by=in_order),
        )
        .values_list("inspection", "keys", "people")
    )
    return reports


@prepared
def _reports(force: int) -> QuerySet[Inspection, tuple[int, str, str]]:
    return Inspection.objects.concerning(force).values_list("pk", "slug", "short_title")


def loaded(keys: Sequence[int]) -> list[Recommendation]:
    """The recommendations with these keys in the same order, with their inspections."""
    found = {each.pk: each for each in _with_keys(padded(keys))}
    return [found[key] for key in keys]


@prepared
def _with_keys(keys: tuple[int, ...]) -> QuerySet[Recommendation]:
    found = Recommendation.objects.filter(pk__in=keys).select_related("inspection")
    return found.defer("inspection__key_findings")
