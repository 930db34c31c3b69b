"""Queries that are written once and asked many times.

Django writes the SQL of a queryset anew each time it is asked: for the queries of these pages that
takes longer than PostgreSQL needs to answer them. A function that builds a queryset from what it is
given can be prepared instead:

    @prepared
    def open_for(actor: Actor, force: int, on: date) -> QuerySet[Recommendation]:
        return Recommendation.objects.visible_to(actor).open_for(force, on)

    open_for(actor, force.pk, on)  # a list of the rows

The first call builds the queryset with stand-ins for the numbers, dates and texts, and keeps its
SQL. Later calls put the real ones in their places. PostgreSQL keeps its plan of it likewise.

So what is built may depend on how many keys there are, on a choice (a member of an enumeration, a
bool, None, the range of rows that a page shows) and on which roles an actor holds, each of which is
written apart; but never on a number, a date or a text, nor on whose roles they are. A date may be
so many days before or after one that is given. Anything else that is worked out from a value is
refused when the SQL is written: two sets of stand-ins have to come out alike. Under test the
first calls of each are written anew, too, and have to come out the same (`PREPARED_CHECKS`).
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Sequence
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Value
from django.http import Http404

from forces.prepared.attaching import attach
from forces.prepared.shapes import read
from forces.prepared.writing import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from forces.prepared.asking import Written
    from forces.prepared.shapes import Shape

__all__ = ["Listed", "attach", "how_many", "one_or_404", "prepared"]

P = ParamSpec("P")
Row = TypeVar("Row")


class Prepared(Generic[P, Row]):
    """A function that builds a queryset, called for its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self.signature = inspect.signature(build)
        self._checked: Counter[tuple[Shape, ...]] = Counter()
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """The rows. Raises TypeError for what can be no argument of a prepared query."""
        given = self.signature.bind(*args, **kwargs).args if kwargs else args
        arguments = [read(value) for value in given]
        values = [value for _, some in arguments for value in some]
        shapes = tuple(shape for shape, _ in arguments)
        asked = written(self.build, shapes)
        if settings.PREPARED_CHECKS and self._checked[shapes] < settings.PREPARED_CHECKS:
            self._checked[shapes] += 1
            self._check(given, asked, values)
        return asked.rows(values) if asked else []

    def _check(self, given: Sequence[Any], asked: Written | None, values: Sequence[Any]) -> None:
        """Raises AssertionError if the queryset would ask anything else."""
        build: Callable[..., QuerySet[Any, Any]] = self.build
        queryset = build(*given)
        try:
            sql, really = queryset.query.get_compiler(using=queryset.db).as_sql()
        except EmptyResultSet:
            sql, really = "", ()
        kept, parameters = (asked.sql, asked.parameters(values)) if asked else ("", ())
        # Of several forces of a person's, which are a set, any may come first.
        if sql != kept or sorted(map(repr, really)) != sorted(map(repr, parameters)):
            name = self.build.__qualname__
            raise AssertionError(f"{name}: {kept} {parameters} is not {sql} {really}")


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Make a function that builds a queryset give its rows, by SQL that is kept."""
    return Prepared(build)


class Listed(Sequence[Row]):
    """The rows of a list, for Django's Paginator: those of a page are read when it asks for them.

    `number` gives how many there are; `rows` those of a range, in their order.
    """

    def __init__(self, number: Callable[[], int], rows: Callable[[range], list[Row]]) -> None:
        self.number = number
        self.rows = rows

    def __len__(self) -> int:
        return self.number()

    def __getitem__(self, asked: Any) -> Any:
        return self.rows(range(asked.start, asked.stop))


def how_many(queryset: QuerySet[Any, Any]) -> QuerySet[Any, int]:
    """The number of rows of a queryset, as a row of another to be prepared: the sum of its rows.

    There is none where nothing can be found.
    """
    one_row: QuerySet[Any, Any] = queryset.order_by().values(every=Value(1))
    number: QuerySet[Any, int] = one_row.annotate(number=Count("pk")).values_list(
        "number", flat=True
    )
    return number


def one_or_404(rows: list[Row]) -> Row:
    """The row that was found. Raises Http404 if there is none."""
    if not rows:
        raise Http404
    return rows[0]
