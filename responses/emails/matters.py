"""What one mail has to tell, read in as many queries for many responses as for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forces.choices import BODY_ROLES, Role
from responses.choices import ReminderKind, ReminderState
from responses.models import DueChange, Reminder, Response
from responses.models.debts import concerns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from recommendations.deadlines import Lateness
    from responses.models import Mail
    from responses.models.debts import Concern

# A person with several roles is counted in the first of these.
GROUPS = {
    Role.DRAFTER: "office staff",
    Role.SIGNATORY: "people who may sign",
    Role.ADMINISTRATOR: "inspectorate administrators",
}
TOLD = [ReminderState.RESERVED, ReminderState.SENT]


class NoLongerOwed(Exception):
    """What a mail was to tell changed while it was being written."""


@dataclass(frozen=True)
class Matter:
    """One response, with what a mail tells one person about it, and in which roles.

    `response` has the counts `asked` and `answered`. `others` are the other people who are told
    the same, by id, each with one role.
    """

    response: Any
    concern: Concern
    person_id: int
    kinds: frozenset[ReminderKind]
    roles: frozenset[Role]
    moved: DueChange | None
    others: dict[int, Role]
    on: date

    @property
    def is_for_office(self) -> bool:
        return bool(self.roles & BODY_ROLES)

    @property
    def lateness(self) -> Lateness:
        return self.response.lateness(self.on)  # type: ignore[no-any-return]  # see `response`

    @property
    def is_late(self) -> bool:
        return self.lateness.code == "late"

    @property
    def left(self) -> int:
        """How many recommendations have no answer yet."""
        return max(self.response.asked - self.response.answered, 0)


def matters(mail: Mail, *, on: date) -> list[Matter]:
    """What a claimed mail tells on a day.

    Raises NoLongerOwed when something in it is not owed any more.
    """
    rows = list(mail.reminders.reserved())
    by_response = defaultdict(list)
    for row in rows:
        by_response[row.response_id].append(row)
    responses = Response.objects.filter(pk__in=by_response)
    concerned = {concern.response_id: concern for concern in concerns(responses, on=on)}
    if concerned.keys() != by_response.keys():
        raise NoLongerOwed(f"Mail {mail.pk}: a response was published meanwhile.")
    loaded = responses.select_related("inspection", "body__force").with_counts().in_bulk()
    moves = DueChange.objects.in_bulk(r.step for r in rows if r.kind == ReminderKind.DATE_MOVED)
    told = _told_too(rows, besides=mail.recipient_id)
    found = []
    for pk, own in by_response.items():
        kinds = frozenset(ReminderKind(row.kind) for row in own)
        roles = _roles(concerned[pk], kinds, on=on)
        if mail.recipient_id not in roles:
            raise NoLongerOwed(f"Mail {mail.pk}: the recipient's role ended meanwhile.")
        found.append(
            Matter(
                loaded[pk],
                concerned[pk],
                mail.recipient_id,
                kinds,
                frozenset(roles[mail.recipient_id]),
                next((moves[row.step] for row in own if row.step in moves), None),
                {
                    person: next(role for role in GROUPS if role in roles[person])
                    for person in told[pk]
                    if person in roles
                },
                on,
            )
        )
    return found


def _roles(concern: Concern, kinds: frozenset[ReminderKind], *, on: date) -> dict[int, set[Role]]:
    """The roles in which people are told of some kinds, by the person's id."""
    roles: dict[int, set[Role]] = defaultdict(set)
    for debt in concern.debts(on=on):
        if debt.latest.kind in kinds:
            roles[debt.person_id] |= debt.roles
    return dict(roles)


def _told_too(rows: Iterable[Reminder], *, besides: int) -> dict[int, set[int]]:
    """Who else is told, or was, of the same milestones: their ids, by the response's id.

    Who wants less mail is left out like somebody who is not told: it is nobody else's business.
    """
    columns = ("response", "kind", "milestone", "falls_on", "step")
    same = {(r.response_id, r.kind, r.milestone, r.falls_on, r.step) for r in rows}
    likely = Reminder.objects.filter(
        response__in={key[0] for key in same},
        kind__in={key[1] for key in same},
        falls_on__in={key[3] for key in same},
        state__in=TOLD,
    )
    told: dict[int, set[int]] = defaultdict(set)
    for person, *key in likely.exclude(recipient=besides).values_list("recipient", *columns):
        if tuple(key) in same:
            told[key[0]].add(person)
    return told


def others_of(found: Iterable[Matter]) -> str:
    """Who else is told, as groups and numbers: "office staff (2), people who may sign (1)"."""
    people: dict[int, Role] = {}
    for matter in found:
        people |= matter.others
    counts = Counter(people.values())
    return ", ".join(f"{words} ({counts[role]})" for role, words in GROUPS.items() if counts[role])
