"""When people are told of a force's progress: day by day, from the words of the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from recommendations.choices import State
from responses.choices import ProgressReminderKind
from responses.rehearsal.facts import Asked, Replied
from responses.rehearsal.told import INSPECTORATE, UPDATERS, Told, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from responses.rehearsal.facts import Case

GOES_ON = {State.NOT_STARTED, State.IN_PROGRESS}
MONDAY = 0


def told(case: Case, at: datetime) -> Iterator[Told]:
    """Of dates and of silence once a day, of however many recommendations; of each question apart.

    The days of each recommendation are looked for alone, so that what is long past for one is not
    left out for what is new of another.
    """
    for kind, falls in (
        (ProgressReminderKind.NEXT_DATE, _next_dates),
        (ProgressReminderKind.SILENCE, _silences),
    ):
        found = {day for each in case.open for day in _new(falls(case, each, at), at)}
        yield from (Told(kind, 0, day, UPDATERS) for day in sorted(found))
    yield from _questions(case, at)
    yield from _replies(case, at)


def is_overdue(case: Case, at: datetime) -> bool:
    """Whether a date that stands has passed."""
    promised = (_promised(case, each, at) for each in case.open)
    return any(day is not None and day < timezone.localdate(at) for day in promised)


def _promised(case: Case, recommendation: int, at: datetime) -> date | None:
    """The next date that stands: one after the update that gave it, of what is not finished."""
    said = case.said(recommendation, at)
    if said is None or said.next_on is None or said.state not in GOES_ON:
        return None
    return said.next_on if said.next_on > timezone.localdate(said.at) else None


def _next_dates(case: Case, recommendation: int, at: datetime) -> Iterator[date]:
    """A week before, on the day, then on Mondays a week or more after; not before it was given."""
    said, next_on = case.said(recommendation, at), _promised(case, recommendation, at)
    if said is None or next_on is None:
        return
    for day in days(timezone.localdate(said.at), timezone.localdate(at)):
        if (day - next_on).days in {-7, 0} or _is_weekly(day, next_on):
            yield day


def _silences(case: Case, recommendation: int, at: datetime) -> Iterator[date]:
    """90 days after the last word, or the release; then the first Mondays of months, 30 days on.

    Who says that nothing is left to do is not silent.
    """
    said = case.said(recommendation, at)
    if said and said.state not in GOES_ON:
        return
    since = timezone.localdate(said.at) if said else case.opened_on
    for day in days(since, timezone.localdate(at)):
        is_first_monday = day.weekday() == MONDAY and day.day <= 7
        silent = (day - since).days
        if silent == 90 or (is_first_monday and silent >= 90 + 30):
            yield day


def _questions(case: Case, at: datetime) -> Iterator[Told]:
    """Until there is a reply: at once, a week before the day it is wanted by, on it, on Mondays."""
    replied = {fact.question for fact in case.all(Replied, at)}
    for asked in case.all(Asked, at):
        if asked.id in replied:
            continue
        asked_on = timezone.localdate(asked.at)
        falls = (
            day
            for day in days(asked_on, timezone.localdate(at))
            if day == asked_on
            or (day - asked.reply_by).days in {-7, 0}
            or _is_weekly(day, asked.reply_by)
        )
        for day in _new(falls, at):
            late = (day - asked.reply_by).days
            yield Told(ProgressReminderKind.QUESTION, late, day, UPDATERS, asked.id)


def _replies(case: Case, at: datetime) -> Iterator[Told]:
    """Told to whoever asked, for 60 days."""
    asked = {fact.id: fact.person for fact in case.all(Asked, at)}
    for fact in case.all(Replied, at):
        on, asker = timezone.localdate(fact.at), asked[fact.question]
        if timezone.localdate(at) - on <= timedelta(days=60):
            kind = ProgressReminderKind.REPLIED
            yield Told(kind, 0, on, INSPECTORATE, fact.question, only=asker)


def _is_weekly(day: date, after: date) -> bool:
    return day.weekday() == MONDAY and (day - after).days >= 7


def _new(falls: Iterable[date], at: datetime) -> list[date]:
    """What fell in the last fortnight; where nothing did, the latest of what is older."""
    found = sorted(falls)
    fortnight = timezone.localdate(at) - timedelta(days=14)
    return [day for day in found if day >= fortnight] or found[-1:]
