"""When people are told of a response: day by day, from the words of the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from forces.choices import Role
from recommendations.deadlines import working_days_after
from responses.choices import ReminderKind, Status
from responses.rehearsal.facts import Invitation, LastDay, Step
from responses.rehearsal.told import (
    ADMINISTRATORS,
    DRAFTERS,
    OFFICE,
    SIGNATORIES,
    Told,
    days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from responses.rehearsal.facts import Case

BEING_WRITTEN = {Status.NOT_STARTED, Status.DRAFTING}
HANDED_OVER = {ReminderKind.TO_SIGN, ReminderKind.RETURNED}


def told(case: Case, at: datetime) -> Iterator[Told]:
    """Nothing of what is published, but that a new version of it is handed over."""
    if case.status(at) == Status.PUBLISHED:
        return
    for each in _all(case, at):
        if each.kind in HANDED_OVER or not case.is_public(at):
            yield each


def _all(case: Case, at: datetime) -> Iterator[Told]:
    yield from _last_day(case, at)
    yield from _chief_officer(case, at)
    yield from _handed_over(case, at)
    yield from _nobody_may_sign(case, at)
    moved = case.last(LastDay, at)
    if moved and moved.id:
        yield Told(ReminderKind.DATE_MOVED, 0, timezone.localdate(moved.at), OFFICE, moved.id)


def _last_day(case: Case, at: datetime) -> Iterator[Told]:
    """28, 14, 7, 3 and 1 days before, the day itself, the day after, then weekly while late.

    Of a day that was moved, from the move on. Of what fell before the response was opened, the
    latest alone.
    """
    last = case.last(LastDay, at)
    if last is None or last.day is None:
        return
    first = timezone.localdate(last.at) if last.id else case.opened_on
    if not last.id:
        while first > last.day - timedelta(28) and not _is_milestone((first - last.day).days):
            first -= timedelta(days=1)
    for day in days(first, timezone.localdate(at)):
        late = (day - last.day).days
        if _is_milestone(late):
            roles = OFFICE if late >= -7 else DRAFTERS
            roles |= ADMINISTRATORS if late > 0 else frozenset()
            yield Told(ReminderKind.LAST_DAY, late, day, roles)


def _is_milestone(late: int) -> bool:
    return -late in {28, 14, 7, 3, 1, 0} or (late > 0 and (late - 1) % 7 == 0)


def _chief_officer(case: Case, at: datetime) -> Iterator[Told]:
    """3 days before the date given to the chief officer, the day, 3 days after."""
    asked = case.last(Invitation, at)
    if asked is None or asked.is_settled or case.status(at) not in BEING_WRITTEN:
        return
    for day in days(asked.invited_on, timezone.localdate(at)):
        late = (day - asked.wanted_by).days
        if late in {-3, 0, 3}:
            yield Told(ReminderKind.CHIEF_OFFICER, late, day, DRAFTERS)


def _handed_over(case: Case, at: datetime) -> Iterator[Told]:
    """Waiting to be signed: at once, and after 3 working days. Returned: at once."""
    step = case.last(Step, at)
    if step is None:
        return
    on, today = timezone.localdate(step.at), timezone.localdate(at)
    if step.is_return:
        yield Told(ReminderKind.RETURNED, 0, on, DRAFTERS, step.id)
    elif step.status == Status.WITH_COMMISSIONER:
        yield Told(ReminderKind.TO_SIGN, 0, on, SIGNATORIES, step.id)
        if (again := working_days_after(on, 3)) <= today:
            yield Told(ReminderKind.TO_SIGN, 3, again, SIGNATORIES, step.id)


def _nobody_may_sign(case: Case, at: datetime) -> Iterator[Told]:
    """At once and weekly, while a response is not published and nobody may sign for its body: to
    its office until it is signed, to the inspectorate all the same.

    Where there are people who may, and all of them wrote in it, that is told to its office alone,
    from the day it was sent to be signed.
    """
    step, signatories = case.last(Step, at), case.holders(Role.SIGNATORY, at)
    if signatories and step and step.status == Status.WITH_COMMISSIONER:
        if signatories <= case.writers(at):
            yield from _weekly(ReminderKind.ALL_WROTE, timezone.localdate(step.at), at, DRAFTERS)
    elif not signatories:
        is_signed = case.status(at) == Status.SIGNED
        told = ADMINISTRATORS if is_signed else DRAFTERS | ADMINISTRATORS
        yield from _weekly(ReminderKind.NO_SIGNATORY, _nobody_since(case, at), at, told)


def _nobody_since(case: Case, at: datetime) -> date:
    """The first of the days up to today on all of which nobody held the role."""
    since = timezone.localdate(at)
    while since > case.opened_on and not case.holders(Role.SIGNATORY, at, since - timedelta(1)):
        since -= timedelta(days=1)
    return since


def _weekly(
    kind: ReminderKind, since: date, at: datetime, roles: frozenset[Role]
) -> Iterator[Told]:
    for day in days(since, timezone.localdate(at)):
        if (day - since).days % 7 == 0:
            yield Told(kind, (day - since).days, day, roles)
