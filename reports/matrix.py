"""The matrix of an inspection: forces by recommendations, loaded whole and then narrowed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from forces.prepared import prepared
from recommendations.models import Part, Recommendation
from recommendations.rows import forces_of, recommendations_of
from reports.choices import (
    BEFORE,
    CLOSED,
    STANDING_CODES,
    UNASSESSED,
    UNCLAIMED,
    WORST_FIRST,
    ForceKind,
    Sort,
)
from reports.progress import NONE, Progress, progress_by_force
from reports.querysets import facts_by_force, published_answers_of
from responses.models import SignedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

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


@dataclass(frozen=True)
class Row:
    """One force: how its response stands, what it says, and what became of it since.

    `said` and `progress` are by the id of the recommendation. A response that is not published
    says nothing here, whatever is in its draft.
    """

    force: Force
    response: Response | None
    lateness: Lateness | None
    said: dict[int, Said] = field(default_factory=dict)
    progress: dict[int, Progress] = field(default_factory=dict)

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
class Narrowing:
    """What is asked for; empty is everything. Of forces, of columns, and of cells."""

    region: str = ""
    kind: str = ""
    standing: str = ""
    addressee: str = ""
    state: str = ""
    verdict: str = ""

    @property
    def asks_for_cells(self) -> bool:
        return bool(self.state or self.verdict)

    def fits_force(self, row: Row) -> bool:
        codes = STANDING_CODES.get(self.standing)
        if codes is not None and (row.lateness is None or row.lateness.code not in codes):
            return False
        if self.kind and row.force.is_territorial != (self.kind == ForceKind.TERRITORIAL):
            return False
        return not self.region or row.force.region == self.region

    def fits_cell(self, progress: Progress) -> bool:
        """Whether a claim is in this state, and at once what inspectors say is this."""
        if self.state and self.state != (progress.state or UNCLAIMED):
            return False
        if self.verdict == CLOSED:
            return progress.closed_on is not None
        if self.verdict == BEFORE:
            return progress.has_said_more
        return not self.verdict or self.verdict == (progress.verdict or UNASSESSED)


@dataclass(frozen=True)
class Matrix:
    """The forces of an inspection by its recommendations.

    `addressees` are who must act, by the id of the recommendation. Of the cells, those count that
    fit what is asked for.
    """

    inspection: Inspection
    recommendations: list[Recommendation]
    rows: list[Row]
    on: date
    addressees: dict[int, dict[str, str]] = field(default_factory=dict)
    asked: Narrowing = Narrowing()

    @classmethod
    def of(cls, inspection: Inspection, actor: Actor, *, addressees: bool = True) -> Self:
        """All of it, in the order of the forces' names. Six queries, however many rows.

        One less without the addressees, which only the filter shows.
        """
        recommendations = recommendations_of(inspection.pk)
        responses = facts_by_force(inspection)
        said = _said(inspection, recommendations)
        progress = progress_by_force(recommendations, actor)
        rows = []
        for force in forces_of(inspection.pk):
            response = responses.get(force.pk)
            rows.append(
                Row(
                    force,
                    response,
                    response.lateness(actor.on) if response else None,
                    said.get(response.published_version_id, {}) if response else {},
                    progress.get(force.pk, {}),
                )
            )
        who = _addressees(inspection) if addressees else {}
        return cls(inspection, recommendations, rows, actor.on, who)

    @property
    def regions(self) -> set[str]:
        return {row.force.region for row in self.rows}

    @property
    def who_must_act(self) -> dict[str, str]:
        """All addressees, by what an address calls them."""
        return {slug: name for some in self.addressees.values() for slug, name in some.items()}

    @property
    def cells(self) -> int:
        """How many cells fit what is asked for."""
        return sum(self.fits(row, each.pk) for row in self.rows for each in self.recommendations)

    def fits(self, row: Row, key: int) -> bool:
        return self.asked.fits_cell(row.progress.get(key, NONE))

    def narrowed(self, asked: Narrowing) -> Self:
        """Only the columns and the forces asked for; where cells are, the forces that have one."""
        columns = [
            each
            for each in self.recommendations
            if not asked.addressee or asked.addressee in self.addressees.get(each.pk, {})
        ]
        rows = [
            row
            for row in self.rows
            if asked.fits_force(row)
            and (
                not asked.asks_for_cells
                or any(asked.fits_cell(row.progress.get(each.pk, NONE)) for each in columns)
            )
        ]
        return replace(self, recommendations=columns, rows=rows, asked=asked)

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
    inspection: Inspection, recommendations: Iterable[Recommendation]
) -> dict[int | None, dict[int, Said]]:
    """What the published responses say, by the version they stand in and the recommendation."""
    numbers = {recommendation.pk: recommendation.number for recommendation in recommendations}
    found: defaultdict[int | None, dict[int, Said]] = defaultdict(dict)
    for version, recommendation, position, planned_on, answered_with in _answers(inspection.pk):
        together = numbers[answered_with] if answered_with else None
        found[version][recommendation] = Said(position, planned_on, together)
    return found


@prepared
def _answers(inspection: int) -> QuerySet[SignedAnswer, tuple[int, int, str, date | None, int]]:
    found = published_answers_of(inspection)
    return found.values_list("version", "recommendation", "position", "planned_on", "answered_with")


def _addressees(inspection: Inspection) -> dict[int, dict[str, str]]:
    """Who must act, by the id of the recommendation: names by slugs."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for recommendation, slug, name in _addressed(inspection.pk):
        found[recommendation][slug] = name
    return found


@prepared
def _addressed(inspection: int) -> QuerySet[Part, tuple[int, str, str]]:
    rows = Part.objects.filter(recommendation__inspection=inspection, addressees__isnull=False)
    return rows.values_list("recommendation", "addressees__slug", "addressees__name")
