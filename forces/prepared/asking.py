"""SQL that is written already, and how the database is asked by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db import connections
from django.db.backends.postgresql.base import CursorMixin
from django.db.models import prefetch_related_objects
from django.db.models.query import ModelIterable, get_related_populators
from psycopg import RawCursor, sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model, QuerySet
    from django.db.models.sql.compiler import SQLCompiler

MOST_PLANS = 300  # that PostgreSQL keeps for a connection
NO_TIME = timedelta()
PLACEHOLDER = re.compile("%[s%]")


class NumberedCursor(CursorMixin, RawCursor[Any]):
    """A cursor for statements whose parameters have numbers, kept by PostgreSQL with their plans.

    Django's own cursors put the parameters into the text of the statement.
    """


@dataclass(frozen=True)
class Literal:
    """A parameter that is the same whatever is given."""

    value: Any

    def filled(self, values: Sequence[Any]) -> Any:
        return self.value


@dataclass(frozen=True)
class Place:
    """Where the how-manieth of the values is put, in the type its field gave it, so much later."""

    number: int
    kind: type
    later: timedelta = NO_TIME

    def filled(self, values: Sequence[Any]) -> Any:
        value = values[self.number]
        if self.later:
            value += self.later
        return value if type(value) is self.kind else self.kind(value)


@dataclass(frozen=True)
class Written:
    """SQL, and what its parameters are."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    places: tuple[Literal | Place, ...]

    @cached_property
    def statement(self) -> str:
        """The SQL as one SELECT: pghistory puts another statement before anything else.

        What is the same whatever is given is part of it: only so can a plan that is kept use an
        index of some of the rows. What is given has its number, as PostgreSQL itself reads it:
        for the driver there is nothing to look for in the text.
        """
        is_one = self.sql.startswith("SELECT")
        one = self.sql if is_one else f"SELECT * FROM ({self.sql}) AS combined"  # noqa: S608  # Django's
        stands_for = iter(self._numbered[1])
        return PLACEHOLDER.sub(lambda found: "%" if found[0] == "%%" else next(stands_for), one)

    @cached_property
    def given(self) -> tuple[Place, ...]:
        """What is sent: each of the values once, however often it is asked for."""
        return self._numbered[0]

    @cached_property
    def _numbered(self) -> tuple[tuple[Place, ...], list[str]]:
        """What is sent, and what stands in the place of each parameter.

        Texts are sent for each place anew: their type is told by the place alone.
        """
        connection = connections[self.queryset.db].connection
        sent: list[Place] = []
        numbers: dict[Place, int] = {}
        stands: list[str] = []
        for place in self.places:
            if isinstance(place, Literal):
                stands.append(sql.Literal(place.value).as_string(connection))
                continue
            if place not in numbers or not issubclass(place.kind, (int, date)):
                sent.append(place)
                numbers[place] = len(sent)
            stands.append(f"${numbers[place]}")
        return tuple(sent), stands

    @cached_property
    def converters(self) -> list[tuple[int, list[Any], Any]]:
        """How what the database answers is made into what the fields hold, by the place."""
        compiler: Any = self.compiler
        columns = [each[0] for each in compiler.select[: compiler.col_count]]
        if compiler.has_composite_fields(columns):
            raise TypeError("A prepared query reads no composite key.")
        kept: dict[int, Any] = compiler.get_converters(columns)
        return [(place, each, column) for place, (each, column) in kept.items()]

    @cached_property
    def objects(self) -> Objects | None:
        """How rows become the objects of a model, if they are to."""
        queryset: Any = self.queryset
        is_plain = queryset._iterable_class is ModelIterable and not queryset._known_related_objects
        return Objects.of(self.compiler, queryset.db) if is_plain else None

    def parameters(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(place.filled(values) for place in self.places)

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """What the database answers, as the queryset would give it. One query."""
        queryset: Any = self.queryset  # what follows is what a queryset does by itself
        answered = self._answered(tuple(place.filled(values) for place in self.given))
        if self.objects:
            rows = self.objects.made(answered)
        else:
            rows = list(queryset._iterable_class(_Source(queryset, answered)))
        if queryset._prefetch_related_lookups:
            prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def _answered(self, given: tuple[Any, ...]) -> list[Sequence[Any]]:
        """The rows of the database, with what the fields hold in each place."""
        connection = connections[self.queryset.db]
        with _cursor(connection) as cursor:
            cursor.execute(self.statement, given)
            rows: list[Any] = cursor.fetchall()
        if self.converters:
            rows = [list(row) for row in rows]
            for place, converters, column in self.converters:
                for row in rows:
                    for convert in converters:
                        row[place] = convert(row[place], column, connection)
        return rows


@dataclass(frozen=True)
class Objects:
    """How rows become objects of a model, and of those that it refers to: worked out once.

    A queryset works it out each time it is asked: for a few rows, that takes longer than to make
    them.
    """

    model: type[Model]
    alias: str
    names: list[str]
    columns: slice
    related: list[Any]
    annotations: list[tuple[str, int]]

    @classmethod
    def of(cls, compiler: Any, alias: str) -> Self:
        told = compiler.klass_info
        columns = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
        return cls(
            told["model"],
            alias,
            [column.target.attname for column, *_ in compiler.select[columns]],
            columns,
            get_related_populators(told, compiler.select, alias),  # type: ignore[call-arg]  # the stubs are of a later Django
            list((compiler.annotation_col_map or {}).items()),
        )

    def made(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        made = []
        for row in rows:
            each = self.model.from_db(self.alias, self.names, row[self.columns])
            for related in self.related:
                related.populate(row, each)
            for name, place in self.annotations:
                setattr(each, name, row[place])
            made.append(each)
        return made


class _Source:
    """What Django’s iterables ask of a queryset: all is the queryset’s, but the rows are there."""

    def __init__(self, queryset: QuerySet[Any, Any], rows: list[Sequence[Any]]) -> None:
        self._queryset = queryset
        self._rows = rows

    @property
    def query(self) -> _Source:
        return self

    def get_compiler(self, using: str) -> _Source:
        return self

    def results_iter(self, *_args: Any, tuple_expected: bool = False, **_kwargs: Any) -> Any:
        return map(tuple, self._rows) if tuple_expected else iter(self._rows)

    def __getattr__(self, name: str) -> Any:
        asked = self._queryset if hasattr(self._queryset, name) else self._queryset.query
        return getattr(asked, name)


def _cursor(connection: Any) -> CursorWrapper:
    # Django sees whether a kept connection is still one only while it makes a cursor: what is set
    # here would stay behind with the old one.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    session = connection.connection
    usual, session.cursor_factory = session.cursor_factory, NumberedCursor
    session.prepared_max = MOST_PLANS
    try:
        cursor: CursorWrapper = connection.cursor()
        return cursor
    finally:
        session.cursor_factory = usual
