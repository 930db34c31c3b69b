from datetime import date, timedelta

import pytest

from recommendations.choices import CountingRule
from recommendations.deadlines import (
    Lateness,
    Trail,
    day_in_period,
    days_left,
    is_put_off,
    last_day,
    last_day_under,
    lateness,
    next_date,
    quarter_end,
    working,
)

DUE_ON = date(2021, 9, 9)
PAIRS = [
    ("2021-07-16", "2021-09-09"),
    ("2021-07-07", "2021-08-31"),
    ("2021-09-17", "2021-11-11"),
    ("2022-02-25", "2022-04-21"),  # the clocks go forward on 27 March
    ("2022-08-05", "2022-09-29"),
    ("2022-11-02", "2022-12-27"),  # a bank holiday
    ("2024-01-01", "2024-02-25"),
    ("2024-01-06", "2024-03-01"),  # 29 February counts
    ("2023-01-06", "2023-03-02"),  # and is not there in other years
    ("2021-10-30", "2021-12-24"),  # the clocks go back on the second day
]


@pytest.mark.parametrize(("published", "due"), PAIRS)
def test_last_day_is_day_56_of_the_period_that_begins_with_publication(published, due):
    first, last = date.fromisoformat(published), date.fromisoformat(due)

    days = [first + timedelta(days=n) for n in range(56)]

    assert last_day(first) == last == days[-1]
    assert last_day_under(CountingRule.ACT, first) == last


@pytest.mark.parametrize(("published", "due"), PAIRS)
def test_day_in_period_is_1_on_publication_and_56_on_the_last_day(published, due):
    first, last = date.fromisoformat(published), date.fromisoformat(due)

    days = [day_in_period(first, day) for day in (first, last, last + timedelta(days=1))]

    assert days == [1, 56, 57]


@pytest.mark.parametrize(("published", "due"), PAIRS)
def test_last_day_is_a_day_later_when_the_day_after_is_day_1(published, due):
    found = last_day_under(CountingRule.DAY_AFTER, date.fromisoformat(published))

    assert found == date.fromisoformat(due) + timedelta(days=1)


def test_last_day_that_is_set_is_that_day():
    assert last_day_under(CountingRule.EXPLICIT, date(2021, 7, 16), date(2021, 10, 1)) == date(
        2021, 10, 1
    )


def test_last_day_that_is_set_must_be_given():
    with pytest.raises(ValueError, match="no date is given"):
        last_day_under(CountingRule.EXPLICIT, date(2021, 7, 16))


def test_working_says_why_other_papers_have_the_next_day():
    assert working(CountingRule.ACT, date(2021, 7, 16)) == (
        "Published 16 July 2021. Day 1 is 16 July, so day 56 is Thursday 9 September 2021 "
        "(section 55(5A) of the Police Act 1996). Offices that count from the next day write "
        "10 September 2021: that is day 57."
    )


def test_working_of_another_rule_names_its_first_day():
    found = working(CountingRule.DAY_AFTER, date(2021, 7, 31), reason="The Home Office said so.")

    assert found == (
        "Published 31 July 2021. This inspection counts 1 August 2021 as day 1, so day 56 is "
        "Saturday 25 September 2021. Section 55(5A) of the Police Act 1996 counts the day of "
        "publication as day 1: its day 56 is Friday 24 September 2021. "
        "Reason: The Home Office said so."
    )


@pytest.mark.parametrize(
    ("published_on", "words"),
    [
        (date(2021, 11, 6), "Day 1 is 6 November, so day 56 is Friday 31 December 2021"),
        (date(2021, 11, 7), "Day 1 is 7 November 2021, so day 56 is Saturday 1 January 2022"),
        (date(2021, 12, 31), "Day 1 is 31 December 2021, so day 56 is Thursday 24 February 2022"),
    ],
)
def test_working_names_the_year_of_day_1_when_the_last_day_is_in_the_next(published_on, words):
    assert f"{words} (section 55(5A)" in working(CountingRule.ACT, published_on)


def test_working_of_the_act_needs_no_reason():
    found = working(CountingRule.ACT, date(2021, 7, 16), reason="Left over from another rule.")

    assert found == working(CountingRule.ACT, date(2021, 7, 16))


def test_working_of_a_date_that_is_set_gives_the_reason():
    found = working(
        CountingRule.EXPLICIT, date(2021, 7, 16), date(2021, 10, 1), "Agreed in the summer."
    )

    assert found == (
        "Published 16 July 2021. The last day is set to Friday 1 October 2021. "
        "Reason: Agreed in the summer."
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 7, 16), "55 days left"),
        (date(2021, 9, 8), "1 day left"),
        (date(2021, 9, 9), "today"),
        (date(2021, 9, 10), "1 day ago"),
        (date(2026, 11, 22), "1,900 days ago"),
    ],
)
def test_days_left_counts_to_the_last_day_and_from_it(day, words):
    assert days_left(DUE_ON, day) == words


@pytest.mark.parametrize(
    ("on", "code", "days", "words"),
    [
        (date(2021, 8, 25), "on_time", 15, "15 days left"),
        (date(2021, 8, 26), "due_soon", 14, "Due in 14 days"),
        (date(2021, 8, 27), "due_soon", 13, "Due in 13 days"),
        (date(2021, 9, 8), "due_soon", 1, "Due in 1 day"),
        (date(2021, 9, 9), "due_soon", 0, "Due today"),
        (date(2021, 9, 10), "late", 1, "Late by 1 day"),
        (date(2021, 9, 11), "late", 2, "Late by 2 days"),
        (date(2026, 11, 22), "late", 1900, "Late by 1,900 days"),
    ],
)
def test_lateness_of_what_is_not_published(on, code, days, words):
    found = lateness(DUE_ON, on=on)

    assert (found, str(found)) == (Lateness(code, days), words)
    assert found.is_late == (code == "late")


@pytest.mark.parametrize(
    ("published_on", "code", "words"),
    [
        (date(2021, 9, 8), "published_on_time", "Published in time"),
        (date(2021, 9, 9), "published_on_time", "Published in time"),
        (date(2021, 9, 10), "published_late", "Published 1 day late"),
        (date(2021, 10, 21), "published_late", "Published 42 days late"),
    ],
)
@pytest.mark.parametrize("on", [date(2021, 9, 1), date(2031, 1, 1)])
def test_lateness_of_what_is_published_never_changes_again(published_on, code, words, on):
    found = lateness(DUE_ON, on=on, is_published=True, published_on=published_on)

    assert (found.code, str(found)) == (code, words)
    assert found.is_late == (code == "published_late")


@pytest.mark.parametrize(
    ("not_before", "words", "is_late"),
    [
        (None, "Cannot be told", False),
        (date(2021, 9, 9), "Cannot be told", False),
        (date(2021, 9, 10), "Published at least 1 day late", True),
        (date(2021, 10, 1), "Published at least 22 days late", True),
    ],
)
def test_lateness_of_an_old_response_says_only_what_is_known(not_before, words, is_late):
    found = lateness(DUE_ON, on=date(2026, 1, 1), is_published=True, not_before=not_before)

    assert (str(found), found.is_late) == (words, is_late)


@pytest.mark.parametrize("published_on", [None, date(2031, 1, 1)])
def test_lateness_needs_a_last_day(published_on):
    found = lateness(
        None,
        on=date(2031, 1, 1),
        is_published=published_on is not None,
        published_on=published_on,
    )

    assert (found.code, str(found), found.is_late) == (
        "no_deadline",
        "No statutory last day",
        False,
    )


MARCH, JUNE, SEPTEMBER = date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)


@pytest.mark.parametrize(
    ("given", "promised", "as_at", "carried"),
    [
        (None, None, MARCH, None),
        (JUNE, None, MARCH, JUNE),
        (SEPTEMBER, JUNE, MARCH, SEPTEMBER),
        (None, JUNE, date(2022, 6, 29), JUNE),
        (None, JUNE, JUNE, JUNE),
        (None, JUNE, date(2022, 7, 1), None),
    ],
)
def test_next_date_keeps_a_promise_that_lies_ahead(given, promised, as_at, carried):
    assert next_date(given, promised, as_at=as_at) == carried


@pytest.mark.parametrize(
    ("next_on", "promised", "put_off"),
    [
        (JUNE, None, False),
        (None, None, False),
        (MARCH, JUNE, False),
        (JUNE, JUNE, False),
        (date(2022, 7, 1), JUNE, True),
        (None, JUNE, True),
    ],
)
def test_is_put_off_when_a_promised_date_is_moved_later_or_given_up(next_on, promised, put_off):
    assert is_put_off(next_on, promised) == put_off


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        (0, "First said 31 March 2022, never moved"),
        (1, "First said 31 March 2022, moved once"),
        (2, "First said 31 March 2022, moved twice"),
        (3, "First said 31 March 2022, moved 3 times"),
    ],
)
def test_trail_says_what_was_first_said_and_how_often_it_was_moved(moves, words):
    assert str(Trail(MARCH, JUNE, moves)) == words


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 3, 31), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 6, 30)),
        (date(2021, 8, 20), date(2021, 9, 30)),
        (date(2021, 10, 1), date(2021, 12, 31)),
        (date(2021, 12, 31), date(2021, 12, 31)),
    ],
)
def test_quarter_end_is_the_last_day_of_the_quarter(day, end):
    assert quarter_end(day) == end
