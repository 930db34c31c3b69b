"""What is owed to whom at a moment, day by day from the words of the rules.

It is slow and plain on purpose, and shares nothing with the planner: what both say alike was
worked out twice.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from forces.choices import Role
from responses.choices import ProgressReminderKind, ReminderKind
from responses.models import ProgressReminder, Reminder
from responses.rehearsal import of_progress, of_responses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from responses.models import Mail
    from responses.rehearsal.facts import Case
    from responses.rehearsal.told import Told

# Told to whoever has the role today, since when does not matter.
FOR_WHOEVER_COMES = {
    ReminderKind.TO_SIGN, ReminderKind.NO_SIGNATORY, ReminderKind.ALL_WROTE,
    ProgressReminderKind.QUESTION,
}  # fmt: skip
COLUMNS = ("kind", "milestone", "falls_on", "step", "recipient")  # of a row of a ledger
OF_PROGRESS = frozenset(ProgressReminderKind)
Group = tuple[int, str, int, int]


class Owed(NamedTuple):
    """One reminder to one person: what makes a row of the ledger the only one of its kind.

    There is one inspection, so the force says whose response or progress it is of.
    """

    force: int
    kind: str
    milestone: int
    falls_on: date
    step: int
    person: int

    @property
    def is_of_progress(self) -> bool:
        return self.kind in OF_PROGRESS

    @property
    def group(self) -> Group:
        """Of these, the latest is told, and overtakes the others: each question is told apart."""
        return self.force, self.kind, self.step if self.is_of_progress else 0, self.person


Owing = dict[Group, list[Owed]]


def owed(case: Case, at: datetime) -> Owing:
    """What is owed about a response and a force's progress, by group: the earliest first.

    The last of each is what a person is told; the others are overtaken by it.
    """
    found: Owing = defaultdict(list)
    for told in chain(of_responses.told(case, at), of_progress.told(case, at)):
        for person in sorted(_reached(case, told, at)):
            key = Owed(case.force, told.kind, told.milestone, told.falls_on, told.step, person)
            found[key.group].append(key)
    return found


def in_ledgers(mail: Mail | None = None, *more: str) -> Iterator[tuple[Owed, list[Any]]]:
    """All rows of the ledgers, or those that a mail has still to tell, each with `more` of it."""
    for rows, force in (
        (Reminder.objects.all(), "response__body__force"),
        (ProgressReminder.objects.all(), "pair__force"),
    ):
        found = rows.reserved().filter(mail=mail) if mail else rows
        for row in found.order_by("pk").values_list(force, *COLUMNS, *more):
            yield Owed(*row[:6]), list(row[6:])


def _reached(case: Case, told: Told, at: datetime) -> set[int]:
    """Who holds one of the roles today, and held it on the day that the reminder fell.

    Where nobody drafts, those who may sign are told instead. Nobody is asked to sign what they
    wrote in.
    """
    roles = told.roles
    if Role.DRAFTER in roles and not case.holders(Role.DRAFTER, at):
        roles |= {Role.SIGNATORY}
    reached = set()
    for role in roles:
        holders = case.holders(role, at)
        if told.kind not in FOR_WHOEVER_COMES:
            holders &= case.holders(role, at, told.falls_on)
        reached |= holders
    if told.only is not None:
        return reached & {told.only}
    return reached - case.writers(at) if told.kind == ReminderKind.TO_SIGN else reached
