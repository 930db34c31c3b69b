"""When people are told of a force's progress, and who they are: worked out from dates alone.

Of next dates, silence and yearly figures there is one reminder for all recommendations of an
inspection: what falls on one day is told together. What is repeated comes on Mondays, so that
forty dates that have passed do not make a mail on each day of the week.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from forces.choices import Role
from recommendations.deadlines import SILENT_DAYS, is_silent
from responses.choices import ProgressReminderKind
from responses.milestones.days import WEEK, Milestone, days_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

K = ProgressReminderKind
SOON = timedelta(days=7)
SILENT_AFTER = timedelta(days=SILENT_DAYS)
FIGURES_AFTER = timedelta(days=30)
AGAIN_AFTER = timedelta(days=30)
NEWS_FOR = timedelta(days=60)
# Repeats before these days need not be told of: the last of them always is.
LOOK_BACK = timedelta(days=14)
MOST_DAYS = 32_767  # that a row can hold

UPDATERS = frozenset({Role.DRAFTER, Role.FORCE_CONTACT})
ITS_PEOPLE = UPDATERS | {Role.SIGNATORY}
TOLD: dict[str, frozenset[Role]] = {
    K.NEXT_DATE: UPDATERS,
    K.SILENCE: UPDATERS,
    K.FIGURES: UPDATERS,
    K.REQUESTED: ITS_PEOPLE,
    K.QUESTION: UPDATERS,
    K.CORRECTED: ITS_PEOPLE,
    K.CLOSED: ITS_PEOPLE,
    K.REOPENED: ITS_PEOPLE,
    K.REPLIED: frozenset({Role.INSPECTOR, Role.ADMINISTRATOR}),
    K.DECLINED: frozenset({Role.INSPECTOR, Role.ADMINISTRATOR}),
    K.AUTHORISED: frozenset({Role.INSPECTOR, Role.ADMINISTRATOR}),
    K.PROPOSED: frozenset({Role.INSPECTOR}),
}
# Whoever comes while one of these waits is told of it too.
WAITS = frozenset({K.REQUESTED, K.QUESTION, K.PROPOSED})
# Left out for those who want only what is late, waits for them, or changes what is asked.
MUTED = frozenset({K.SILENCE, K.REPLIED, K.DECLINED, K.AUTHORISED, K.CLOSED})


class Claim(NamedTuple):
    """Where a force stands on an open recommendation: what dates its reminders hang on.

    `said_on` is the day of its newest update; `next_on` the date that promised, while it stands.
    `is_quiet` is whether nothing more is waited for: the force says that it has finished, and no
    inspector has said since that it has not.
    """

    recommendation_id: int
    said_on: date | None = None
    next_on: date | None = None
    is_quiet: bool = False

    def dates(self, *, on: date) -> set[date]:
        """When its next date is told of: a week before, on the day, then on Mondays."""
        if self.next_on is None:
            return set()
        ahead = [days_before(self.next_on, SOON), self.next_on, *weekly(self.next_on, on=on)]
        return _come(ahead, since=self.said_on or date.min, on=on)

    def is_overdue(self, *, on: date) -> bool:
        return self.next_on is not None and self.next_on < on

    def silent_since(self, released_on: date) -> date:
        return self.said_on or released_on

    def silences(self, released_on: date, *, on: date) -> set[date]:
        """When it is told of its silence: after 90 days, then once a month."""
        if self.is_quiet:
            return set()
        first = self.silent_since(released_on) + SILENT_AFTER
        return _come([first, *monthly(first, on=on)], since=released_on, on=on)

    def is_silent(self, released_on: date, *, on: date) -> bool:
        return not self.is_quiet and is_silent(self.silent_since(released_on), on=on)


class Wanted(NamedTuple):
    """Figures that are wanted: of a measure, for the twelve months to a day."""

    measure_id: int
    period_ends_on: date

    def falls(self, released_on: date, *, on: date) -> set[date]:
        """30 days after the twelve months have ended, then once a month."""
        first = self.period_ends_on + FIGURES_AFTER
        return _come([first, *monthly(first, on=on)], since=released_on, on=on)


def a_year_later(day: date) -> date:
    """The same day of the next year: of 29 February, the last day of the month."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


def weekly(day: date, *, on: date) -> list[date]:
    """The Mondays from a week after a day up to another: the last few, the earliest first."""
    if (on - day).days < WEEK:
        return []
    last = on - timedelta(days=on.weekday())
    first = max(_monday_from(day + timedelta(days=WEEK)), days_before(last, LOOK_BACK))
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, WEEK)]


def monthly(day: date, *, on: date) -> list[date]:
    """The first Mondays of months from 30 days after a day up to another: the last of them."""
    last = _first_monday(on)
    if last > on:
        last = _first_monday(days_before(on.replace(day=1), timedelta(days=1)))
    return [last] if last - day >= AGAIN_AFTER else []


def waiting(
    kind: ProgressReminderKind, step: int, *, asked_on: date, wanted_by: date, on: date
) -> list[Milestone]:
    """What waits for somebody by a day: at once, a week before it, on it, then on Mondays."""
    ahead = [asked_on, days_before(wanted_by, SOON), wanted_by, *weekly(wanted_by, on=on)]
    falls = sorted(_come(ahead, since=asked_on, on=on))
    return [Milestone(kind, _days_between(wanted_by, each), each, step) for each in falls]


def proposed(step: int, *, proposed_on: date, on: date) -> list[Milestone]:
    """A closure that waits for a second inspector: at once, then on Mondays."""
    falls = [proposed_on, *weekly(proposed_on, on=on)]
    return [Milestone(K.PROPOSED, _days_between(proposed_on, each), each, step) for each in falls]


def news(kind: ProgressReminderKind, step: int, *, done_on: date) -> list[Milestone]:
    """What was done, told at once."""
    return [Milestone(kind, 0, done_on, step)]


def together(kind: ProgressReminderKind, falls: Iterable[date]) -> list[Milestone]:
    """One milestone for all that falls on a day, whatever it is of: the earliest first."""
    return [Milestone(kind, 0, each) for each in sorted(set(falls))]


def _come(ahead: Collection[date], *, since: date, on: date) -> set[date]:
    """Those that have come by a day: of what came before the last weeks, the latest alone.

    What fell before it was said, asked or published is never told.
    """
    come = [each for each in ahead if since <= each <= on]
    if not come:
        return set()
    return {each for each in come if each >= days_before(on, LOOK_BACK)} or {max(come)}


def _days_between(day: date, other: date) -> int:
    return max(-MOST_DAYS, min(MOST_DAYS, (other - day).days))


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % WEEK)


def _first_monday(day: date) -> date:
    return _monday_from(day.replace(day=1))
