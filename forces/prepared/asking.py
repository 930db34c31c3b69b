"""SQL that is written already, and how the database is asked by it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.backends.postgresql.base import CursorMixin
from django.db.models import prefetch_related_objects
from psycopg import RawCursor, sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet
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
    def converters(self) -> dict[int, Any]:
        """How what the database answers is made into what the fields hold, by the place."""
        compiler: Any = self.compiler
        kept: dict[int, Any] = compiler.get_converters(
            [each[0] for each in compiler.select[: compiler.col_count]]
        )
        return kept

    def parameters(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(place.filled(values) for place in self.places)

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """What the database answers, as the queryset would give it. One query."""
        queryset: Any = self.queryset  # what follows is what a queryset does by itself
        given = tuple(place.filled(values) for place in self.given)
        source = _Source(queryset, self._asking(given))
        rows = list(queryset._iterable_class(source))
        if queryset._prefetch_related_lookups:
            prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def _asking(self, given: tuple[Any, ...]) -> SQLCompiler:
        """A compiler that has written its SQL already, with what is given in its places.

        What is to be done with each column of the answer it has worked out, too.
        """
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]

        def execute_sql(*_args: Any, **_kwargs: Any) -> list[list[Any]]:
            with _cursor(self.queryset.db) as cursor:
                cursor.execute(self.statement, given)
                return [cursor.fetchall()]

        compiler.execute_sql = execute_sql
        compiler.get_converters = lambda _expressions: self.converters
        asking: SQLCompiler = compiler
        return asking


class _Source:
    """What Django’s iterables ask of a queryset: all is the queryset’s, save how it is compiled."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> None:
        self._queryset = queryset
        self._compiler = compiler

    @property
    def query(self) -> _Source:
        return self

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        asked = self._queryset if hasattr(self._queryset, name) else self._queryset.query
        return getattr(asked, name)


def _cursor(alias: str) -> CursorWrapper:
    connection = connections[alias]
    # Django sees whether a kept connection is still one only while it makes a cursor: what is set
    # here would stay behind with the old one.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    session = connection.connection
    usual, session.cursor_factory = session.cursor_factory, NumberedCursor
    session.prepared_max = MOST_PLANS
    try:
        return connection.cursor()
    finally:
        session.cursor_factory = usual
