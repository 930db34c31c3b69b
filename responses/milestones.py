"""When people are reminded of a response, and who they are: worked out from dates alone.

A milestone is a number of days from a response's last day: minus is before it. Which there are is
a setting; after the last of them comes one a week while the response is late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from forces.choices import Role

if TYPE_CHECKING:
    from collections.abc import Collection

SIGNATORIES_FROM = -7
ADMINISTRATORS_FROM = 1
TOLD = frozenset({Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR})


def told_at(milestone: int) -> frozenset[Role]:
    """Who is told: more people as the last day comes near, and once it is past."""
    told = {Role.DRAFTER}
    if milestone >= SIGNATORIES_FROM:
        told.add(Role.SIGNATORY)
    if milestone >= ADMINISTRATORS_FROM:
        told.add(Role.ADMINISTRATOR)
    return frozenset(told)


def falls_on(milestone: int, due_on: date) -> date:
    return due_on + timedelta(days=milestone)


def passed(due_on: date, *, on: date, opened_on: date, days: Collection[int]) -> list[int]:
    """The milestones that have come by `on`, the earliest first.

    One that fell before the response was opened is not among them: nobody could have been told.
    """
    if not days:
        return []
    gone = (on - due_on).days
    weekly = range(max(1, *days) + 7, gone + 1, 7)
    first = (opened_on - due_on).days
    return [m for m in (*sorted(set(days)), *weekly) if first <= m <= gone]


@dataclass(frozen=True)
class Term:
    """A role that somebody holds from a day to a day, both included; None is open."""

    role: Role
    starts: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


def owed(
    milestones: Collection[int], due_on: date, terms: Collection[Term], *, on: date
) -> list[int]:
    """The milestones that are owed to a person, the earliest first.

    They are told in a role that they hold today, and held on the day the milestone fell: someone
    who is new is not told of what passed before they came.
    """
    roles = {term.role for term in terms if term.covers(on)}
    return [
        milestone
        for milestone in milestones
        if any(
            term.role in roles
            and term.role in told_at(milestone)
            and term.covers(falls_on(milestone, due_on))
            for term in terms
        )
    ]
