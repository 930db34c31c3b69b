"""The matrix of an inspection: forces by recommendations, loaded whole and then narrowed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from recommendations.models import CurrentProgress, Recommendation
from reports.choices import STANDING_CODES, WORST_FIRST, Sort
from reports.querysets import SAYS_NOTHING, facts_by_force
from responses.models import SignedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.deadlines import Lateness
    from recommendations.models import Inspection
    from responses.models import Response


class Said(NamedTuple):
    """What a published response says of one recommendation."""

    position: str
    planned_on: date | None
    answered_with: str | None


class Claim(NamedTuple):
    """What a force said last of its progress on one recommendation."""

    state: str
    as_at: date


@dataclass(frozen=True)
class Row:
    """One force: how its response stands, what it says, what progress is claimed.

    `said` and `claims` are by the id of the recommendation. A response that is not published says
    nothing here, whatever is in its draft.
    """

    force: Force
    response: Response | None
    lateness: Lateness | None
    said: dict[int, Said] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)

    @property
    def is_published(self) -> bool:
        return self.response is not None and self.response.is_published

    @property
    def published_on(self) -> date | None:
        return self.response.published_on if self.response else None

    @property
    def urgency(self) -> tuple[int, int]:
        """For sorting, worst first; a force that owes no response comes last."""
        if self.lateness is None:
            return len(WORST_FIRST), 0
        days = self.lateness.days
        return WORST_FIRST.index(self.lateness.code), -days if self.lateness.is_late else days


@dataclass(frozen=True)
class Matrix:
    inspection: Inspection
    recommendations: list[Recommendation]
    rows: list[Row]
    on: date

    @classmethod
    def of(cls, inspection: Inspection, actor: Actor) -> Self:
        """All of it, in the order of the forces' names. Five queries, however many rows."""
        recommendations = list(inspection.recommendations.in_order())
        responses = facts_by_force(inspection)
        said = _said(responses.values(), recommendations)
        claims = _claims(recommendations, actor)
        rows = []
        for force in inspection.forces.order_by("name"):
            response = responses.get(force.pk)
            rows.append(
                Row(
                    force,
                    response,
                    response.lateness(actor.on) if response else None,
                    said.get(response.published_version_id, {}) if response else {},
                    claims.get(force.pk, {}),
                )
            )
        return cls(inspection, recommendations, rows, actor.on)

    @property
    def regions(self) -> set[str]:
        return {row.force.region for row in self.rows}

    def narrowed(self, *, region: str = "", standing: str = "") -> Self:
        """Only the forces of a region, or whose response stands in one way."""
        codes = STANDING_CODES.get(standing)
        rows = [
            row
            for row in self.rows
            if (not region or row.force.region == region)
            and (codes is None or (row.lateness and row.lateness.code in codes))
        ]
        return replace(self, rows=rows)

    def sorted_by(self, sort: str) -> Self:
        """In another order; forces that are equal in it stay in the order of their names."""
        if sort == Sort.REGION:
            rows = sorted(self.rows, key=lambda row: row.force.region)
        elif sort == Sort.LATENESS:
            rows = sorted(self.rows, key=lambda row: row.urgency)
        elif sort == Sort.PUBLISHED:
            rows = sorted(
                self.rows, key=lambda row: (not row.is_published, row.published_on or date.max)
            )
        else:
            rows = self.rows
        return replace(self, rows=rows)


def _said(
    responses: Iterable[Response], recommendations: Iterable[Recommendation]
) -> dict[int | None, dict[int, Said]]:
    """What the published versions of these responses say, by version and recommendation."""
    versions = {response.published_version_id for response in responses} - {None}
    numbers = {recommendation.pk: recommendation.number for recommendation in recommendations}
    found: defaultdict[int | None, dict[int, Said]] = defaultdict(dict)
    for version, recommendation, position, planned_on, answered_with in (
        SignedAnswer.objects.filter(version__in=versions)
        .exclude(SAYS_NOTHING)
        .values_list("version", "recommendation", "position", "planned_on", "answered_with")
    ):
        together = numbers[answered_with] if answered_with else None
        found[version][recommendation] = Said(position, planned_on, together)
    return found


def _claims(recommendations: Iterable[Recommendation], actor: Actor) -> dict[int, dict[int, Claim]]:
    """The progress that the actor may see, by force and recommendation."""
    found: defaultdict[int, dict[int, Claim]] = defaultdict(dict)
    for force, recommendation, state, as_at in (
        CurrentProgress.objects.visible_to(actor)
        .filter(recommendation__in=recommendations)
        .values_list("force", "recommendation", "update__state", "update__as_at")
    ):
        found[force][recommendation] = Claim(state, as_at)
    return found
