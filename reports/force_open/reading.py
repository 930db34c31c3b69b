"""How what there is to tell is read, of a few recommendations or all: by the same query.

All of it comes as rows of one shape. A query for each kind of thing would take longer to ask than
to answer, and most recommendations have few of them.
"""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateField, DateTimeField, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast, TruncDate

from forces.prepared import prepared
from forces.prepared.keys import padded
from forces.querysets import called
from recommendations.models import (
    Closure,
    CurrentAssessment,
    CurrentProgress,
    Evidence,
    ProgressUpdate,
    Question,
    Recommendation,
    UpdateRequest,
)
from recommendations.promises import in_succession
from reports.force_open.entries import (
    NOW,
    Asked,
    Closed,
    Entry,
    File,
    Judged,
    Raised,
    Said,
    Wanted,
)
from reports.force_open.listing import told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from forces.actors import Actor
    from forces.models import Force
    from reports.force_open.entries import Report
    from reports.force_open.listing import Point, Standings

    # What there is to tell of a recommendation, by its kind.
    Parts = defaultdict[str, list[Any]]

AT_ONCE = 400
# The kinds of rows: letters, since what the database tells as a number Django takes in hand again.
UPDATE, NAME, ASSESSMENT, CLOSURE, REQUEST, QUESTION, FILE = "unacrqf"
# What a row tells: three days, a word, a text and one text more.
ON, UNTIL, FIRST, WORD, TEXT, MORE = range(6)


def _told_as(entry: Callable[[Sequence[Any]], object], *places: int) -> Callable[..., object]:
    """How a row of a kind is read: what of it is told, in its order."""
    told = itemgetter(*places)
    return lambda row: entry(told(row))


SAYS: dict[str, Callable[..., object]] = {
    UPDATE: Said._make,
    NAME: itemgetter(WORD, TEXT),
    ASSESSMENT: _told_as(Judged._make, WORD, ON, TEXT, MORE),
    CLOSURE: _told_as(Closed._make, ON, WORD, MORE, TEXT),
    REQUEST: _told_as(Wanted._make, WORD, UNTIL),
    QUESTION: _told_as(Raised._make, WORD, ON, UNTIL, TEXT),
    FILE: _told_as(File._make, WORD, MORE),
}
ABOUT = (
    "kind_of_row",
    "from_day",
    "until_day",
    "first_day",
    "in_a_word",
    "in_words",
    "more_words",
)
NO_TEXT = Value("")
NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), DateTimeField())


def entries_of(
    points: Sequence[Point], standings: Standings, force: Force, actor: Actor
) -> Iterator[Entry]:
    """These points in the same order, with what a person may read of each.

    One query for every 400 of them.
    """
    for first in range(0, len(points), AT_ONCE):
        some = [told_by(point) for point in points[first : first + AT_ONCE]]
        told: defaultdict[int, Parts] = defaultdict(lambda: defaultdict(list))
        keys = padded([key for _, key in some])
        for row in _rows(actor, force.pk, keys):
            recommendation, kind, *says, _, _ = row
            told[recommendation][kind].append(SAYS[kind](says))
        for place, key in some:
            yield _entry(key, standings.reports[place], told[key])


def _entry(key: int, report: Report, parts: Parts) -> Entry:
    ((number, heading),) = parts[NAME]
    return Entry(
        Asked(key, number, heading, report),
        in_succession(parts[UPDATE]),
        next(iter(parts[ASSESSMENT]), None),
        next(iter(parts[CLOSURE]), None),
        next(iter(parts[REQUEST]), None),
        parts[QUESTION],
        parts[FILE],
    )


def _of_kind(
    rows: QuerySet[Any, Any],
    kind: str,
    *,
    on: Combinable = NO_DAY,
    until: Combinable = NO_DAY,
    first: Combinable = NO_DAY,
    word: Combinable = NO_TEXT,
    text: Combinable = NO_TEXT,
    more: Combinable = NO_TEXT,
    at: Combinable = NO_MOMENT,
    recommendation: str = "recommendation",
) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows as they are all shaped. `at` is when something was told."""
    said = rows.annotate(
        kind_of_row=Value(kind),
        from_day=on,
        until_day=until,
        first_day=first,
        in_a_word=word,
        in_words=text,
        more_words=more,
        told_at=at,
    )
    shaped: QuerySet[Any, tuple[Any, ...]]
    shaped = said.values_list(recommendation, *ABOUT, "told_at", "pk")
    return shaped


@prepared
def _rows(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[Any, tuple[Any, ...]]:
    """The updates, the questions and the files come from first to last."""
    about = {"force": force, "recommendation__in": keys}
    submitted = ProgressUpdate.objects.visible_to(actor).submitted()
    files = Evidence.objects.visible_to(actor).filter(
        update__submitted_at__isnull=False, update__force=force, update__recommendation__in=keys
    )
    said_now = CurrentProgress.objects.filter(update=OuterRef("update")).order_by()
    updates = _of_kind(
        submitted.filter(**about),
        UPDATE,
        on=F("as_at"),
        until=F("next_on"),
        first=F("answer_promised_on"),
        word=F("state"),
        text=F("text"),
        more=F("moved_reason"),
        at=F("submitted_at"),
    )
    others = [
        _of_kind(
            Recommendation.objects.filter(pk__in=keys),
            NAME,
            word=F("number"),
            text=F("heading"),
            recommendation="pk",
        ),
        _of_kind(
            CurrentAssessment.objects.visible_to(actor).filter(**about),
            ASSESSMENT,
            on=F("assessed_on"),
            word=F("verdict"),
            text=F("assessment__reason"),
            more=Case(When(Exists(said_now), then=Value(NOW)), default=Value("")),
        ),
        _of_kind(
            Closure.objects.visible_to(actor).standing().filter(**about),
            CLOSURE,
            on=TruncDate("decided_at"),
            word=called("proposed_by"),
            text=F("reason"),
            more=called("decided_by"),
        ),
        _of_kind(
            UpdateRequest.objects.visible_to(actor).open().filter(**about),
            REQUEST,
            until=F("wanted_by"),
            word=called("person"),
        ),
        _of_kind(
            Question.objects.visible_to(actor).open().filter(**about),
            QUESTION,
            on=TruncDate("asked_at"),
            until=F("reply_by"),
            word=called("asked_by"),
            text=F("text"),
            at=F("asked_at"),
        ),
        _of_kind(
            files,
            FILE,
            word=F("name"),
            more=F("sha256"),
            at=F("added_at"),
            recommendation="update__recommendation",
        ),
    ]
    together: QuerySet[Any, tuple[Any, ...]] = updates.union(*others, all=True)
    return together.order_by("from_day", "told_at", "pk")
