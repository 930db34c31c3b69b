"""The recommendations that a force has to carry out, as it stands with each: loaded once, so that
what is counted is what is listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from forces.prepared import prepared
from forces.prepared.keys import padded
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
    """How a force stands with one recommendation, whose id is `key`: as few facts as lists need.

    The last word of a force that said nothing is of the day of the report.
    """

    key: int
    inspection: str
    state: str
    next_on: date | None
    last_word_on: date
    verdict: str
    is_judged_now: bool
    is_closed: bool
    is_asked: bool
    is_slipped: bool

    def is_silent(self, on: date) -> bool:
        """Whether more is waited for, and the last word is 90 days old."""
        verdict = self.verdict if self.is_judged_now else ""
        return not is_settled(self.state, verdict) and is_silent(self.last_word_on, on=on)

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


def slips_of(force: int) -> QuerySet[Any]:
    """The updates with which a force moved a date: none is put off or given up without a reason."""
    submitted = ProgressUpdate.objects.submitted().filter(force=force, state__in=UNFINISHED)
    return submitted.exclude(moved_reason="")


def _one_of(rows: QuerySet[Any]) -> Exists:
    """Whether one of these is about the recommendation."""
    return Exists(rows.filter(recommendation=OuterRef("pk")))


@prepared
def _points(force: int) -> QuerySet[Any, Any]:
    """The facts of a point each, in their order."""
    # An assessment is of the force of what points at it: that is said so that no other is read.
    relations = {
        "said": "current_progress",
        "judged": "current_assessments",
        "judgement": "judged__assessment",
    }
    of_force = {
        name: FilteredRelation(relation, condition=Q(**{f"{relation}__force": force}))
        for name, relation in relations.items()
    }
    is_of_now = When(judgement__update=F("said__update"), then=True)
    return (
        Recommendation.objects.concerning(force)
        .annotate(**of_force)
        .order_by("-inspection__published_on", "inspection__title", "inspection_id", "position")
        .values_list(
            "pk",
            "inspection__slug",
            Coalesce("said__state", Value(NO_WORD)),
            "said__next_on",
            Coalesce("said__said_on", TruncDate("inspection__released_at")),
            Coalesce("judged__verdict", Value("")),
            Case(is_of_now, default=False, output_field=BooleanField()),
            _one_of(Closure.objects.standing().filter(force=force)),
            _one_of(Question.objects.open().filter(force=force)),
            _one_of(slips_of(force)),
        )
    )


def points_of(force: Force) -> list[Point]:
    """All that a force has to carry out, the newest inspection first. One query.

    Whoever may read the force's progress may read all of this.
    """
    return [Point._make(facts) for facts in _points(force.pk)]


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


@prepared
def _with_keys(keys: tuple[int, ...]) -> QuerySet[Recommendation]:
    of_inspection = [f"inspection__{name}" for name in ("slug", "title", "short_title")]
    found = Recommendation.objects.filter(pk__in=keys).select_related("inspection")
    return found.only("number", "heading", "inspection__published_on", *of_inspection)


def loaded(points: Iterable[Point]) -> list[Recommendation]:
    """The recommendations of points in the same order, with their inspections. One query.

    They come with what lists show of both, and not with the texts.
    """
    keys = [point.key for point in points]
    found = {each.pk: each for each in _with_keys(padded(keys))}
    return [found[key] for key in keys]
