"""Arguments of a prepared query: what of each decides how it is written, and what is put in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib.auth.models import AnonymousUser

from forces.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

# Stand-ins: numbers, days and texts that nothing here is, and nothing near them. From the first of
# these days on, months and years are of another length than from the second.
FIRST_NUMBER = 2_000_000_000
FIRST_DAYS = (date(7000, 1, 1), date(7003, 6, 15))
APART = 1000  # days, and numbers, from one stand-in to the next
MARK = "\ue000"


class StandIns:
    """Gives stand-ins one after another, of one of two sets."""

    def __init__(self, which: int) -> None:
        self.which = which
        self.given: list[Any] = []

    def next(self, kind: type) -> Any:
        self.given.append(self._made(kind, len(self.given)))
        return self.given[-1]

    def _made(self, kind: type, number: int) -> Any:
        if kind is int:
            return FIRST_NUMBER + APART * number + self.which
        if kind is str:
            return f"{MARK}{number}{MARK * self.which}"
        day = FIRST_DAYS[self.which] + timedelta(days=APART * number)
        return day if kind is date else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


class Shape(Protocol):
    """What of an argument decides how the SQL reads, and not what is put into it."""

    def stand_in(self, stand_ins: StandIns) -> Any:
        """An argument of this shape, of stand-ins with the next numbers."""


@dataclass(frozen=True)
class Fixed:
    """A choice: written apart for each."""

    value: Hashable

    def stand_in(self, stand_ins: StandIns) -> Any:
        return self.value


@dataclass(frozen=True)
class One:
    """A number, a day, a moment or a text."""

    kind: type

    def stand_in(self, stand_ins: StandIns) -> Any:
        return stand_ins.next(self.kind)


@dataclass(frozen=True)
class Several:
    """So many keys."""

    length: int

    def stand_in(self, stand_ins: StandIns) -> Any:
        return tuple(stand_ins.next(int) for _ in range(self.length))


@dataclass(frozen=True)
class Held:
    """A role: whose it is, by the place of its force, or of its inspectorate, among those of all.

    Of a role for a body, that is the force of the body.
    """

    role: str
    force: int | None
    body_force: int | None
    inspectorate: int | None


@dataclass(frozen=True)
class Person:
    """An actor with these roles for so many forces and inspectorates, whichever these are."""

    is_signed_in: bool
    roles: tuple[Held, ...]
    forces: int
    inspectorates: int

    def stand_in(self, stand_ins: StandIns) -> Any:
        from forces.models import Membership, PolicingBody, User

        key, day = stand_ins.next(int), stand_ins.next(date)
        forces = [stand_ins.next(int) for _ in range(self.forces)]
        inspectorates = [stand_ins.next(int) for _ in range(self.inspectorates)]
        memberships = tuple(
            Membership(
                role=held.role,
                force_id=None if held.force is None else forces[held.force],
                body=None
                if held.body_force is None
                else PolicingBody(force_id=forces[held.body_force]),
                inspectorate_id=None
                if held.inspectorate is None
                else inspectorates[held.inspectorate],
            )
            for held in self.roles
        )
        user = User(pk=key) if self.is_signed_in else AnonymousUser()
        return Actor(user, day, memberships)


def read(value: Any) -> tuple[Shape, Sequence[Any]]:
    """The shape of an argument, and what is to be put in its places."""
    if isinstance(value, Actor):
        return _read_actor(value)
    if type(value) in {int, date, datetime, str}:
        return One(type(value)), (value,)
    if isinstance(value, tuple) and all(type(each) is int for each in value):
        return Several(len(value)), value
    if value is None or isinstance(value, bool | range | Enum):
        return Fixed(value), ()
    raise TypeError(f"A prepared query takes no {type(value).__name__}: {value!r}.")


def _read_actor(actor: Actor) -> tuple[Person, Sequence[Any]]:
    forces: dict[int, int] = {}
    inspectorates: dict[int, int] = {}

    def place(key: int | None, among: dict[int, int]) -> int | None:
        return None if key is None else among.setdefault(key, len(among))

    roles = tuple(
        Held(
            m.role,
            place(m.force_id, forces),
            place(m.body.force_id if m.body else None, forces),
            place(m.inspectorate_id, inspectorates),
        )
        for m in actor.memberships
    )
    shape = Person(actor.user.is_authenticated, roles, len(forces), len(inspectorates))
    return shape, (actor.user.pk, actor.on, *forces, *inspectorates)
