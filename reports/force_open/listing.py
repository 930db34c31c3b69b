"""The recommendations that a force has to carry out, as it stands with each: loaded once, so that
what is counted is what is listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import FilteredRelation, Q
from django.db.models.functions import TruncDate

from recommendations.choices import FINISHED, NOT_YET, UNFINISHED, is_settled
from recommendations.deadlines import is_silent
from recommendations.models import Closure, ProgressUpdate, Question, Recommendation
from reports.force_open.choices import NO_WORD, Show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force


class Point(NamedTuple):
    """How a force stands with one recommendation, whose id is `key`: as few facts as lists need."""

    key: int
    inspection: str
    released_on: date
    state: str
    as_at: date | None
    next_on: date | None
    said_on: date | None
    verdict: str
    is_judged_now: bool
    is_closed: bool
    is_asked: bool
    is_slipped: bool

    def is_silent(self, on: date) -> bool:
        """Whether more is waited for, and the last word, or the report, is 90 days old."""
        verdict = self.verdict if self.is_judged_now else ""
        last_on = self.said_on or self.released_on
        return not is_settled(self.state, verdict) and is_silent(last_on, on=on)

    def has_passed(self, on: date) -> bool:
        return self.state in UNFINISHED and self.next_on is not None and self.next_on < on


# Which points are in each list on a day.
LISTS: dict[str, Callable[[Point, date], bool]] = {
    Show.OPEN: lambda point, on: not point.is_closed,
    Show.SLIPPED: lambda point, on: not point.is_closed and point.is_slipped,
    Show.PASSED: lambda point, on: not point.is_closed and point.has_passed(on),
    Show.SILENT: lambda point, on: not point.is_closed and point.is_silent(on),
    Show.ASKED: lambda point, on: not point.is_closed and point.is_asked,
    Show.WANTING: lambda point, on: not point.is_closed and point.verdict in NOT_YET,
    Show.FINISHED: lambda point, on: not point.is_closed and point.state in FINISHED,
    Show.CLOSED: lambda point, on: point.is_closed,
    Show.ALL: lambda point, on: True,
}


def slips_of(force: Force) -> QuerySet[Any]:
    """The updates with which a force moved a date: none is put off or given up without a reason."""
    submitted = ProgressUpdate.objects.submitted().filter(force=force, state__in=UNFINISHED)
    return submitted.exclude(moved_reason="")


def _about(rows: QuerySet[Any]) -> frozenset[int]:
    """The ids of the recommendations that rows are about."""
    return frozenset(rows.order_by().values_list("recommendation", flat=True).distinct())


def points_of(force: Force) -> list[Point]:
    """All that a force has to carry out, the newest inspection first. Four queries.

    Whoever may read the force's progress may read all of this.
    """
    closed = _about(Closure.objects.standing().filter(force=force))
    asked = _about(Question.objects.open().filter(force=force))
    slipped = _about(slips_of(force))
    concerning = Recommendation.objects.concerning(force.pk)
    rows = (
        Recommendation.objects.filter(pk__in=concerning.values("pk"))
        .annotate(
            said=FilteredRelation("current_progress", condition=Q(current_progress__force=force)),
            judged=FilteredRelation(
                "current_assessments", condition=Q(current_assessments__force=force)
            ),
        )
        .order_by("-inspection__published_on", "inspection__title", "inspection_id", "position")
        .values_list(
            "pk",
            "inspection__slug",
            TruncDate("inspection__released_at"),
            "said__state",
            "said__as_at",
            "said__next_on",
            "said__said_on",
            "said__update",
            "judged__verdict",
            "judged__assessment__update",
        )
    )
    return [
        Point(
            key,
            inspection,
            released_on,
            state or NO_WORD,
            as_at=days[0],
            next_on=days[1],
            said_on=days[2],
            verdict=verdict or "",
            is_judged_now=judged is not None and judged == update,
            is_closed=key in closed,
            is_asked=key in asked,
            is_slipped=key in slipped,
        )
        for key, inspection, released_on, state, *days, update, verdict, judged in rows
    ]


def narrowed(
    points: Iterable[Point],
    on: date,
    *,
    show: str = "",
    inspection: str = "",
    state: str = "",
    verdict: str = "",
) -> list[Point]:
    """One of the lists, of one inspection, or as it is claimed or assessed; without a choice, what
    is open.
    """
    is_in = LISTS[show or Show.OPEN]
    return [
        point
        for point in points
        if is_in(point, on)
        and (not inspection or point.inspection == inspection)
        and (not state or point.state == state)
        and (not verdict or point.verdict == verdict)
    ]


def loaded(points: Iterable[Point]) -> list[Recommendation]:
    """The recommendations of points in the same order, with their inspections. One query."""
    keys = [point.key for point in points]
    found = Recommendation.objects.select_related("inspection").in_bulk(keys)
    return [found[key] for key in keys]
