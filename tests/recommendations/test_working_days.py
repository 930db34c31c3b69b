from datetime import date

import pytest

from recommendations.deadlines import bank_holidays, last_day, sign_by, working_days_after


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "found"),
    [
        ("2021-08-20", 0, "2021-08-20"),
        ("2021-08-20", 1, "2021-08-23"),  # a Friday: the weekend is skipped
        ("2021-08-21", 1, "2021-08-23"),  # a Saturday
        ("2021-08-22", 1, "2021-08-23"),  # a Sunday
        ("2021-08-21", 3, "2021-08-25"),
        ("2021-08-26", 3, "2021-09-01"),  # 30 August is the late summer bank holiday
        ("2022-04-13", 3, "2022-04-20"),  # Easter: Good Friday 15, Monday 18 April
        ("2022-04-15", 1, "2022-04-19"),
        ("2022-09-16", 1, "2022-09-20"),  # 19 September 2022, for once
        ("2022-12-23", 1, "2022-12-28"),  # 26 and, for Christmas Day, 27 December
        ("2022-12-30", 1, "2023-01-03"),  # 2 January, for New Year's Day
    ],
)
def test_working_days_after_skips_weekends_and_bank_holidays(start, count, found):
    assert working_days_after(day(start), count) == day(found)


@pytest.mark.parametrize(
    ("due", "found"),
    [
        ("2021-09-09", "2021-09-06"),  # a Thursday, from the Monday
        ("2021-09-06", "2021-09-01"),  # a Monday
        ("2021-09-05", "2021-09-01"),  # a Sunday: Friday is the first before it
        ("2021-09-04", "2021-09-01"),
        ("2021-09-02", "2021-08-27"),  # over 30 August
        ("2022-04-21", "2022-04-14"),  # over Easter, to Maundy Thursday
        ("2022-09-21", "2022-09-15"),  # over 19 September 2022
        ("2022-12-27", "2022-12-21"),  # the last day is a bank holiday itself
    ],
)
def test_sign_by_is_the_third_working_day_before_the_last_day(due, found):
    assert sign_by(day(due)) == day(found)


def test_last_day_stays_on_a_bank_holiday():
    due_on = last_day(date(2022, 11, 2))

    assert due_on == date(2022, 12, 27)
    assert due_on in bank_holidays(2022)


def test_bank_holidays_are_those_of_england_and_wales():
    assert date(2022, 11, 30) not in bank_holidays(2022)  # St Andrew's, Scotland
    assert date(2022, 3, 17) not in bank_holidays(2022)  # St Patrick's, Northern Ireland
    assert date(2022, 1, 4) not in bank_holidays(2022)  # 2 January, Scotland
    assert len(bank_holidays(2021)) == 10  # the eight, with two kept on later days
