"""How a query is written: with stand-ins in the places of the values, twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet

from forces.prepared.asking import Literal, Place, Written
from forces.prepared.shapes import StandIns

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from forces.prepared.shapes import Shape

MOST_KEPT = 2048  # written queries, of about 40 kB each


@lru_cache(maxsize=MOST_KEPT)
def written(build: Callable[..., QuerySet[Any, Any]], shapes: tuple[Shape, ...]) -> Written | None:
    """The SQL for arguments of these shapes; None where nothing can be found.

    Raises ValueError if anything was worked out from a value.
    """
    sets = StandIns(0), StandIns(1)
    first, again = (_built(build, shapes, stand_ins) for stand_ins in sets)
    if first is None or again is None:
        return None
    given = dict(zip(zip(*(each.given for each in sets), strict=True), count()))
    pairs = zip(first.parameters(()), again.parameters(()), strict=True)
    places = [_place(pair, given) for pair in pairs]
    if None in places or first.sql != again.sql:
        raise ValueError(f"{build.__qualname__} works something out from a value: {first}")
    return replace(first, places=tuple(each for each in places if each))


def _built(
    build: Callable[..., QuerySet[Any, Any]], shapes: tuple[Shape, ...], stand_ins: StandIns
) -> Written | None:
    """The SQL with stand-ins in it."""
    queryset = build(*(shape.stand_in(stand_ins) for shape in shapes))
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        sql, literals = compiler.as_sql()
    except EmptyResultSet:
        return None
    return Written(queryset, compiler, sql, tuple(Literal(each) for each in literals))


def _place(pair: tuple[Any, Any], given: dict[tuple[Any, Any], int]) -> Literal | Place | None:
    """What stands in a place of both sets: a given value, a day so far from one, or a literal.

    None if it differs otherwise.
    """
    first, again = pair
    if pair in given:
        return Place(given[pair], type(first))
    if first == again:
        return Literal(first)
    if isinstance(first, date):
        days = [each for each in given if type(each[0]) is type(first)]
        nearest = min(days, key=lambda each: abs(each[0] - first), default=pair)
        later = first - nearest[0]
        if nearest in given and later == again - nearest[1]:
            return Place(given[nearest], type(first), later)
    return None
