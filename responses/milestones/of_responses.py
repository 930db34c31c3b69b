"""When people are reminded of a response, and who they are: worked out from dates alone.

Milestones of the last day are a setting; after the last of them comes one a week while the response
is late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, count, dropwhile, takewhile
from typing import TYPE_CHECKING

from forces.choices import Role
from recommendations.deadlines import working_days_after
from responses.choices import HAND_OVERS, ReminderKind
from responses.milestones.days import WEEK, Milestone, days_from, roles_held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from responses.milestones.days import Step, Term

SIGNATORIES_FROM = -7
ADMINISTRATORS_FROM = 1
CHIEF_OFFICER_DAYS = (-3, 0, 3)
SIGN_AGAIN_AFTER = 3  # working days

TOLD: dict[str, frozenset[Role]] = {
    ReminderKind.CHIEF_OFFICER: frozenset({Role.DRAFTER}),
    ReminderKind.TO_SIGN: frozenset({Role.SIGNATORY}),
    ReminderKind.RETURNED: frozenset({Role.DRAFTER}),
    ReminderKind.NO_SIGNATORY: frozenset({Role.DRAFTER, Role.ADMINISTRATOR}),
    # It tells that a draft has been sent to be signed, so the inspectorate is not told.
    ReminderKind.ALL_WROTE: frozenset({Role.DRAFTER}),
    ReminderKind.DATE_MOVED: frozenset({Role.DRAFTER, Role.SIGNATORY}),
}
# Whoever comes while one of these stands is told of it too.
TOLD_TO_WHO_COMES = frozenset(
    {ReminderKind.TO_SIGN, ReminderKind.NO_SIGNATORY, ReminderKind.ALL_WROTE}
)


@dataclass(frozen=True)
class Standing:
    """What the reminders of one response hang on.

    `waiting_since` is the step that sent it to be signed, `returned` the one that sent it back,
    each while it stands so; `wanted_by` is the date given to the chief officer, while comments are
    owed; `unsigned_since` is the day since which nobody may sign for the body, `all_wrote_since`
    the day it was sent to be signed when all who may sign had written in it. `is_public` is whether
    a version of it has been published: then only what hands it over is told.
    """

    opened_on: date
    due_on: date | None = None
    is_public: bool = False
    wanted_by: date | None = None
    invited_on: date | None = None
    waiting_since: Step | None = None
    returned: Step | None = None
    unsigned_since: date | None = None
    all_wrote_since: date | None = None
    moved: Step | None = None


def milestones(
    standing: Standing, *, until: date, days: Collection[int]
) -> dict[ReminderKind, list[Milestone]]:
    """The milestones of each kind that come by a day, the earliest first.

    `days` are those of the last day. Of those that fell before the response was opened only the
    latest is among them, and none of the chief officer's date from before they were invited.
    """
    return {
        kind: come
        for kind, ahead in _all(standing, days).items()
        if (come := list(takewhile(lambda each: each.falls_on <= until, ahead)))
    }


def upcoming(standing: Standing, *, on: date, days: Collection[int]) -> list[Milestone]:
    """What comes next if nothing changes: the next milestone of each kind, the nearest first."""
    nexts = (
        next((each for each in ahead if each.falls_on > on), None)
        for ahead in _all(standing, days).values()
    )
    return sorted((m for m in nexts if m is not None), key=lambda m: m.falls_on)


def _all(standing: Standing, days: Collection[int]) -> dict[ReminderKind, Iterable[Milestone]]:
    """All that can come of each kind, the earliest first; some go on as long as the calendar."""
    found: dict[ReminderKind, Iterable[Milestone]] = {
        ReminderKind.LAST_DAY: _last_day(standing, days),
        ReminderKind.CHIEF_OFFICER: _chief_officer(standing),
        ReminderKind.TO_SIGN: _to_sign(standing.waiting_since),
        ReminderKind.RETURNED: _at_once(ReminderKind.RETURNED, standing.returned),
        ReminderKind.NO_SIGNATORY: _weekly(ReminderKind.NO_SIGNATORY, standing.unsigned_since),
        ReminderKind.ALL_WROTE: _weekly(ReminderKind.ALL_WROTE, standing.all_wrote_since),
        ReminderKind.DATE_MOVED: _at_once(ReminderKind.DATE_MOVED, standing.moved),
    }
    if not standing.is_public:
        return found
    return {kind: ahead for kind, ahead in found.items() if kind in HAND_OVERS}


def _last_day(standing: Standing, days: Collection[int]) -> Iterable[Milestone]:
    """Those of the setting, then one a week: Police Act 1996, s.55(5A) sets the last day.

    Of what fell before the response was opened only the latest is told: one that is opened late
    must not be silent until the next. Where the day was moved, nothing that would have fallen
    before is: that it was moved is told.
    """
    if standing.due_on is None:
        return []
    since = standing.opened_on
    if standing.moved:
        since = max(since, standing.moved.on)
    else:
        opened = takewhile(lambda each: each.falls_on <= since, _of_last_day(standing.due_on, days))
        since = max((each.falls_on for each in opened), default=since)
    fall = _of_last_day(standing.due_on, days)
    return dropwhile(lambda each: each.falls_on < since, fall)


def _of_last_day(due_on: date, days: Collection[int]) -> Iterator[Milestone]:
    told = chain(sorted(set(days)), count(max([1, *days]) + WEEK, WEEK))
    return days_from(due_on, ReminderKind.LAST_DAY, told)


def _chief_officer(standing: Standing) -> list[Milestone]:
    """The body invites the chief officer's comments by a date that it sets: s.55(4)."""
    if standing.wanted_by is None:
        return []
    asked_on = standing.invited_on or standing.opened_on
    fall = days_from(standing.wanted_by, ReminderKind.CHIEF_OFFICER, CHIEF_OFFICER_DAYS)
    return [each for each in fall if each.falls_on >= asked_on]


def _to_sign(sent: Step | None) -> list[Milestone]:
    """At once, and again after three working days."""
    if sent is None:
        return []
    again = working_days_after(sent.on, SIGN_AGAIN_AFTER)
    return [
        Milestone(ReminderKind.TO_SIGN, 0, sent.on, sent.id),
        Milestone(ReminderKind.TO_SIGN, SIGN_AGAIN_AFTER, again, sent.id),
    ]


def _at_once(kind: ReminderKind, step: Step | None) -> list[Milestone]:
    return [] if step is None else [Milestone(kind, 0, step.on, step.id)]


def _weekly(kind: ReminderKind, since: date | None) -> Iterable[Milestone]:
    return [] if since is None else days_from(since, kind, count(0, WEEK))


def told_at(
    milestone: Milestone, *, has_drafters: bool = True, is_signed: bool = False
) -> frozenset[Role]:
    """Who is told: of the last day more people as it comes near, and once it is past.

    Where nobody drafts, those who may sign are told in their place. Of a signed response the office
    needs nobody to sign it, but the inspectorate would learn from silence that it is signed.
    """
    if milestone.kind == ReminderKind.NO_SIGNATORY and is_signed:
        told = frozenset({Role.ADMINISTRATOR})
    elif milestone.kind != ReminderKind.LAST_DAY:
        told = TOLD[milestone.kind]
    elif milestone.days >= ADMINISTRATORS_FROM:
        told = frozenset({Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR})
    elif milestone.days >= SIGNATORIES_FROM:
        told = frozenset({Role.DRAFTER, Role.SIGNATORY})
    else:
        told = frozenset({Role.DRAFTER})
    if Role.DRAFTER in told and not has_drafters:
        return told | {Role.SIGNATORY}
    return told


def roles_told(
    milestone: Milestone,
    terms: Collection[Term],
    *,
    on: date,
    has_drafters: bool = True,
    is_signed: bool = False,
) -> frozenset[Role]:
    """The roles in which a person is told of a milestone on a day; none: they are not told.

    They are told in a role that they hold today and, but for what waits for whoever comes, held on
    the day the milestone fell: someone new is not told of what passed before them.
    """
    told = told_at(milestone, has_drafters=has_drafters, is_signed=is_signed)
    then = None if milestone.kind in TOLD_TO_WHO_COMES else milestone.falls_on
    return roles_held(terms, told, on=on, then=then)


def is_muted(milestone: Milestone) -> bool:
    """Whether it is left out for those who want only what is late, waits for them, or moves."""
    if milestone.kind == ReminderKind.LAST_DAY:
        return milestone.days < ADMINISTRATORS_FROM
    return milestone.kind in {
        ReminderKind.CHIEF_OFFICER,
        ReminderKind.NO_SIGNATORY,
        ReminderKind.ALL_WROTE,
    }


def nobody_since(terms: Collection[Term], *, on: date, opened_on: date) -> date | None:
    """The day since which nobody holds a role, of those given; None when somebody does today."""
    if any(term.covers(on) for term in terms):
        return None
    ended: Iterator[date] = (t.ends for t in terms if t.ends is not None and t.ends < on)
    return max([opened_on, *(day + timedelta(days=1) for day in ended)])
