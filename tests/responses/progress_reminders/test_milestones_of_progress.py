"""On which days people are told of progress: worked out from dates alone."""

from datetime import date, timedelta

import pytest

from responses.choices import ProgressReminderKind as K
from responses.milestones.of_progress import (
    Claim,
    Wanted,
    a_year_later,
    monthly,
    proposed,
    together,
    waiting,
    weekly,
)

DAY = timedelta(days=1)
RELEASED = date(2021, 7, 16)
SAID = date(2021, 8, 20)
NEXT = date(2021, 9, 30)  # a Thursday


def told(falls, first, last):
    """The days of a stretch on each of which something falls."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day in falls(day)]


def test_next_date_falls_a_week_before_on_the_day_and_then_on_mondays():
    claim = Claim(1, SAID, NEXT)

    assert told(lambda on: claim.dates(on=on), SAID, date(2021, 10, 20)) == [
        date(2021, 9, 23),
        NEXT,
        date(2021, 10, 11),
        date(2021, 10, 18),
    ]


def test_next_date_falls_on_no_day_before_it_was_said():
    claim = Claim(1, NEXT - 3 * DAY, NEXT)

    assert claim.dates(on=NEXT) == {NEXT}


@pytest.mark.parametrize(("day", "overdue"), [(-1, False), (0, False), (1, True)])
def test_next_date_is_overdue_from_the_day_after(day, overdue):
    assert Claim(1, SAID, NEXT).is_overdue(on=NEXT + day * DAY) is overdue


@pytest.mark.parametrize("typed", [date.min, date.max])
def test_next_date_at_the_end_of_the_calendar_is_worked_out(typed):
    assert all(day <= SAID for day in Claim(1, None, typed).dates(on=SAID))


def test_silence_falls_after_90_days_and_then_on_first_mondays_of_months():
    claim = Claim(1)

    assert told(lambda on: claim.silences(RELEASED, on=on), RELEASED, date(2022, 2, 28)) == [
        date(2021, 10, 14),
        date(2021, 12, 6),
        date(2022, 1, 3),
        date(2022, 2, 7),
    ]


@pytest.mark.parametrize(("day", "silent"), [(89, False), (90, True), (91, True)])
def test_silence_begins_90_days_after_the_newest_update(day, silent):
    claim = Claim(1, SAID)

    assert claim.is_silent(RELEASED, on=SAID + day * DAY) is silent
    assert bool(claim.silences(RELEASED, on=SAID + day * DAY)) is silent


def test_silence_of_who_has_finished_never_falls():
    assert Claim(1, SAID, is_quiet=True).silences(RELEASED, on=date(2030, 1, 1)) == set()


def test_figures_fall_30_days_after_the_twelve_months_and_then_on_first_mondays():
    wanted = Wanted(1, date(2022, 3, 31))

    assert told(lambda on: wanted.falls(RELEASED, on=on), RELEASED, date(2022, 7, 10)) == [
        date(2022, 4, 30),
        date(2022, 6, 6),
        date(2022, 7, 4),
    ]


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2021, 3, 31), date(2022, 3, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_year_later_is_the_same_day_of_the_next_year(day, later):
    assert a_year_later(day) == later


def test_what_waits_falls_at_once_a_week_before_on_the_day_and_then_on_mondays():
    def falls(on):
        found = waiting(K.QUESTION, 7, asked_on=SAID, wanted_by=NEXT, on=on)
        return [each.falls_on for each in found]

    assert told(falls, SAID, date(2021, 10, 12)) == [
        SAID,
        date(2021, 9, 23),
        NEXT,
        date(2021, 10, 11),
    ]


def test_what_waits_counts_its_days_from_the_day_it_is_wanted_by():
    found = waiting(K.REQUESTED, 7, asked_on=SAID, wanted_by=NEXT, on=date(2021, 10, 11))

    assert [(each.days, each.step) for each in found] == [(0, 7), (11, 7)]


def test_what_waits_until_the_end_of_the_calendar_fits_its_row():
    found = waiting(K.QUESTION, 7, asked_on=SAID, wanted_by=date.max, on=SAID)

    assert [each.days for each in found] == [-32_767]


def test_a_proposed_closure_falls_at_once_and_then_on_mondays():
    def falls(on):
        return [each.falls_on for each in proposed(7, proposed_on=SAID, on=on)]

    assert told(falls, SAID, date(2021, 9, 7)) == [SAID, date(2021, 8, 30), date(2021, 9, 6)]


def test_what_falls_on_one_day_is_told_together():
    found = together(K.NEXT_DATE, [NEXT, SAID, NEXT])

    assert [each.falls_on for each in found] == [SAID, NEXT]


@pytest.mark.parametrize(("day", "count"), [(6, 0), (7, 0), (10, 0), (11, 1), (18, 2), (400, 3)])
def test_weekly_has_the_last_few_mondays_from_a_week_after(day, count):
    found = weekly(NEXT, on=NEXT + day * DAY)

    assert len(found) == count
    assert all(each.isoweekday() == 1 and each >= NEXT + 7 * DAY for each in found)


def test_monthly_has_the_last_first_monday_over_the_end_of_a_year():
    assert monthly(date(2021, 12, 1), on=date(2022, 2, 6)) == [date(2022, 1, 3)]
