"""Whom a response is about, when it has to be published: who is told of it, and who was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from forces.choices import Role
from forces.models import Membership
from responses.milestones import TOLD, Term, falls_on, owed, passed

if TYPE_CHECKING:
    from collections.abc import Collection

    from responses.models.responses import Response

People = dict[int, list[Term]]


@dataclass(frozen=True)
class Debt:
    """What is owed to one person about one response: milestones, the earliest first."""

    response: Response
    due_on: date
    person_id: int
    milestones: list[int]

    @property
    def latest(self) -> int:
        return self.milestones[-1]

    def falls_on(self, milestone: int) -> date:
        return falls_on(milestone, self.due_on)


class Audience:
    """The people who may have to be told about some responses, and the roles they hold or held.

    They are the office of a response's force, and the administrators of the inspectorates whose
    report it answers. One query, however many responses: give them with `inspection`, `body` and
    the inspection's `inspectorates`.
    """

    def __init__(self, responses: Collection[Response]) -> None:
        self._responses = responses
        self._offices: dict[int, People] = defaultdict(lambda: defaultdict(list))
        self._inspectorates: dict[int, People] = defaultdict(lambda: defaultdict(list))
        memberships = Membership.objects.filter(
            Q(body__force__in={response.body.force_id for response in responses})
            | Q(inspectorate__isnull=False),
            role__in=TOLD,
            user__is_active=True,
        ).select_related("body")
        for membership in memberships:
            if membership.body:
                people = self._offices[membership.body.force_id]
            else:
                people = self._inspectorates[membership.inspectorate_id or 0]
            people[membership.user_id].append(_term(membership))

    def of(self, response: Response) -> People:
        """The terms of each person, by the person's id."""
        inspectorates = response.inspection.inspectorates.all()
        groups = [self._offices[response.body.force_id]]
        groups += [self._inspectorates[inspectorate.pk] for inspectorate in inspectorates]
        people: People = defaultdict(list)
        for group in groups:
            for person_id, terms in group.items():
                people[person_id] += terms
        return people

    def debts(self, *, on: date) -> list[Debt]:
        """What is owed to whom on a day, sent already or not."""
        found = []
        for response in self._responses:
            due_on, released_at = response.due_on, response.inspection.released_at
            if due_on is None or released_at is None:
                continue
            opened_on = timezone.localdate(released_at)
            gone = passed(due_on, on=on, opened_on=opened_on, days=settings.REMINDER_DAYS)
            for person_id, terms in self.of(response).items():
                milestones = owed(gone, due_on, terms, on=on)
                if milestones:
                    found.append(Debt(response, due_on, person_id, milestones))
        return found


def _term(membership: Membership) -> Term:
    """A role begins and ends with the body it is held for, at the latest."""
    starts, ends = membership.valid_from, membership.valid_to
    if membership.body:
        starts = max(starts, membership.body.valid_from or date.min)
        ends = min((day for day in (ends, membership.body.valid_to) if day), default=None)
    return Term(Role(membership.role), starts, ends)
