"""The recommendations that a force has to carry out, as it stands with each: loaded once, so that
what is counted is what is listed.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, TextField, Value, When
from django.db.models.expressions import Combinable, Func
from django.db.models.functions import Coalesce, TruncDate

from forces.prepared import prepared
from recommendations.choices import FINISHED, NOT_YET, UNFINISHED
from recommendations.deadlines import SILENT_DAYS
from recommendations.models import Closure, Question, Recommendation
from reports.force_open.choices import NO_WORD, Show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force

# The key of a recommendation, the slug of its inspection, and how a force stands with it: what
# `Facts.told_by` reads.
Point = tuple[int, str, str]
BETWEEN, YES = "|", "t"
STANDING = itemgetter(2)


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
    def told_by(cls, standing: str) -> Facts:
        """Looked up once for all that stand alike: there are not a thousand ways to stand."""
        state, verdict, *rest = standing.split(BETWEEN)
        return cls(state, verdict, *(each == YES for each in rest))


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


def _one_of(rows: QuerySet[Any]) -> Exists:
    """Whether one of these is about the recommendation."""
    return Exists(rows.filter(recommendation=OuterRef("pk")))


def _is_so(condition: Q) -> Case:
    """True or false, and never null."""
    return Case(When(condition, then=True), default=False)


def _standing(force: int, on: date) -> Func:
    """The facts in their order, as one text: PostgreSQL hands over a thousand sooner than seven
    columns of as many rows.
    """
    since = on - timedelta(days=SILENT_DAYS)
    wants_more = Q(judged__verdict__in=NOT_YET, judged__update=F("said__update"))
    is_waited_for = ~Q(said__state__in=FINISHED) | wants_more  # choices.is_settled
    facts: list[Combinable] = [
        Coalesce("said__state", Value(NO_WORD)),
        Coalesce("judged__verdict", Value("")),
        _one_of(Closure.objects.standing().filter(force=force)),
        _one_of(Question.objects.open().filter(force=force)),
        Coalesce("said__is_moved", Value(False)),
        _is_so(Q(said__state__in=UNFINISHED, said__next_on__lt=on)),
        _is_so(is_waited_for & Q(last_word_on__lte=since)),
    ]
    return Func(Value(BETWEEN), *facts, function="concat_ws", output_field=TextField())


@prepared
def _points(force: int, on: date) -> QuerySet[Any, Point]:
    relations = {"said": "current_progress", "judged": "current_assessments"}
    of_force = {
        name: FilteredRelation(relation, condition=Q(**{f"{relation}__force": force}))
        for name, relation in relations.items()
    }
    # Of a force that said nothing, the last word is of the day from which it could say something.
    last_word_on = Coalesce("said__said_on", TruncDate("inspection__released_at"))
    return (
        Recommendation.objects.concerning(force)
        .annotate(**of_force)
        .alias(last_word_on=last_word_on)
        .order_by("-inspection__published_on", "inspection_id", "position")
        .values_list("pk", "inspection__slug", _standing(force, on))
    )


def points_of(force: Force, on: date) -> list[Point]:
    """All that a force has to carry out as it stands on a day, the newest inspection first. One
    query.

    Whoever may read the force's progress may read all of this.
    """
    return _points(force.pk, on)


def narrowed(
    points: Sequence[Point],
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

    def fits(facts: Facts) -> bool:
        return is_in(facts) and state in {"", facts.state} and verdict in {"", facts.verdict}

    # Looked at once for all that stand alike.
    fitting = {each for each in {*map(STANDING, points)} if fits(Facts.told_by(each))}
    if inspection:
        points = [point for point in points if point[1] == inspection]
    return [point for point in points if point[2] in fitting]
