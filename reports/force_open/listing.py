"""The recommendations that a force has to carry out, as it stands with each: loaded once, so that
what is counted is what is listed.

They come in groups of those that stand alike, of which there are some dozens among a thousand: so
each rule is looked at once for a group, and only what is listed is put into order.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, reduce
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from forces.prepared import prepared
from recommendations.choices import FINISHED, NOT_YET, UNFINISHED, is_settled
from recommendations.deadlines import SILENT_DAYS
from recommendations.models import Inspection, RecommendationForce
from reports.force_open.choices import NO_WORD, Show
from reports.force_open.entries import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force

# A recommendation as one number, which is quick to sort: the place of its inspection in a list (as
# the database tells it, the key of that), its position there, and its own key.
Point = int
KEYS, POSITIONS = 10**9, 10**5
PER_INSPECTION = POSITIONS * KEYS
# Those with which a force stands alike: how, in three columns, and which they are.
Group = tuple[str, str, int, list[Point]]
# The bits of a number that say how a force stands. PostgreSQL tells only what is cheap to tell of a
# thousand rows: what follows from it is worked out once for those that stand alike.
CLOSED, ASKED, MOVED, DATED_BEFORE, LONG_AGO, JUDGED_NOW = (1 << bit for bit in range(6))


class Facts(NamedTuple):
    """How a force stands with a recommendation on a day: as few facts as lists need."""

    state: str
    verdict: str
    is_closed: bool
    is_asked: bool
    is_slipped: bool
    has_passed: bool
    is_silent: bool

    @classmethod
    @cache
    def told_by(cls, state: str, verdict: str, bits: int) -> Facts:
        """Looked up once for all that stand alike: there are not a thousand ways to stand."""
        settled = is_settled(state, verdict if bits & JUDGED_NOW else "")
        return cls(
            state or NO_WORD,
            verdict,
            is_closed=bool(bits & CLOSED),
            is_asked=bool(bits & ASKED),
            is_slipped=bool(bits & MOVED),
            has_passed=bool(bits & DATED_BEFORE) and state in UNFINISHED,
            is_silent=bool(bits & LONG_AGO) and not settled,
        )


# What is in each list.
LISTS: dict[str, Callable[[Facts], bool]] = {
    Show.OPEN: lambda facts: not facts.is_closed,
    Show.SLIPPED: lambda facts: not facts.is_closed and facts.is_slipped,
    Show.PASSED: lambda facts: not facts.is_closed and facts.has_passed,
    Show.SILENT: lambda facts: not facts.is_closed and facts.is_silent,
    Show.ASKED: lambda facts: not facts.is_closed and facts.is_asked,
    Show.WANTING: lambda facts: not facts.is_closed and facts.verdict in NOT_YET,
    Show.FINISHED: lambda facts: not facts.is_closed and facts.state in FINISHED,
    Show.CLOSED: lambda facts: facts.is_closed,
    Show.ALL: lambda facts: True,
}


def _bits(on: date) -> Combinable:
    """The facts that are true, as the sum of their bits."""
    since = on - timedelta(days=SILENT_DAYS)
    facts = {
        CLOSED: Q(is_closed=True),
        ASKED: Q(is_asked=True),
        MOVED: Q(is_moved=True),
        DATED_BEFORE: Q(next_on__lt=on),
        LONG_AGO: Q(last_word_on__lte=since),
        JUDGED_NOW: Q(assessed_key=F("update_key")),
    }
    return reduce(
        operator.add,
        (Case(When(fact, then=Value(bit)), default=Value(0)) for bit, fact in facts.items()),
    )


@prepared
def _groups(force: int, on: date) -> QuerySet[Any, Group]:
    point = (F("inspection") * POSITIONS + F("position")) * KEYS + F("recommendation")
    # Of a force that said nothing, the last word is of the day from which it could say something.
    last_word_on = Coalesce("said_on", "released_on")
    groups: QuerySet[Any, Group] = (
        RecommendationForce.objects.filter(force=force)
        .alias(last_word_on=last_word_on)
        .values("state", "verdict", bits=_bits(on))
        .annotate(points=ArrayAgg(point))
        .values_list("state", "verdict", "bits", "points")
    )
    return groups


@prepared
def _inspections(force: int) -> QuerySet[Inspection, tuple[Any, ...]]:
    """The key of each and what is shown of it, the newest first."""
    return Inspection.objects.concerning(force).values_list("pk", *Report._fields)


@dataclass(frozen=True)
class Standings:
    """How a force stands on a day with all that it has to carry out."""

    groups: Sequence[Group]
    places: Mapping[int, int]  # of the inspections by their keys, the newest first
    reports: Sequence[Report]

    @classmethod
    def of(cls, force: Force, on: date) -> Self:
        """Two queries. Whoever may read the force's progress may read all of this."""
        groups, inspections = _groups(force.pk, on), _inspections(force.pk)
        places = {key: place for place, (key, *_) in enumerate(inspections)}
        return cls(groups, places, [Report._make(shown) for _, *shown in inspections])

    @property
    def titles(self) -> list[tuple[str, str]]:
        """The slug and the title of each inspection, the newest first."""
        return [(report.slug, report.short_title) for report in self.reports]

    def narrowed(
        self, *, show: str = "", inspection: str = "", state: str = "", verdict: str = ""
    ) -> list[Point]:
        """One of the lists in its order, of one inspection, or as it is claimed or assessed.

        Without a choice, what is open.
        """
        is_in = LISTS[show or Show.OPEN]
        moved = {
            key * PER_INSPECTION: (place - key) * PER_INSPECTION
            for key, place in self.places.items()
            if inspection in {"", self.reports[place].slug}
        }
        points: list[Point] = []
        for *standing, some in self.groups:
            facts = Facts.told_by(*standing)
            if is_in(facts) and state in {"", facts.state} and verdict in {"", facts.verdict}:
                points += some
        return sorted(
            point + moved[first]
            for point in points
            if (first := point - point % PER_INSPECTION) in moved
        )


def told_by(point: Point) -> tuple[int, int]:
    """The place of its inspection, and the key of a recommendation."""
    return point // PER_INSPECTION, point % KEYS
