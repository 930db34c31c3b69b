"""What is owed to whom about responses on a day, sent already or not. Reads, and writes nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from forces.choices import Role
from forces.models import Membership
from recommendations.models import Inspection
from responses.choices import WRITABLE, ReminderKind, Status
from responses.milestones import (
    Milestone,
    Standing,
    Step,
    is_muted,
    milestones,
    nobody_since,
    roles_told,
    told_at,
)
from responses.models.comments import ChiefOfficerComments
from responses.models.due_changes import DueChange
from responses.models.people import holders, term_of
from responses.models.responses import Change, Contribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from responses.milestones import Term
    from responses.models.people import People
    from responses.querysets import ResponseQuerySet

TOLD = (Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR)


class Audience(NamedTuple):
    """People who may have to be told, and who of them may sign and who drafts on a day."""

    people: People
    signatories: frozenset[int]
    drafters: frozenset[int]


class Debt(NamedTuple):
    """What is owed to one person about one response and one thing: the latest milestone.

    `roles` are those in which they are told of it; `before` is what came before it, whether or not
    they were to be told.
    """

    concern: Concern
    person_id: int
    latest: Milestone
    roles: frozenset[Role]
    before: Sequence[Milestone]

    @property
    def about_id(self) -> int:
        return self.concern.response_id

    @property
    def is_muted(self) -> bool:
        """Whether those who asked for less mail are not told."""
        return is_muted(self.latest)

    def overtaken(self, *, on: date) -> list[Milestone]:
        """The earlier milestones that they were to be told."""
        terms = self.concern.people[self.person_id]
        return [each for each in self.before if self.concern.roles_told(each, terms, on=on)]


@dataclass(frozen=True)
class Concern:
    """A response with the people who may have to be told of it, and what their reminders hang on.

    `may_sign` are the people who may sign it today, of `people`: id to the roles held, and when.
    """

    response_id: int
    standing: Standing
    people: People
    may_sign: frozenset[int]
    has_drafters: bool
    is_signed: bool

    def debts(self, *, on: date) -> Iterable[Debt]:
        come = milestones(self.standing, until=on, days=settings.REMINDER_DAYS)
        for person_id, terms in self.people.items():
            for kind, found in come.items():
                if kind == ReminderKind.TO_SIGN and person_id not in self.may_sign:
                    continue
                for n, latest in reversed(list(enumerate(found))):
                    if roles := self.roles_told(latest, terms, on=on):
                        yield Debt(self, person_id, latest, roles, found[:n])
                        break

    def roles_told(self, milestone: Milestone, terms: list[Term], *, on: date) -> frozenset[Role]:
        return roles_told(
            milestone, terms, on=on, has_drafters=self.has_drafters, is_signed=self.is_signed
        )

    def told_at(self, milestone: Milestone) -> frozenset[Role]:
        return told_at(milestone, has_drafters=self.has_drafters, is_signed=self.is_signed)


def debts_of(responses: ResponseQuerySet, *, on: date) -> list[Debt]:
    """All that is owed on a day about some responses. The queries do not grow with the rows."""
    return list(chain.from_iterable(each.debts(on=on) for each in concerns(responses, on=on)))


def concerns(responses: ResponseQuerySet, *, on: date) -> list[Concern]:
    """Responses of which people are reminded, with what there is to say and to whom."""
    rows = list(
        responses.reminded().values_list(
            "pk", "due_on", "status", "published_version", "body__force", "inspection",
            "inspection__released_at",
        )
    )  # fmt: skip
    ids = [row[0] for row in rows]
    people = _People({row[4] for row in rows}, {row[5] for row in rows}, on)
    steps, moved = _last_steps(ids), _last_moves(ids)
    comments, writers = _wanted(ids), _writers(ids)
    found = []
    for pk, due_on, status, version, force, inspection, released_at in rows:
        told, signatories, drafters = people.of(force, inspection)
        may_sign = signatories - writers[pk]
        opened_on = timezone.localdate(released_at)
        step = steps.get(pk)
        sent = step[0] if step and step[1] == Status.WITH_COMMISSIONER else None
        wanted_by, invited_on = comments.get(pk, (None, None))
        standing = Standing(
            opened_on=opened_on,
            due_on=due_on,
            is_public=version is not None,
            wanted_by=wanted_by,
            invited_on=invited_on,
            waiting_since=sent,
            returned=step[0] if step and step[1] == Status.DRAFTING else None,
            unsigned_since=None
            if signatories
            else _unsigned_since(told, on=on, opened_on=opened_on),
            all_wrote_since=sent.on if sent and signatories and not may_sign else None,
            moved=moved.get(pk),
        )
        found.append(Concern(pk, standing, told, may_sign, bool(drafters), status == Status.SIGNED))
    return found


def _unsigned_since(people: People, *, on: date, opened_on: date) -> date | None:
    """The day since which nobody may sign for the body."""
    terms = [t for held in people.values() for t in held if t.role == Role.SIGNATORY]
    return nobody_since(terms, on=on, opened_on=opened_on)


class _People:
    """Who may have to be told: a force's office, and administrators of a report's inspectorates."""

    def __init__(self, forces: set[int], inspections: set[int], on: date) -> None:
        self._on = on
        self._found: dict[tuple[int, ...], Audience] = {}
        self._offices: dict[int, People] = defaultdict(lambda: defaultdict(list))
        self._inspectorates: dict[int, People] = defaultdict(lambda: defaultdict(list))
        self._of_inspection: dict[int, list[int]] = defaultdict(list)
        links = Inspection.inspectorates.through.objects.filter(inspection__in=inspections)
        for inspection, inspectorate in links.values_list("inspection", "inspectorate"):
            self._of_inspection[inspection].append(inspectorate)
        memberships = Membership.objects.filter(
            Q(body__force__in=forces) | Q(inspectorate__isnull=False),
            role__in=TOLD,
            user__is_active=True,
        ).select_related("body")
        for membership in memberships:
            if membership.body:
                people = self._offices[membership.body.force_id]
            else:
                people = self._inspectorates[membership.inspectorate_id or 0]
            people[membership.user_id].append(term_of(membership))

    def of(self, force: int, inspection: int) -> Audience:
        inspectorates = self._of_inspection[inspection]
        key = (force, *inspectorates)
        if key not in self._found:
            people: People = defaultdict(list)
            for office in (*map(self._inspectorates.get, inspectorates), self._offices.get(force)):
                for person, terms in (office or {}).items():
                    people[person] += terms
            held = (holders(people, role, self._on) for role in (Role.SIGNATORY, Role.DRAFTER))
            self._found[key] = Audience(people, *held)
        return self._found[key]


def _last_steps(ids: list[int]) -> dict[int, tuple[Step, Status]]:
    """The last step of each response, where it handed it over: sent to be signed, or sent back."""
    last = (
        Change.objects.filter(response__in=ids)
        .order_by("response", "-at", "-pk")
        .distinct("response")
    )
    return {
        change.response_id: (Step(change.pk, timezone.localdate(change.at)), Status(change.new))
        for change in last
        if change.new == Status.WITH_COMMISSIONER or change.is_return
    }


def _last_moves(ids: list[int]) -> dict[int, Step]:
    """The last time that the last day of each response was moved."""
    last = (
        DueChange.objects.filter(response__in=ids)
        .order_by("response", "-pk")
        .distinct("response")
        .values_list("response", "pk", "at")
    )
    return {response: Step(pk, timezone.localdate(at)) for response, pk, at in last}


def _wanted(ids: list[int]) -> dict[int, tuple[date | None, date | None]]:
    """The date given to the chief officer, and the day they were invited; none where they came."""
    asked = ChiefOfficerComments.objects.filter(
        response__in=ids,
        response__status__in=WRITABLE,
        wanted_by__isnull=False,
        none_received=False,
        received_from="",
    )
    return {
        each.response_id: (each.wanted_by, each.invited_on)
        for each in asked
        if not each.is_settled  # nor pasted without saying from whom
    }


def _writers(ids: list[int]) -> dict[int, set[int]]:
    """Who wrote in each response: they may not sign it."""
    writers: dict[int, set[int]] = defaultdict(set)
    wrote = Contribution.objects.filter(response__in=ids)
    for response, person in wrote.values_list("response", "by"):
        writers[response].add(person)
    return writers
