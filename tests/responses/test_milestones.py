from datetime import date, timedelta

import pytest
from django.conf import settings

from forces.choices import Role
from responses.choices import ProgressReminderKind, ReminderKind, ViewReminderKind
from responses.milestones import (
    WORDS,
    Milestone,
    Standing,
    Step,
    Term,
    is_muted,
    milestones,
    nobody_since,
    roles_told,
    told_at,
    upcoming,
)

DUE = date(2021, 9, 9)
OPENED = date(2021, 7, 16)
DAYS = settings.REMINDER_DAYS
K = ReminderKind


def on(day):
    return DUE + timedelta(days=day)


def come(kind, until, days=DAYS, **standing):
    """The days of the milestones of one kind that have come by a day."""
    found = milestones(Standing(**{"opened_on": OPENED, **standing}), until=until, days=days)
    return [each.days for each in found.get(kind, [])]


def last_day(day, opened_on=OPENED, days=DAYS):
    return come(K.LAST_DAY, on(day), days, due_on=DUE, opened_on=opened_on)


def at(days, kind=K.LAST_DAY):
    return Milestone(kind, days, on(days))


# The last day


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (-28, -28), (-27, -28), (-15, -28), (-14, -14), (-13, -14), (-8, -14), (-7, -7), (-6, -7),
        (-4, -7), (-3, -3), (-2, -3), (-1, -1), (0, 0), (1, 1), (2, 1), (7, 1), (8, 8), (9, 8),
        (14, 8), (15, 15), (21, 15), (22, 22), (29, 29), (365, 365),
    ],
)  # fmt: skip
def test_last_day_ends_with_the_latest_milestone(day, latest):
    assert last_day(day)[-1] == latest


def test_last_day_has_nothing_before_the_first_milestone():
    assert last_day(-29) == []


def test_last_day_goes_on_weekly_while_late():
    assert last_day(22) == [-28, -14, -7, -3, -1, 0, 1, 8, 15, 22]


def test_last_day_is_the_same_over_the_end_of_summer_time():
    due_on = date(2021, 11, 3)

    found = [come(K.LAST_DAY, date(2021, 10, day), [-3], due_on=due_on) for day in (30, 31)]

    assert found == [[], [-3]]


def test_last_day_falls_on_a_leap_day():
    standing = Standing(opened_on=date(2024, 1, 8), due_on=date(2024, 3, 3))

    (fallen,) = milestones(standing, until=date(2024, 2, 29), days=[-3]).values()

    assert [each.falls_on for each in fallen] == [date(2024, 2, 29)]


@pytest.mark.parametrize(
    ("opened", "first"),
    [(-29, -28), (-28, -28), (-27, -28), (-14, -14), (-13, -14), (2, 1), (8, 8), (9, 8)],
)
def test_last_day_keeps_only_the_latest_of_what_fell_before_the_response_was_opened(opened, first):
    assert last_day(22, opened_on=on(opened))[0] == first


@pytest.mark.parametrize(("moved", "first"), [(-14, -14), (-13, -7), (0, 0), (1, 1), (2, 8)])
def test_last_day_leaves_out_what_fell_before_it_was_moved(moved, first):
    assert come(K.LAST_DAY, on(22), due_on=DUE, moved=Step(1, on(moved)))[0] == first


def test_last_day_goes_on_weekly_when_no_milestones_are_set():
    assert last_day(22, days=[]) == [8, 15, 22]


def test_last_day_has_nothing_where_there_is_none():
    assert come(K.LAST_DAY, on(22), due_on=None) == []


# The other kinds


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2021, 8, 16), []),
        (date(2021, 8, 17), [-3]),
        (date(2021, 8, 19), [-3]),
        (date(2021, 8, 20), [-3, 0]),
        (date(2021, 8, 22), [-3, 0]),
        (date(2021, 8, 23), [-3, 0, 3]),
        (date(2021, 12, 1), [-3, 0, 3]),
    ],
)
def test_chief_officer_is_asked_after_three_days_before_on_the_day_and_three_after(until, expected):
    assert come(K.CHIEF_OFFICER, until, wanted_by=date(2021, 8, 20)) == expected


def test_chief_officer_has_nothing_from_before_they_were_invited():
    found = come(K.CHIEF_OFFICER, on(0), wanted_by=date(2021, 8, 20), invited_on=date(2021, 8, 18))

    assert found == [0, 3]


@pytest.mark.parametrize(
    ("typed", "until", "expected"),
    [
        (date.max, date.max, [-28, -14, -7, -3, -1, 0]),
        (date.max - timedelta(days=9), date.max, [-28, -14, -7, -3, -1, 0, 1, 8]),
        (date.max, OPENED, []),
    ],
)
def test_last_day_goes_no_further_than_the_calendar(typed, until, expected):
    assert come(K.LAST_DAY, until, due_on=typed) == expected


@pytest.mark.parametrize(
    ("typed", "until", "expected"),
    [(date.max, date.max, [-3, 0]), (date.max, OPENED, []), (date.min, OPENED, [0, 3])],
)
def test_chief_officer_is_not_asked_outside_the_calendar(typed, until, expected):
    assert come(K.CHIEF_OFFICER, until, wanted_by=typed, invited_on=date.min) == expected


def test_upcoming_does_not_count_the_weeks_up_to_a_date_far_ahead():
    standing = Standing(
        opened_on=OPENED, due_on=DUE, wanted_by=date.max, all_wrote_since=on(-3), moved=Step(1, DUE)
    )

    found = upcoming(standing, on=on(1), days=DAYS)

    assert [(each.kind, each.days) for each in found] == [
        (K.ALL_WROTE, 7),
        (K.LAST_DAY, 8),
        (K.CHIEF_OFFICER, -3),
    ]


@pytest.mark.parametrize(
    ("sent", "again"),
    [
        (date(2021, 8, 16), date(2021, 8, 19)),
        (date(2021, 8, 19), date(2021, 8, 24)),  # over a weekend
        (date(2021, 8, 26), date(2021, 9, 1)),  # over the bank holiday of 30 August too
        (date(2021, 12, 23), date(2021, 12, 30)),  # over Christmas
    ],
)
def test_to_sign_comes_at_once_and_after_three_working_days(sent, again):
    (found,) = milestones(
        Standing(opened_on=OPENED, waiting_since=Step(7, sent)), until=again, days=DAYS
    ).values()

    assert found == [Milestone(K.TO_SIGN, 0, sent, 7), Milestone(K.TO_SIGN, 3, again, 7)]
    assert come(K.TO_SIGN, again - timedelta(days=1), waiting_since=Step(7, sent)) == [0]


@pytest.mark.parametrize(("kind", "name"), [(K.RETURNED, "returned"), (K.DATE_MOVED, "moved")])
def test_returned_and_moved_come_once_on_their_day(kind, name):
    found = milestones(
        Standing(opened_on=OPENED, **{name: Step(7, on(-5))}), until=on(100), days=DAYS
    )

    assert found == {kind: [Milestone(kind, 0, on(-5), 7)]}


@pytest.mark.parametrize(
    ("kind", "name"),
    [(K.NO_SIGNATORY, "unsigned_since"), (K.ALL_WROTE, "all_wrote_since")],
)
def test_nobody_may_sign_comes_at_once_and_weekly(kind, name):
    assert come(kind, on(0), **{name: on(-20)}) == [0, 7, 14]
    assert come(kind, on(1), **{name: on(-20)}) == [0, 7, 14, 21]


def test_what_is_public_is_told_of_only_where_it_is_handed_over():
    standing = Standing(
        opened_on=OPENED,
        due_on=DUE,
        is_public=True,
        wanted_by=on(-9),
        waiting_since=Step(7, on(-5)),
        returned=Step(8, on(-4)),
        unsigned_since=on(-3),
        all_wrote_since=on(-3),
        moved=Step(9, on(-2)),
    )

    assert set(milestones(standing, until=on(30), days=DAYS)) == {K.TO_SIGN, K.RETURNED}


def test_upcoming_is_the_next_of_each_kind_the_nearest_first():
    standing = Standing(
        opened_on=OPENED,
        due_on=DUE,
        wanted_by=on(-5),
        unsigned_since=on(-10),
        moved=Step(1, on(-9)),
    )

    found = upcoming(standing, on=on(-8), days=DAYS)

    assert [(each.kind, each.falls_on) for each in found] == [
        (K.LAST_DAY, on(-7)),
        (K.CHIEF_OFFICER, on(-5)),
        (K.NO_SIGNATORY, on(-3)),
    ]


@pytest.mark.parametrize(("day", "expected"), [(-60, -28), (0, 1), (1, 8), (8, 15), (300, 302)])
def test_upcoming_goes_on_while_late(day, expected):
    (found,) = upcoming(Standing(opened_on=on(-90), due_on=DUE), on=on(day), days=DAYS)

    assert found.days == expected


# Who is told


@pytest.mark.parametrize(
    ("day", "roles"),
    [
        (-28, {Role.DRAFTER}),
        (-8, {Role.DRAFTER}),
        (-7, {Role.DRAFTER, Role.SIGNATORY}),
        (0, {Role.DRAFTER, Role.SIGNATORY}),
        (1, {Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR}),
        (22, {Role.DRAFTER, Role.SIGNATORY, Role.ADMINISTRATOR}),
    ],
)
def test_told_at_widens_as_the_last_day_comes_and_goes(day, roles):
    assert told_at(at(day)) == roles


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (K.CHIEF_OFFICER, {Role.DRAFTER}),
        (K.TO_SIGN, {Role.SIGNATORY}),
        (K.RETURNED, {Role.DRAFTER}),
        (K.NO_SIGNATORY, {Role.DRAFTER, Role.ADMINISTRATOR}),
        (K.ALL_WROTE, {Role.DRAFTER}),
        (K.DATE_MOVED, {Role.DRAFTER, Role.SIGNATORY}),
    ],
)
def test_told_at_is_by_kind_for_the_others(kind, roles):
    assert told_at(at(0, kind)) == roles


def test_told_at_puts_whoever_signs_in_the_place_of_drafters_that_are_not():
    assert told_at(at(-28), has_drafters=False) == {Role.DRAFTER, Role.SIGNATORY}
    assert told_at(at(0, K.TO_SIGN), has_drafters=False) == {Role.SIGNATORY}


def told(*terms, day):
    """The milestones of the last day that are told to somebody who holds some terms."""
    return [days for days in last_day(day) if roles_told(at(days), terms, on=on(day))]


@pytest.mark.parametrize(("starts", "expected"), [(-14, [-14, -7]), (-13, [-7])])
def test_roles_told_begin_with_the_role(starts, expected):
    assert told(Term(Role.DRAFTER, on(starts)), day=-7) == expected


@pytest.mark.parametrize(("ends", "expected"), [(-8, []), (-7, [-28, -14, -7])])
def test_roles_told_end_the_day_after_the_role(ends, expected):
    assert told(Term(Role.DRAFTER, OPENED, on(ends)), day=-7) == expected


def test_roles_told_are_those_that_are_told_of_it():
    assert told(Term(Role.SIGNATORY, OPENED), day=8) == [-7, -3, -1, 0, 1, 8]
    assert told(Term(Role.ADMINISTRATOR, OPENED), day=8) == [1, 8]
    assert told(Term(Role.FORCE_CONTACT, OPENED), day=8) == []


def test_roles_told_carry_on_when_one_term_follows_another():
    before, after = Term(Role.DRAFTER, OPENED, on(-10)), Term(Role.DRAFTER, on(-9))

    assert told(before, after, day=-7) == [-28, -14, -7]


def test_roles_told_are_none_in_a_role_that_is_held_no_more():
    was_drafter, signs_now = Term(Role.DRAFTER, OPENED, on(-9)), Term(Role.SIGNATORY, on(-8))

    assert told(was_drafter, signs_now, day=-8) == []
    assert told(was_drafter, signs_now, day=-7) == [-7]


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        (K.TO_SIGN, Role.SIGNATORY, True),
        (K.NO_SIGNATORY, Role.DRAFTER, True),
        (K.ALL_WROTE, Role.DRAFTER, True),
        (K.RETURNED, Role.DRAFTER, False),
        (K.DATE_MOVED, Role.DRAFTER, False),
        (K.CHIEF_OFFICER, Role.DRAFTER, False),
        (K.LAST_DAY, Role.DRAFTER, False),
    ],
)
def test_roles_told_of_what_waits_include_whoever_comes_later(kind, role, expected):
    came_later = Term(role, on(-5))

    assert bool(roles_told(at(-6, kind), [came_later], on=on(-5))) is expected


# What is muted, and who is missing


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        (at(-1), True),
        (at(0), True),
        (at(1), False),
        (at(8), False),
        (at(0, K.CHIEF_OFFICER), True),
        (at(0, K.NO_SIGNATORY), True),
        (at(0, K.ALL_WROTE), True),
        (at(0, K.TO_SIGN), False),
        (at(3, K.TO_SIGN), False),
        (at(0, K.RETURNED), False),
        (at(0, K.DATE_MOVED), False),
    ],
)
def test_is_muted_leaves_what_is_late_waits_or_moves(milestone, expected):
    assert is_muted(milestone) is expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], OPENED),
        ([Term(Role.SIGNATORY, OPENED)], None),
        ([Term(Role.SIGNATORY, OPENED, on(0))], None),
        ([Term(Role.SIGNATORY, OPENED, on(-1))], on(0)),
        ([Term(Role.SIGNATORY, OPENED, on(-9)), Term(Role.SIGNATORY, OPENED, on(-4))], on(-3)),
        ([Term(Role.SIGNATORY, date(2020, 1, 1), date(2021, 1, 1))], OPENED),
        ([Term(Role.SIGNATORY, OPENED, on(-9)), Term(Role.SIGNATORY, on(1))], on(-8)),
    ],
)
def test_nobody_since_the_day_after_the_last_term_or_the_opening(terms, expected):
    assert nobody_since(terms, on=on(0), opened_on=OPENED) == expected


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        (K.LAST_DAY, -7, "7 days before the last day"),
        (K.LAST_DAY, -1, "1 day before the last day"),
        (K.LAST_DAY, 0, "the last day"),
        (K.LAST_DAY, 1, "1 day late"),
        (K.LAST_DAY, 1002, "1,002 days late"),
        (K.CHIEF_OFFICER, -3, "3 days before the date given to the chief officer"),
        (K.CHIEF_OFFICER, 0, "the date given to the chief officer"),
        (K.CHIEF_OFFICER, 3, "3 days after the date given to the chief officer"),
        (K.TO_SIGN, 0, "waiting to be signed"),
        (K.TO_SIGN, 3, "still waiting to be signed after 3 working days"),
        (K.RETURNED, 0, "returned"),
        (K.NO_SIGNATORY, 0, "nobody may sign"),
        (K.NO_SIGNATORY, 14, "still nobody may sign"),
        (K.DATE_MOVED, 0, "the last day was moved"),
    ],
)
def test_words_say_what_a_milestone_is(kind, days, expected):
    assert Milestone(kind, days, OPENED).words == expected


def test_words_are_there_for_every_kind():
    assert set(WORDS) == {*K, *ProgressReminderKind, *ViewReminderKind}
