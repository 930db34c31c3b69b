"""What a milestone is: a day on which people are told something, worked out from dates alone.

It is a number of days from what it hangs on: minus is before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, NamedTuple

from responses.milestones.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from forces.choices import Role
    from responses.choices import ProgressReminderKind, ReminderKind, ViewReminderKind

    Kind = ReminderKind | ProgressReminderKind | ViewReminderKind

WEEK = 7


class Milestone(NamedTuple):
    """A day on which people are told something. `step` is the row that gave rise to it, or 0."""

    kind: Kind
    days: int
    falls_on: date
    step: int = 0

    @property
    def words(self) -> str:
        return words(self.kind, self.days)


class Step(NamedTuple):
    """Something that was done, on a day: its row's id."""

    id: int
    on: date


@dataclass(frozen=True)
class Term:
    """A role that somebody holds from a day to a day, both included; None is open."""

    role: Role
    starts: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


def roles_held(
    terms: Collection[Term], roles: Collection[Role], *, on: date, then: date | None
) -> frozenset[Role]:
    """The roles, of those given, that somebody holds on a day and held `then`, if that matters."""
    held = frozenset(term.role for term in terms if term.role in roles and term.covers(on))
    if not held or then is None:
        return held
    return frozenset(term.role for term in terms if term.role in held and term.covers(then))


def days_before(day: date, by: timedelta) -> date:
    """So long before a day, or the first day of the calendar: some dates are mistyped."""
    return day - by if day - date.min > by else date.min


def days_from(day: date, kind: ReminderKind, days: Iterable[int]) -> Iterator[Milestone]:
    """Milestones some days from a day, the earliest first.

    Those outside the calendar, before the year 1 or after 9999, are none: a date that somebody
    mistyped must not stop the reminders of everybody else.
    """
    first, last = (date.min - day).days, (date.max - day).days
    inside = takewhile(lambda each: each <= last, dropwhile(lambda each: each < first, days))
    return (Milestone(kind, each, day + timedelta(days=each)) for each in inside)
