"""The last day for a response: dates worked out from dates.

Police Act 1996, section 55(5A), inserted by the Policing and Crime Act 2017, section 37(2): a
response is published "before the end of the period of 56 days beginning with the day on which the
report is published". Beginning with makes the day of publication day 1. These are calendar dates
in London; weekends and bank holidays count like other days.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from recommendations.choices import CountingRule

PERIOD_DAYS = 56
# Of so many years before the first that a report asks for, figures are taken too.
YEARS_TO_COMPARE = 3


def last_day(published_on: date) -> date:
    """Day 56 of the period that begins with `published_on`: Police Act 1996, s.55(5A)."""
    return published_on + timedelta(days=PERIOD_DAYS - 1)


def last_day_under(rule: str, published_on: date, explicit: date | None = None) -> date:
    """The last day by a counting rule.

    Raises ValueError when the rule is an explicit date and none is given.
    """
    if rule == CountingRule.DAY_AFTER:
        return last_day(published_on) + timedelta(days=1)
    if rule == CountingRule.EXPLICIT:
        if explicit is None:
            raise ValueError("The rule is an explicit date, and no date is given.")
        return explicit
    return last_day(published_on)


def day_in_period(published_on: date, day: date) -> int:
    """Which day it is, where the day of publication is day 1: s.55(5A)."""
    return (day - published_on).days + 1


def written(day: date) -> str:
    """ "9 September 2021"."""
    return f"{day.day} {day:%B %Y}"


def written_weekday(day: date) -> str:
    """ "Thursday 9 September 2021"."""
    return f"{day:%A} {written(day)}"


def working(rule: str, published_on: date, explicit: date | None = None, reason: str = "") -> str:
    """How the last day was worked out, in sentences for the people who rely on it."""
    due_on = last_day_under(rule, published_on, explicit)
    due = written_weekday(due_on)
    published = f"Published {written(published_on)}."
    because = f" Reason: {reason}" if reason else ""
    if rule == CountingRule.EXPLICIT:
        return f"{published} The last day is set to {due}.{because}"
    if rule == CountingRule.DAY_AFTER:
        first = written(published_on + timedelta(days=1))
        return (
            f"{published} This inspection counts {first} as day 1, so day 56 is {due}. Section "
            "55(5A) of the Police Act 1996 counts the day of publication as day 1: its day 56 is "
            f"{written_weekday(last_day(published_on))}.{because}"
        )
    next_day = written(due_on + timedelta(days=1))
    return (
        f"{published} Day 1 is {_first_day(published_on, due_on)}, so day 56 is {due} "
        f"(section 55(5A) of the Police Act 1996). Offices that count from the next day write "
        f"{next_day}: that is day 57."
    )


def _first_day(day: date, due_on: date) -> str:
    """Day 1 in the same sentence as the last day: without its year, unless that is another."""
    return f"{day.day} {day:%B}" if day.year == due_on.year else written(day)


def number_of_days(days: int) -> str:
    """ "1 day", "1,900 days"."""
    return f"{days:,} day{'' if days == 1 else 's'}"


def days_left(due_on: date, on: date) -> str:
    """How far off a last day is, in words: 20 days left, today, 3 days ago."""
    days = (due_on - on).days
    if days == 0:
        return "today"
    return f"{number_of_days(days)} left" if days > 0 else f"{number_of_days(-days)} ago"


DUE_SOON_DAYS = 14
LATENESS_IN_WORDS = {
    "no_deadline": "No statutory last day",
    "on_time": "{} left",
    "due_soon": "Due in {}",
    "late": "Late by {}",
    "published_on_time": "Published in time",
    "published_late": "Published {} late",
    "published_late_at_least": "Published at least {} late",
    "unknown": "Cannot be told",
}


@dataclass(frozen=True)
class Lateness:
    """Where a response stands against its last day: beside its status, never instead of it.

    `code` is one of: no_deadline, on_time, due_soon, late, published_on_time, published_late,
    published_late_at_least, unknown. `days` is how many days to go, or late.
    """

    code: str
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.code in {"late", "published_late", "published_late_at_least"}

    @property
    def counted_days(self) -> int | None:
        """The days, for who adds them up: None where there is nothing to count from or to."""
        return None if self.code in {"no_deadline", "unknown"} else self.days

    def __str__(self) -> str:
        if self.code == "due_soon" and not self.days:
            return "Due today"
        return LATENESS_IN_WORDS[self.code].format(number_of_days(self.days))


def lateness(
    due_on: date | None,
    *,
    on: date,
    is_published: bool = False,
    published_on: date | None = None,
    not_before: date | None = None,
) -> Lateness:
    """How a response stands on a day.

    What is timed is publication (s.55(5A)). `published_on` is None while a response is not
    published, and for an old one whose day of publication is not known; `not_before` is then the
    earliest day it can have been, if something in it tells.
    """
    if due_on is None:
        return Lateness("no_deadline")
    if not is_published:
        left = (due_on - on).days
        if left < 0:
            return Lateness("late", -left)
        return Lateness("due_soon" if left <= DUE_SOON_DAYS else "on_time", left)
    if published_on is not None:
        over = (published_on - due_on).days
        return Lateness("published_late", over) if over > 0 else Lateness("published_on_time")
    if not_before is not None and not_before > due_on:
        return Lateness("published_late_at_least", (not_before - due_on).days)
    return Lateness("unknown")


def next_date(given: date | None, promised: date | None, *, as_at: date) -> date | None:
    """The next date that an update carries: the one given, or the promised one if it lies ahead."""
    if given is None and promised is not None and promised >= as_at:
        return promised
    return given


def is_put_off(next_on: date | None, promised: date | None) -> bool:
    """Whether a promised date is moved later, or given up without another."""
    return promised is not None and (next_on is None or next_on > promised)


def quarter_end(on: date) -> date:
    """The last day of the quarter that a day is in: the end of March, June, September, December."""
    month = (on.month + 2) // 3 * 3
    return date(on.year, month, monthrange(on.year, month)[1])


@dataclass(frozen=True)
class Trail:
    """What the dates promised one after another for the same thing came to.

    `last` is the one that is held to now: None once it was given up. `moves` is how often a date
    was put off or given up.
    """

    first: date
    last: date | None
    moves: int

    def __str__(self) -> str:
        first = f"First said {written(self.first)}"
        times = {0: "never moved", 1: "moved once", 2: "moved twice"}
        return f"{first}, {times.get(self.moves, f'moved {self.moves} times')}"


# So many days after its last word a force is silent: where it said nothing, after the day on which
# the inspection was released here, for before that nobody could say anything.
SILENT_DAYS = 90


def is_silent(last_word_on: date, *, on: date) -> bool:
    """Whether a force is silent on a day, whose last word, or the release, is of another."""
    return (on - last_word_on).days >= SILENT_DAYS


# How long a force has to reply to a question, unless the inspector says otherwise.
TIME_TO_REPLY = timedelta(days=28)
SIGN_DAYS = 3


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, those proclaimed for once included."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def figures_to(published_on: date) -> date:
    """The end of the twelve months that a report's figures are about: 31 March, like most."""
    end = date(published_on.year, 3, 31)
    return end if end <= published_on else end.replace(year=end.year - 1)


def earliest_figures_to(published_on: date) -> date:
    """The end of the first twelve months of which figures are taken, to compare others with."""
    end = figures_to(published_on)
    return end.replace(year=end.year - YEARS_TO_COMPARE)


def years_of_figures(published_on: date, on: date) -> list[date]:
    """The ends of the twelve months that a report asks figures for, from its own to a day."""
    first = figures_to(published_on)
    ends = (first.replace(year=year) for year in range(first.year, on.year + 1))
    return [end for end in ends if end <= on]


def _is_working(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in bank_holidays(day.year)


def _working_day_from(day: date, count: int, step: timedelta) -> date:
    for _ in range(count):
        day += step
        while not _is_working(day):
            day += step
    return day


def working_days_after(day: date, count: int) -> date:
    """The day that many working days after a day: weekends and bank holidays do not count.

    For what people are asked to do, never for the last day itself: the Act counts every day, and
    the last day does not move for a weekend or a bank holiday.
    """
    return _working_day_from(day, count, timedelta(days=1))


def sign_by(due_on: date) -> date:
    """The third working day before the last day: advice to offices, to leave time to publish.

    It keeps clear of weekends and bank holidays; the last day itself never moves for these.
    """
    return _working_day_from(due_on, SIGN_DAYS, timedelta(days=-1))
