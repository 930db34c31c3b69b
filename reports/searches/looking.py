"""Where words are: of each kind the newest rows that have them, and of these the best first.

To tell how well a row fits, PostgreSQL reads its text again where its words are not kept: a
thirtieth of a millisecond each. So of each kind a set number is read, and the page says of which
kinds there are more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, CharField, F, Func, Value
from django.db.models.functions import Cast

from forces.prepared import prepared
from forces.word_index import on_newest_shelves
from reports.searches.kinds import SOURCES, Kind, Narrowed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from reports.search import Asked

    Row = tuple[Any, ...]

LONGER_TEXTS_COUNT_LESS = Value(1)
# The newest first, but not by the index of keys: going along it, PostgreSQL would read every text.
AGAINST_THE_KEY = (F("pk") + 0).desc()


class Depth(Enum):
    """How many rows of a kind are read: more where only one kind is asked for, or for a table."""

    EVERY_KIND = 10
    ONE_KIND = 120
    TABLE = 500


class Reach(Enum):
    """On how many shelves rows that are many are looked for: the newest, more, or all.

    What is in every text is found among the newest; what is in few is in few of all. Where few
    rows of a shelf are asked for, it is so many times as many shelves. Of what has no shelves but
    candidates, those are looked at before all are.
    """

    NEAR = 4
    FAR = 64
    ALL = 0


TIMES_WHERE_FEW = 16
# Of what may turn out not to be for everybody, so many more than are read are looked at.
MORE_AS_CANDIDATES = 40


class Hit(NamedTuple):
    kind: Kind
    key: int
    rank: float


@dataclass(frozen=True)
class Hits:
    """What was found, the best first, and of which kinds only the newest were read.

    Of equally good ones the newest of its kind comes first.
    """

    found: list[Hit]
    cut_short: list[Kind]
    most: int
    most_in_table: int = Depth.TABLE.value


def look(asked: Asked, actor: Actor, narrowed: Narrowed, *, for_table: bool = False) -> Hits:
    """Where words are in what a person may read. To be asked `by_index`."""
    kinds = [Kind(narrowed.kind)] if narrowed.kind else list(Kind)
    depth = Depth.ONE_KIND if narrowed.kind else Depth.EVERY_KIND
    depth = Depth.TABLE if for_table else depth

    def ask(reach: Reach, some: Collection[Kind]) -> list[Row]:
        return rows_with(
            asked.words,
            asked.in_index,
            actor,
            narrowed.inspection_id,
            narrowed.force_id,
            narrowed.since,
            narrowed.until,
            narrowed.years,
            reach,
            depth,
            *some,
        )

    rows = reaching(ask, kinds, depth.value, narrowed)
    hits = [
        Hit(kind, key, rank)
        for kind, found in rows.items()
        for _, key, is_sure, rank in found[: depth.value]
        if is_sure
    ]
    hits.sort(key=attrgetter("rank"), reverse=True)
    return Hits(hits, [kind for kind in kinds if len(rows[kind]) > depth.value], depth.value)


def reaching(
    ask: Callable[[Reach, Collection[Kind]], Iterable[Row]],
    kinds: Iterable[Kind],
    most: int,
    narrowed: Narrowed,
) -> dict[Kind, list[Row]]:
    """Rows of each kind, of which those that are many are looked for ever further back.

    A row begins with its kind. Once there are more than are read, it is far enough.
    """
    rows: dict[Kind, list[Row]] = {kind: [] for kind in kinds}
    lacking = list(rows)
    for reach in Reach:
        # What none of the newest has is in so few that they are soon found among all.
        some = [
            kind
            for kind in lacking
            if reach is not Reach.FAR or (rows[kind] and SOURCES[kind].has_shelves)
        ]
        if some:
            rows |= {kind: [] for kind in some}
            for row in ask(reach, some):
                rows[Kind(row[0])].append(row)
        lacking = [
            kind
            for kind in lacking
            if SOURCES[kind].may_have_more(narrowed) and len(rows[kind]) <= most
        ]
    return rows


@prepared
def rows_with(
    words: str,
    in_index: str | None,
    actor: Actor,
    inspection_id: int | None,
    force_id: int | None,
    since: date | None,
    until: date | None,
    years: tuple[int, ...],
    reach: Reach,
    depth: Depth,
    *kinds: Kind,
) -> QuerySet[Any, Row]:
    """Of each kind the newest rows with the words: one more than are read, to tell if any is.

    Each with how well it fits, which PostgreSQL works out for these rows alone.
    """
    narrowed = Narrowed("", inspection_id, force_id, since, until, years)
    parts = []
    for kind in kinds:
        source = SOURCES[kind]
        fits = SearchRank(
            source.words_of_a_row, typed(words), normalization=LONGER_TEXTS_COUNT_LESS
        )
        columns = {**kind_and_key(kind, words, in_index), "its_rank": fits}
        rows = newest_with(kind, words, in_index, actor, narrowed, reach, depth.value)
        rows = rows.filter(narrowed.of_days(source.day))
        parts.append(rows.annotate(**columns).values_list(*columns)[: depth.value + 1])
    together: QuerySet[Any, Row] = parts[0].union(*parts[1:], all=True)
    return together


def newest_with(
    kind: Kind,
    words: str,
    in_index: str | None,
    actor: Actor,
    narrowed: Narrowed,
    reach: Reach,
    most: int,
) -> QuerySet[Any, Any]:
    """Rows of a kind that a person may read and the index has the words of, the newest first.

    Until all are looked through, the newest candidates alone are asked about in other tables.
    """
    source = SOURCES[kind]
    times = TIMES_WHERE_FEW if source.has_few_on_a_shelf(actor, narrowed) else 1
    query = typed(words) if in_index is None else Parsed(in_index)

    def with_words(rows: QuerySet[Any]) -> QuerySet[Any]:
        if source.has_shelves and reach.value:
            rows = on_newest_shelves(rows, reach.value * times)
        found: QuerySet[Any] = rows.alias(words=source.words).filter(words=query)
        return found.order_by(AGAINST_THE_KEY)

    rows = source.rows(actor, narrowed)
    if reach is not Reach.ALL and source.candidates and not narrowed.has_days:
        newest = with_words(source.candidates(narrowed)).values("pk")
        few = newest[: most + MORE_AS_CANDIDATES]
        return rows.filter(pk__in=few).order_by(AGAINST_THE_KEY)
    return with_words(rows)


def kind_and_key(kind: Kind, words: str, in_index: str | None) -> dict[str, Any]:
    """What a row that was found begins with: also whether it has the words for sure."""
    is_sure = Value(True) if in_index is None else Has(SOURCES[kind].words_of_a_row, typed(words))
    return {
        "its_kind": Cast(Value(kind.value), CharField()),
        "its_key": F("pk"),
        "is_sure": is_sure,
    }


def typed(words: str) -> SearchQuery:
    return SearchQuery(words, search_type="websearch", config="english")


class Parsed(SearchQuery):
    """A query as PostgreSQL has parsed it already."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")
        self.set_source_expressions([Value(query)])


class Has(Func):
    """Whether words have what is looked for, with the places where they stand."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()
