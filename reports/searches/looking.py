"""Where words are: of each kind the newest rows that have them, and of these the best first.

To tell how well a row fits, PostgreSQL reads its text again: a tenth of a millisecond each. So of
each kind a set number is read, and the page says of which kinds there are more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Max, Value

from forces.word_index import SHELF, shelf_of
from reports.search import asked, by_index
from reports.searches.kinds import SOURCES, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet

    from forces.actors import Actor
    from reports.searches.kinds import Narrowed

    Keys = dict[Kind, list[int]]

# How many rows of a kind are read: more where only one kind is asked for.
READ, READ_OF_ONE = 100, 300
SHELVES_FIRST = 2
SIDE_BY_SIDE = re.compile(r"<(?:-|\d+)>")
LONGER_TEXTS_COUNT_LESS = Value(1)


class Parsed(SearchQuery):
    """A query as PostgreSQL has parsed it already."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")
        self.set_source_expressions([Value(query)])


class Hit(NamedTuple):
    kind: Kind
    key: int
    rank: float
    day: date | None


@dataclass(frozen=True)
class Hits:
    """What was found, the best first, and of which kinds only the newest were read."""

    found: list[Hit]
    cut_short: list[Kind]
    most: int


@dataclass(frozen=True)
class Asking:
    """What is looked for, by whom, where, and how many rows of a kind are read."""

    candidates: SearchQuery
    actor: Actor
    narrowed: Narrowed
    most: int


def look(words: str, actor: Actor, narrowed: Narrowed) -> Hits:
    """Where words are in what a person may read. Raises TakesTooLong."""
    kinds = [Kind(narrowed.kind)] if narrowed.kind else list(Kind)
    most = READ_OF_ONE if narrowed.kind else READ
    asking = Asking(_in_the_index(words), actor, narrowed, most)
    newest = _newest_shelves([kind for kind in kinds if SOURCES[kind].has_shelves])
    with by_index():
        keys = _keys(asking, kinds, newest)
        keys |= _keys(asking, [kind for kind in newest if len(keys[kind]) <= most], {})
        read = {kind: ids[:most] for kind, ids in keys.items() if ids}
        found = _ranked(asked(words), read, is_sure=not isinstance(asking.candidates, Parsed))
    return Hits(found, [kind for kind in kinds if len(keys[kind]) > most], most)


def _in_the_index(words: str) -> SearchQuery:
    """What an index tells by itself: of a phrase, that all of its words are there.

    Whether they stand side by side is seen in the text alone, so only of what is read.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query::text, querytree(query) FROM websearch_to_tsquery('english', %s) query",
            [words],
        )
        query, without_negations = cursor.fetchone()
    if not SIDE_BY_SIDE.search(query):
        return asked(words)
    return Parsed(SIDE_BY_SIDE.sub("&", without_negations))


def _newest_shelves(kinds: Collection[Kind]) -> dict[Kind, int]:
    """The last shelf of the rows of each kind that stands on more shelves than are looked at."""
    newest = {}
    for kind in kinds:
        last = SOURCES[kind].model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        if shelf_of(last) >= SHELVES_FIRST:
            newest[kind] = shelf_of(last)
    return newest


def rows_with(
    asking: Asking, kinds: Collection[Kind], newest: Mapping[Kind, int]
) -> QuerySet[Any, Any]:
    """Of each kind the newest rows with the words: one more than are read, to tell if any is.

    Where the last shelf of a kind is given, only those that stand there or just before it.
    """
    parts = []
    for kind in kinds:
        source = SOURCES[kind]
        rows: QuerySet[Any] = source.rows(asking.actor, asking.narrowed)
        rows = rows.filter(asking.narrowed.of_days(source.day))
        if kind in newest:
            shelves = list(range(newest[kind] - SHELVES_FIRST + 1, newest[kind] + 1))
            rows = rows.alias(its_shelf=SHELF).filter(its_shelf__overlap=shelves)
        rows = rows.alias(words=source.words).filter(words=asking.candidates).order_by("-pk")
        columns = {"its_kind": Value(kind.value), "its_key": F("pk")}
        parts.append(rows.annotate(**columns).values_list(*columns)[: asking.most + 1])
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
    return together


def _keys(asking: Asking, kinds: Collection[Kind], newest: Mapping[Kind, int]) -> Keys:
    keys: Keys = {kind: [] for kind in kinds}
    if kinds:
        for kind, key in rows_with(asking, kinds, newest):
            keys[Kind(kind)].append(key)
    return keys


def _ranked(query: SearchQuery, keys: Keys, *, is_sure: bool) -> list[Hit]:
    """Those of them that do have the words, the best first, then the newest.

    Where the index was sure of that, the texts are not read for it once more.
    """
    parts = []
    for kind, ids in keys.items():
        source = SOURCES[kind]
        found: QuerySet[Any] = source.model._default_manager.filter(pk__in=ids).order_by()
        if not is_sure:
            found = found.alias(words=source.words).filter(words=query)
        columns = {
            "its_kind": Value(kind.value),
            "its_key": F("pk"),
            "its_rank": SearchRank(source.words, query, normalization=LONGER_TEXTS_COUNT_LESS),
            "its_day": F(source.day),
        }
        parts.append(found.annotate(**columns).values_list(*columns))
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    hits = [Hit(Kind(kind), key, rank, day) for kind, key, rank, day in rows]
    return sorted(hits, key=lambda hit: (hit.rank, hit.day or date.min, hit.key), reverse=True)
