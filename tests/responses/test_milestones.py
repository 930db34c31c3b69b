from datetime import date, timedelta

import pytest
from django.conf import settings

from forces.choices import Role
from responses.milestones import Term, owed, passed, told_at

DUE = date(2021, 9, 9)
OPENED = date(2021, 7, 16)
DAYS = settings.REMINDER_DAYS


def passed_by(day, opened_on=OPENED, days=DAYS):
    return passed(DUE, on=DUE + timedelta(days=day), opened_on=opened_on, days=days)


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (-28, -28), (-27, -28), (-15, -28), (-14, -14), (-13, -14), (-8, -14), (-7, -7), (-6, -7),
        (-4, -7), (-3, -3), (-2, -3), (-1, -1), (0, 0), (1, 1), (2, 1), (7, 1), (8, 8), (9, 8),
        (14, 8), (15, 15), (21, 15), (22, 22), (29, 29), (365, 365),
    ],
)  # fmt: skip
def test_passed_ends_with_the_latest_milestone(day, latest):
    assert passed_by(day)[-1] == latest


def test_passed_is_empty_before_the_first_milestone():
    assert passed_by(-29) == []


def test_passed_goes_on_weekly_while_late():
    assert passed_by(22) == [-28, -14, -7, -3, -1, 0, 1, 8, 15, 22]


def test_passed_is_the_same_over_the_end_of_summer_time():
    due_on = date(2021, 11, 3)

    found = [
        passed(due_on, on=date(2021, 10, day), opened_on=OPENED, days=[-3]) for day in (30, 31)
    ]

    assert found == [[], [-3]]


@pytest.mark.parametrize(("opened", "first"), [(-14, -14), (-13, -7), (8, 8), (9, 15)])
def test_passed_leaves_out_what_fell_before_the_response_was_opened(opened, first):
    assert passed_by(22, opened_on=DUE + timedelta(days=opened))[0] == first


def test_passed_is_empty_when_no_milestones_are_set():
    assert passed_by(22, days=[]) == []


@pytest.mark.parametrize(
    ("milestone", "roles"),
    [
        (-28, {Role.DRAFTER}),
        (-8, {Role.DRAFTER}),
        (-7, {Role.DRAFTER, Role.SIGNATORY}),
        (0, {Role.DRAFTER, Role.SIGNATORY}),
        (1, {Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR}),
        (22, {Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR}),
    ],
)
def test_told_at_widens_as_the_last_day_comes_and_goes(milestone, roles):
    assert told_at(milestone) == roles


def owed_with(*terms, day=0):
    return owed(passed_by(day), DUE, terms, on=DUE + timedelta(days=day))


@pytest.mark.parametrize(("starts", "expected"), [(-14, [-14, -7]), (-13, [-7])])
def test_owed_begins_with_the_role(starts, expected):
    term = Term(Role.DRAFTER, DUE + timedelta(days=starts))

    assert owed_with(term, day=-7) == expected


@pytest.mark.parametrize(("ends", "expected"), [(-8, []), (-7, [-28, -14, -7])])
def test_owed_ends_the_day_after_the_role(ends, expected):
    term = Term(Role.DRAFTER, OPENED, DUE + timedelta(days=ends))

    assert owed_with(term, day=-7) == expected


def test_owed_is_what_the_role_is_told_of():
    assert owed_with(Term(Role.SIGNATORY, OPENED), day=8) == [-7, -3, -1, 0, 1, 8]
    assert owed_with(Term(Role.ADMINISTRATOR, OPENED), day=8) == [1, 8]
    assert owed_with(Term(Role.FORCE_CONTACT, OPENED), day=8) == []


def test_owed_carries_on_when_one_term_follows_another():
    before = Term(Role.DRAFTER, OPENED, DUE - timedelta(days=10))
    after = Term(Role.DRAFTER, DUE - timedelta(days=9))

    assert owed_with(before, after, day=-7) == [-28, -14, -7]


def test_owed_is_nothing_in_a_role_that_is_held_no_more():
    was_drafter = Term(Role.DRAFTER, OPENED, DUE - timedelta(days=9))
    signs_now = Term(Role.SIGNATORY, DUE - timedelta(days=8))

    assert owed_with(was_drafter, signs_now, day=-8) == []
    assert owed_with(was_drafter, signs_now, day=-7) == [-7]
