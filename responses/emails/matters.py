"""What one mail has to tell, read in as many queries for many responses as for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forces.choices import BODY_ROLES, Role
from responses.choices import PEOPLE_TOLD, ReminderKind, ReminderState
from responses.milestones import Milestone
from responses.models import DueChange, Reminder, Response
from responses.models.debts import concerns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from recommendations.deadlines import Lateness
    from responses.models import Mail
    from responses.models.debts import Concern, Debt

TOLD = [ReminderState.RESERVED, ReminderState.SENT]


class NoLongerOwed(Exception):
    """What a mail was to tell changed while it was being written."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One response, with what a mail tells one person about it, and in which roles.

    `others` are the other people who are told the same, by id, each with one role.
    """

    response: Any  # a Response with_counts, of which its type knows nothing
    concern: Concern
    person_id: int
    kinds: frozenset[str]
    roles: frozenset[Role]
    moved: DueChange | None
    others: dict[int, Role]
    on: date

    @property
    def is_for_office(self) -> bool:
        return bool(self.roles & BODY_ROLES)

    @property
    def lateness(self) -> Lateness:
        found: Lateness = self.response.lateness(self.on)
        return found

    @property
    def is_late(self) -> bool:
        return self.lateness.code == "late"

    @property
    def left(self) -> int:
        """How many recommendations have no answer yet."""
        return int(self.response.asked - self.response.answered)


def matters(mail: Mail, *, on: date) -> list[Matter]:
    """What a claimed mail tells on a day, response by response.

    Raises NoLongerOwed when something in it is not owed any more.
    """
    told = _told(mail)
    people = _told_too(told, besides=mail.recipient_id)
    responses = Response.objects.filter(pk__in=told)
    loaded = responses.select_related("inspection", "body__force").with_counts().in_bulk()
    concerned = {concern.response_id: concern for concern in concerns(responses, on=on)}
    moves = DueChange.objects.in_bulk(
        each.step
        for milestones in told.values()
        for each in milestones
        if each.kind == ReminderKind.DATE_MOVED
    )
    found = []
    for pk, milestones in told.items():
        if pk not in concerned:
            raise NoLongerOwed("A response was published while this mail was written.")
        debts = [debt for debt in concerned[pk].debts(on=on) if debt.latest in milestones]
        own = [debt for debt in debts if debt.person_id == mail.recipient_id]
        if {debt.latest for debt in own} != milestones:
            raise NoLongerOwed("What is owed changed while this mail was written.")
        found.append(
            Matter(
                response=loaded[pk],
                concern=concerned[pk],
                person_id=mail.recipient_id,
                kinds=frozenset(each.kind for each in milestones),
                roles=frozenset().union(*(debt.roles for debt in own)),
                moved=next((moves[each.step] for each in milestones if each.step in moves), None),
                others=_groups(debt for debt in debts if debt.person_id in people[pk]),
                on=on,
            )
        )
    return found


def _told(mail: Mail) -> dict[int, set[Milestone]]:
    """The milestones that a mail tells of, by the response's id."""
    told: dict[int, set[Milestone]] = defaultdict(set)
    for row in mail.reminders.reserved():
        told[row.response_id].add(_milestone(row.kind, row.milestone, row.falls_on, row.step))
    return told


def _milestone(kind: str, days: int, falls_on: date, step: int) -> Milestone:
    return Milestone(ReminderKind(kind), days, falls_on, step)


def _told_too(told: dict[int, set[Milestone]], *, besides: int) -> dict[int, set[int]]:
    """Who else is told of the same milestones, or was: people's ids, by the response's id.

    Whoever asked for less mail is left out like one who is not told: that is their own business.
    """
    all_told: set[Milestone] = set().union(*told.values())
    likely = Reminder.objects.filter(
        response__in=told,
        kind__in={each.kind for each in all_told},
        falls_on__in={each.falls_on for each in all_told},
        state__in=TOLD,
    ).exclude(recipient=besides)
    columns = ("response", "recipient", "kind", "milestone", "falls_on", "step")
    people: dict[int, set[int]] = defaultdict(set)
    for response, person, *milestone in likely.values_list(*columns):
        if _milestone(*milestone) in told[response]:
            people[response].add(person)
    return people


def _groups(debts: Iterable[Debt]) -> dict[int, Role]:
    """The role that each person counts in."""
    roles: dict[int, set[Role]] = defaultdict(set)
    for debt in debts:
        roles[debt.person_id] |= debt.roles
    return {
        person: next(role for role in PEOPLE_TOLD if role in held) for person, held in roles.items()
    }


def others_of(found: Iterable[Matter]) -> str:
    """Who else is told, as groups and numbers: "office staff (2), people who may sign (1)"."""
    people: dict[int, Role] = {}
    for matter in found:
        people |= matter.others
    counts = Counter(people.values())
    return ", ".join(
        f"{words} ({counts[role]})" for role, words in PEOPLE_TOLD.items() if counts[role]
    )
