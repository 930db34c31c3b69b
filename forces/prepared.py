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
bool, None) and on an actor's roles, each of which is written apart; but never on a number, a date
or a text. A date that is worked out from a date is to be given as a date of its own: a stand-in
that was changed on the way is refused when the SQL is written. Under test every call is written
anew, too, and has to come out the same (`PREPARED_IS_CHECKED`).
"""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache, update_wrapper
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import prefetch_related_objects

from forces.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_KEPT = 4096  # written queries; each is some kilobytes
MOST_PLANS = 300  # that PostgreSQL keeps for a connection

# Stand-ins: numbers, days and texts that nothing here is, and nothing near them.
FIRST_NUMBER, LAST_NUMBER = 2_000_000_000, 2_147_483_647
FIRST_DAY = date(7000, 1, 1)
YEARS = range(6000, 8000)
MARK = "\ue000"


class Shape(Protocol):
    """What of an argument decides how the SQL reads, and not what is put into it."""

    def stand_in(self, number: Iterator[int]) -> Any:
        """An argument of this shape, of stand-ins with the next numbers."""


@dataclass(frozen=True)
class Fixed:
    """A choice: written apart for each."""

    value: Hashable

    def stand_in(self, number: Iterator[int]) -> Any:
        return self.value


@dataclass(frozen=True)
class One:
    """A number, a day, a moment or a text."""

    kind: type

    def stand_in(self, number: Iterator[int]) -> Any:
        return _stand_in(self.kind, next(number))


@dataclass(frozen=True)
class Several:
    """So many keys."""

    length: int

    def stand_in(self, number: Iterator[int]) -> Any:
        return tuple(_stand_in(int, next(number)) for _ in range(self.length))


@dataclass(frozen=True)
class Person:
    """An actor with these roles: (role, force, its body's force, inspectorate) of each."""

    is_signed_in: bool
    roles: tuple[tuple[str, int | None, int | None, int | None], ...]

    def stand_in(self, number: Iterator[int]) -> Any:
        from forces.models import Membership, PolicingBody, User

        key, day = next(number), next(number)
        memberships = tuple(
            Membership(
                role=role,
                force_id=force,
                body=PolicingBody(force_id=body_force) if body_force else None,
                inspectorate_id=inspectorate,
            )
            for role, force, body_force, inspectorate in self.roles
        )
        user = User(pk=_stand_in(int, key)) if self.is_signed_in else AnonymousUser()
        return Actor(user, _stand_in(date, day), memberships)


def _stand_in(kind: type, number: int) -> Any:
    day = FIRST_DAY + timedelta(days=1000 * number)
    if kind is int:
        return FIRST_NUMBER + 1000 * number
    if kind is date:
        return day
    if kind is datetime:
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return f"{MARK}{number}{MARK}"


def _read(value: Any) -> tuple[Shape, Sequence[Any]]:
    """The shape of an argument, and what is to be put in its places."""
    if isinstance(value, Actor):
        roles = tuple(
            (m.role, m.force_id, m.body.force_id if m.body else None, m.inspectorate_id)
            for m in value.memberships
        )
        return Person(value.user.is_authenticated, roles), (value.user.pk, value.on)
    if type(value) in {int, date, datetime, str}:
        return One(type(value)), (value,)
    if isinstance(value, tuple) and all(type(each) is int for each in value):
        return Several(len(value)), value
    if value is None or isinstance(value, bool | Enum):
        return Fixed(value), ()
    raise TypeError(f"A prepared query takes no {type(value).__name__}: {value!r}.")


@dataclass(frozen=True)
class Written:
    """SQL with its parameters: what stands in each, or the number of the value put there."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    literals: tuple[Any, ...]
    places: tuple[int | None, ...]

    def parameters(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            literal if place is None else _like(literal, values[place])
            for literal, place in zip(self.literals, self.places, strict=True)
        )

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """What the database answers, as the queryset would give it. One query."""
        queryset: Any = self.queryset  # what follows is what a queryset does by itself
        source = _Source(queryset, self._asking(self.parameters(values)))
        rows = list(queryset._iterable_class(source))
        if queryset._prefetch_related_lookups:
            prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def _asking(self, parameters: tuple[Any, ...]) -> SQLCompiler:
        """A compiler that has written its SQL already, with these parameters in it."""
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]

        def execute_sql(*_args: Any, **_kwargs: Any) -> list[list[Any]]:
            with _cursor(self.queryset.db) as cursor:
                cursor.execute(self.sql, parameters)
                return [cursor.fetchall()]

        compiler.execute_sql = execute_sql
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
    """A cursor whose statements PostgreSQL keeps the plans of, after some times.

    Django’s own cursors put the parameters into the text of the statement.
    """
    connection = connections[alias]
    connection.ensure_connection()
    session = connection.connection
    usual, session.cursor_factory = session.cursor_factory, ServerBindingCursor
    session.prepared_max = MOST_PLANS
    try:
        return connection.cursor()
    finally:
        session.cursor_factory = usual


def _like(literal: Any, value: Any) -> Any:
    """A value in the type that the field gave its stand-in."""
    return value if type(literal) is type(value) else type(literal)(value)


@lru_cache(maxsize=MOST_KEPT)
def _written(build: Callable[..., QuerySet[Any, Any]], shapes: tuple[Shape, ...]) -> Written | None:
    """The SQL for arguments of these shapes; None where nothing can be found."""
    number = iter(range(1000))
    queryset = build(*(shape.stand_in(number) for shape in shapes))
    compiler = queryset.query.get_compiler(using=queryset.db or DEFAULT_DB_ALIAS)
    try:
        sql, literals = compiler.as_sql()
    except EmptyResultSet:
        return None
    stand_ins = {_stand_in(kind, n): n for n in range(next(number)) for kind in (int, date, str)}
    stand_ins |= {_stand_in(datetime, n): n for n in stand_ins.values()}
    places = tuple(stand_ins.get(literal) if _is_odd(literal) else None for literal in literals)
    changed = [
        literal
        for literal, place in zip(literals, places, strict=True)
        if place is None and _is_odd(literal)
    ]
    if changed or MARK in sql or str(FIRST_NUMBER)[:6] in sql:
        raise ValueError(f"{build.__qualname__} works something out from a value: {changed or sql}")
    return Written(queryset, compiler, sql, tuple(literals), places)


def _is_odd(literal: Any) -> bool:
    """Whether it can only come from a stand-in."""
    if isinstance(literal, int):
        return FIRST_NUMBER <= literal <= LAST_NUMBER
    if isinstance(literal, date):
        return literal.year in YEARS
    return isinstance(literal, str) and MARK in literal


class Prepared(Generic[P, Row]):
    """A function that builds a queryset, called for its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self.signature = inspect.signature(build)
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """The rows. Raises TypeError for what can be no argument of a prepared query."""
        given = self.signature.bind(*args, **kwargs).args if kwargs else args
        read = [_read(value) for value in given]
        values = [value for _, some in read for value in some]
        written = _written(self.build, tuple(shape for shape, _ in read))
        if settings.PREPARED_IS_CHECKED:
            self._check(given, written.parameters(values) if written else None, written)
        return written.rows(values) if written else []

    def _check(
        self, given: Sequence[Any], parameters: tuple[Any, ...] | None, written: Written | None
    ) -> None:
        """Raises AssertionError if the queryset would ask anything else."""
        build: Callable[..., QuerySet[Any, Any]] = self.build
        queryset = build(*given)
        try:
            sql, really = queryset.query.get_compiler(using=queryset.db).as_sql()
        except EmptyResultSet:
            sql, really = "", ()
        kept = (written.sql, parameters) if written else ("", ())
        if (sql, tuple(really)) != kept:
            raise AssertionError(f"{self.build.__qualname__}: {kept} is not {(sql, really)}")


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Make a function that builds a queryset give its rows, by SQL that is kept."""
    return Prepared(build)
