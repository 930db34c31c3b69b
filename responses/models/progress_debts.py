"""What is owed to whom about progress on a day, sent already or not. Reads, and writes nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from forces.choices import BODY_ROLES, FORCE_ROLES, INSPECTORATE_ROLES, Role
from forces.models import Membership
from recommendations.models import Inspection
from responses.choices import FOR_INSPECTORS, ProgressReminderKind
from responses.milestones.days import roles_held
from responses.milestones.of_progress import (
    MUTED,
    TOLD,
    WAITS,
    news,
    proposed,
    together,
    waiting,
)
from responses.models.people import holders, term_of
from responses.models.progress_standings import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from recommendations.querysets import InspectionForceQuerySet
    from responses.milestones import Milestone, Term
    from responses.models.people import People
    from responses.models.progress_standings import PairStanding

K = ProgressReminderKind


@dataclass(frozen=True)
class Cause:
    """Why people are told of a force's progress, and on which days so far, the earliest first.

    `only` is the one person who is told, `but` one who is not. `is_pressing` is whether those who
    asked for less mail are told too.
    """

    kind: ProgressReminderKind
    come: Sequence[Milestone]
    only: int | None = None
    but: int | None = None
    is_pressing: bool = True


class ProgressDebt(NamedTuple):
    """What is owed to one person for one cause: the latest milestone, and what came before it."""

    concern: PairConcern
    cause: Cause
    person_id: int
    latest: Milestone
    before: Sequence[Milestone]
    roles: frozenset[Role]

    @property
    def about_id(self) -> int:
        return self.concern.standing.pair_id

    @property
    def is_muted(self) -> bool:
        """Whether those who asked for less mail are not told."""
        return not self.cause.is_pressing

    def overtaken(self, *, on: date) -> list[Milestone]:
        """The earlier milestones that they were to be told."""
        told = self.concern.told_of(self.cause)
        terms = self.concern.people_of(self.cause)[self.person_id]
        return [each for each in self.before if _roles(each, terms, told, on=on)]


@dataclass(frozen=True)
class PairConcern:
    """A force's progress on an inspection, with those who may have to be told of it on a day."""

    standing: PairStanding
    people: People
    inspectors: People
    on: date

    def debts(self) -> Iterator[ProgressDebt]:
        for cause in self.causes():
            told = self.told_of(cause)
            for person_id, terms in self.people_of(cause).items():
                if cause.only not in {None, person_id} or cause.but == person_id:
                    continue
                for n, latest in reversed(list(enumerate(cause.come))):
                    if roles := _roles(latest, terms, told, on=self.on):
                        yield ProgressDebt(self, cause, person_id, latest, cause.come[:n], roles)
                        break

    def people_of(self, cause: Cause) -> People:
        return self.inspectors if cause.kind in FOR_INSPECTORS else self.people

    def told_of(self, cause: Cause) -> frozenset[Role]:
        """Where nobody drafts, those who may sign are told in their place.

        Administrators are told of a closure that waits where no other inspector could decide on it.
        """
        told = TOLD[cause.kind]
        if Role.DRAFTER in told and not holders(self.people, Role.DRAFTER, self.on):
            return told | {Role.SIGNATORY}
        if cause.kind == K.PROPOSED:
            others = holders(self.inspectors, Role.INSPECTOR, self.on) - {cause.but}
            return told if others else told | {Role.ADMINISTRATOR}
        return told

    def causes(self) -> Iterable[Cause]:
        return (cause for cause in chain(self._dates(), self._asked(), self._done()) if cause.come)

    def _dates(self) -> Iterator[Cause]:
        """What dates alone bring: of each, all that falls on a day is told together."""
        standing, on = self.standing, self.on
        dates = set().union(*(claim.dates(on=on) for claim in standing.claims))
        is_overdue = any(claim.is_overdue(on=on) for claim in standing.claims)
        yield Cause(K.NEXT_DATE, together(K.NEXT_DATE, dates), is_pressing=is_overdue)
        since = standing.released_on
        silences = set().union(*(claim.silences(since, on=on) for claim in standing.claims))
        yield Cause(K.SILENCE, together(K.SILENCE, silences), is_pressing=K.SILENCE not in MUTED)
        wanted = set().union(*(each.falls(since, on=on) for each in standing.wanted))
        yield Cause(K.FIGURES, together(K.FIGURES, wanted))

    def _asked(self) -> Iterator[Cause]:
        for kind, asked in (
            (K.QUESTION, self.standing.questions),
            (K.REQUESTED, self.standing.requests),
        ):
            for each in asked:
                come = waiting(
                    kind, each.id, asked_on=each.asked_on, wanted_by=each.wanted_by, on=self.on
                )
                yield Cause(kind, come, only=each.person_id)

    def _done(self) -> Iterator[Cause]:
        for each in self.standing.proposed:
            come = proposed(each.id, proposed_on=each.on, on=self.on)
            yield Cause(K.PROPOSED, come, but=each.person_id)
        for kind, done in (
            (K.REPLIED, self.standing.replied),
            (K.CORRECTED, self.standing.corrected),
            (K.DECLINED, self.standing.declined),
            (K.AUTHORISED, self.standing.authorised),
            (K.CLOSED, self.standing.closed),
            (K.REOPENED, self.standing.reopened),
        ):
            for each in done:
                come = news(kind, each.id, done_on=each.on)
                yield Cause(kind, come, only=each.person_id, is_pressing=kind not in MUTED)


def _roles(
    milestone: Milestone, terms: Sequence[Term], told: frozenset[Role], *, on: date
) -> frozenset[Role]:
    """The roles in which a person is told of a milestone on a day; none: they are not told.

    They are told in a role that they hold today and, but for what waits for whoever comes, held on
    the day the milestone fell.
    """
    then = None if milestone.kind in WAITS else milestone.falls_on
    return roles_held(terms, told, on=on, then=then)


def progress_debts_of(pairs: InspectionForceQuerySet, *, on: date) -> list[ProgressDebt]:
    """All that is owed on a day about some forces' progress on some inspections.

    The queries do not grow with the rows.
    """
    return list(chain.from_iterable(each.debts() for each in pair_concerns(pairs, on=on)))


def pair_concerns(pairs: InspectionForceQuerySet, *, on: date) -> list[PairConcern]:
    found = standings(pairs, on=on)
    if not found:
        return []
    forces = _forces({each.force_id for each in found})
    inspectors = _inspectors({each.inspection_id for each in found})
    return [
        PairConcern(each, forces[each.force_id], inspectors[each.inspection_id], on)
        for each in found
    ]


def _forces(force_ids: set[int]) -> dict[int, People]:
    """A force's contacts, and its body's office."""
    found: dict[int, People] = defaultdict(lambda: defaultdict(list))
    memberships = Membership.objects.filter(
        Q(body__force__in=force_ids) | Q(force__in=force_ids),
        role__in=BODY_ROLES | FORCE_ROLES,
        user__is_active=True,
    ).select_related("body")
    for each in memberships:
        force_id = each.body.force_id if each.body else each.force_id
        found[force_id or 0][each.user_id].append(term_of(each))
    return found


def _inspectors(inspections: set[int]) -> dict[int, People]:
    """Those who work for the inspectorates whose report it is, by the inspection's id."""
    held: dict[int, People] = defaultdict(lambda: defaultdict(list))
    memberships = Membership.objects.filter(role__in=INSPECTORATE_ROLES, user__is_active=True)
    for each in memberships.select_related("body"):
        held[each.inspectorate_id or 0][each.user_id].append(term_of(each))
    found: dict[int, People] = defaultdict(lambda: defaultdict(list))
    links = Inspection.inspectorates.through.objects.filter(inspection__in=inspections)
    for inspection, inspectorate in links.values_list("inspection", "inspectorate"):
        for person, terms in held[inspectorate].items():
            found[inspection][person] += terms
    return found
