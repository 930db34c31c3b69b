"""What the rehearsal holds to be owed of progress, and that its checks find where it went wrong."""

from datetime import date, timedelta

import pytest

from forces.choices import Role
from responses.choices import MailState, ReminderState, Status
from responses.choices import ProgressReminderKind as K
from responses.rehearsal import checks
from responses.rehearsal.facts import Asked, Case, LastDay, Post, Replied, Said, Step
from responses.rehearsal.of_progress import told
from responses.rehearsal.owed import Owed, owed
from responses.rehearsal.record import Hindsight, Look, Record, Row
from responses.rehearsal.world import moment
from tests.responses.rehearsing import (
    ADMINISTRATOR,
    CONTACT,
    DRAFTER,
    INSPECTOR,
    SIGNATORY,
    mail,
    wrong,
)

DAY = timedelta(days=1)
RELEASED = date(2021, 7, 16)  # a Friday
SAID = date(2021, 8, 20)
NEXT = date(2021, 9, 30)  # a Thursday
FIRST, SECOND = 1, 2  # the recommendations


def at(on, hour=7):
    return moment(on, hour)


def case(*facts, posts=None, **values):
    usual = [
        Post(DRAFTER, Role.DRAFTER, RELEASED),
        Post(CONTACT, Role.FORCE_CONTACT, RELEASED),
        Post(SIGNATORY, Role.SIGNATORY, RELEASED),
        Post(INSPECTOR, Role.INSPECTOR, RELEASED),
        Post(ADMINISTRATOR, Role.ADMINISTRATOR, RELEASED),
    ]
    names = ("Cheshire", "Commissioner for Cheshire")
    made = {"names": names, "opened_on": RELEASED, "open": [FIRST], **values}
    return Case(1, 7, posts=usual if posts is None else posts, facts=list(facts), **made)


def falls(case, kind, first, last):
    """The days of a stretch on which something new is told."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    return [on for on in days if on in {t.falls_on for t in told(case, at(on)) if t.kind == kind}]


def people(case, kind, on):
    return {row.person for rows in owed(case, at(on)).values() for row in rows if row.kind == kind}


# What is owed


@pytest.fixture
def promised():
    return case(Said(at(SAID), FIRST, "in_progress", NEXT))


def test_next_date_falls_a_week_before_on_the_day_and_on_mondays(promised):
    assert falls(promised, K.NEXT_DATE, SAID, date(2021, 10, 20)) == [
        NEXT - 7 * DAY, NEXT, date(2021, 10, 11), date(2021, 10, 18),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "later",
    [
        Said(at(NEXT), FIRST, "complete"),
        Said(at(NEXT), FIRST, "in_progress"),
        Said(at(NEXT), FIRST, "in_progress", NEXT),
    ],
)
def test_next_date_falls_no_more_once_it_is_given_up_or_kept(promised, later):
    promised.facts.append(later)

    assert falls(promised, K.NEXT_DATE, NEXT + DAY, NEXT + 30 * DAY) == []


def test_next_date_of_what_is_closed_does_not_fall(promised):
    promised.open = [SECOND]

    assert falls(promised, K.NEXT_DATE, SAID, NEXT) == []


def test_silence_falls_after_90_days_and_on_first_mondays():
    assert falls(case(), K.SILENCE, RELEASED, date(2022, 1, 31)) == [
        date(2021, 10, 14), date(2021, 12, 6), date(2022, 1, 3),
    ]  # fmt: skip


def test_silence_of_one_is_not_hidden_by_a_later_one_of_another():
    """The older day is the latest of its own recommendation."""
    both = case(Said(at(SAID), SECOND, "in_progress"), open=[FIRST, SECOND])
    on = SAID + 90 * DAY

    found = [each.falls_on for each in told(both, at(on)) if each.kind == K.SILENCE]

    assert found == [RELEASED + 90 * DAY, on]


def test_silence_ends_when_nothing_is_left_to_do():
    done = case(Said(at(SAID), FIRST, "complete"))

    assert falls(done, K.SILENCE, SAID, date(2022, 3, 1)) == []


def test_question_falls_at_once_and_until_there_is_a_reply():
    asked = case(Asked(at(SAID), 5, INSPECTOR, NEXT))

    assert falls(asked, K.QUESTION, SAID, date(2021, 10, 12)) == [
        SAID, NEXT - 7 * DAY, NEXT, date(2021, 10, 11),
    ]  # fmt: skip

    asked.facts.append(Replied(at(NEXT), 5))
    assert falls(asked, K.QUESTION, NEXT, NEXT + 20 * DAY) == []


def test_updaters_are_told_and_whoever_signs_where_nobody_drafts(promised):
    assert people(promised, K.NEXT_DATE, NEXT) == {DRAFTER, CONTACT}

    promised.posts = promised.posts[1:]
    assert people(promised, K.NEXT_DATE, NEXT) == {SIGNATORY, CONTACT}


def test_question_is_told_to_whoever_comes_and_a_date_is_not(promised):
    promised.facts.append(Asked(at(SAID), 5, INSPECTOR, NEXT))
    promised.posts = [Post(CONTACT, Role.FORCE_CONTACT, NEXT + DAY)]

    assert people(promised, K.QUESTION, NEXT + DAY) == {CONTACT}
    assert people(promised, K.NEXT_DATE, NEXT + DAY) == set()


@pytest.mark.parametrize(("days", "who"), [(0, {INSPECTOR}), (60, {INSPECTOR}), (61, set())])
def test_reply_is_told_to_whoever_asked_for_60_days(days, who):
    asked = case(Asked(at(SAID, 5), 5, INSPECTOR, NEXT), Replied(at(SAID, 6), 5))

    assert people(asked, K.REPLIED, SAID + days * DAY) == who


def test_two_questions_are_of_two_groups():
    asked = case(Asked(at(SAID), 5, INSPECTOR, NEXT), Asked(at(SAID), 6, INSPECTOR, NEXT + DAY))

    assert {step for _, kind, step, _ in owed(asked, at(SAID)) if kind == K.QUESTION} == {5, 6}


# What the checks find


def row(days=0, **fields):
    usual = Owed(1, K.NEXT_DATE, 0, NEXT + days * DAY, 0, DRAFTER)
    return usual._replace(**fields)


@pytest.fixture
def record(promised):
    """Cheshire's drafter is told a week before the next date and on it; then the record ends."""
    promised.posts = [p for p in promised.posts if p.person in {DRAFTER, SIGNATORY}]
    return Record(
        {1: promised},
        at(NEXT, 23),
        looks=[Look(at(NEXT + n * DAY), is_working_day=True) for n in range(-9, 1)],
        accepted=[mail(at(NEXT + n * DAY), row(n), message_id=f"<{n}>") for n in (-7, 0)],
        rows={row(n): Row(ReminderState.SENT, f"<{n}>") for n in (-7, 0)},
        mails=dict.fromkeys(("<-7>", "<0>"), MailState.SENT),
    )


def stands(record, state, days=0):
    record.rows[row(days)] = Row(state, None)


def test_all_is_well_in_the_record_that_the_checks_are_tried_on(record):
    assert wrong(record) == set()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (ReminderState.RESERVED, {"left_over", "unsent_at_the_end"}),
        (ReminderState.OVERTAKEN, {"overtaken_by_nothing", "unsent_at_the_end"}),
        (ReminderState.UNNECESSARY, {"unnecessary_and_owed", "unsent_at_the_end"}),
        (ReminderState.MUTED, {"muted_unasked"}),
    ],
)
def test_what_was_owed_and_stands_otherwise_is_found(record, state, found):
    stands(record, state)

    assert wrong(record) == found


def test_a_row_that_is_missing_is_found(record):
    del record.rows[row(-7)]

    assert wrong(record) == {"not_in_the_ledger"}


@pytest.mark.parametrize("state", [ReminderState.MUTED, ReminderState.UNNECESSARY])
def test_who_asked_for_less_is_told_of_no_date_that_is_still_ahead(record, state):
    record.quiet = frozenset({DRAFTER})
    stands(record, state)

    assert wrong(record) == set()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (ReminderState.MUTED, "muted_unasked"),
        (ReminderState.UNNECESSARY, "unsent_at_the_end"),
    ],
)
def test_a_date_that_has_passed_and_was_muted_is_found(record, state, found):
    record.quiet = frozenset({DRAFTER})
    record.looks.append(Look(at(NEXT + 11 * DAY), is_working_day=True))
    record.ends_at = at(NEXT + 11 * DAY, 23)
    stands(record, state, days=11)

    assert found in wrong(record)


@pytest.mark.parametrize(
    ("sweeps", "found"),
    [
        ([], True),
        ([at(NEXT, 10)], False),
        ([at(NEXT - DAY, 10)], True),
        ([at(NEXT + DAY, 10)], True),
        ([at(NEXT + 15 * DAY, 10)], True),
    ],
)
def test_a_sweep_mutes_what_no_morning_found_before_its_date_passed(record, sweeps, found):
    record.quiet = frozenset({DRAFTER})
    record.looks[-1] = Look(at(NEXT + DAY), is_working_day=True)
    record.ends_at = at(NEXT + DAY, 23)
    record.sweeps = sweeps
    stands(record, ReminderState.MUTED)

    assert ("muted_unasked" in wrong(record)) is found


def test_what_waited_for_days_is_found(record):
    record.accepted[0].at += 4 * DAY

    assert {"waited_too_long", "put_off"} <= wrong(record)


def test_a_mail_about_a_later_day_tells_of_the_earlier_one(record):
    earlier, later = row(0), row(2)
    record.rows = {earlier: Row(ReminderState.OVERTAKEN, None), later: Row(ReminderState.SENT, "")}
    looks = [Look(at(NEXT + n * DAY), is_working_day=True) for n in range(3, 9)]
    sent = {later: [mail(at(NEXT + 2 * DAY), later)]}

    told = {earlier.group: [(look, earlier) for look in looks]}
    seen = Hindsight(record, latest=told, ever={earlier, later}, mails_about=sent)
    assert list(checks.waits(seen)) == [(0, earlier)]

    seen.mails_about = {}
    assert list(checks.waits(seen)) == [(6, earlier)]


@pytest.mark.parametrize(
    "changes", [{"kind": K.SILENCE}, {"falls_on": NEXT - DAY}, {"kind": K.QUESTION, "step": 5}]
)
def test_what_was_sent_and_not_owed_is_found(record, changes):
    record.accepted[1].told |= {row(**changes)}

    assert "not_owed" in wrong(record)


def test_what_was_sent_after_an_update_is_found(record):
    record.cases[1].facts.append(Said(at(NEXT, 6), FIRST, "complete"))

    assert wrong(record) == {"not_owed"}


def test_the_same_told_twice_is_found(record):
    record.accepted.append(mail(at(NEXT, 9), row(), message_id="<again>"))
    record.mails["<again>"] = MailState.SENT

    assert wrong(record) == {"told_twice", "second_mail_of_a_day"}


def test_what_was_sent_and_is_not_called_so_is_found(record):
    record.mails["<0>"] = MailState.UNNECESSARY

    assert wrong(record) == {"recorded_wrongly"}


def test_a_second_mail_for_progress_is_for_those_who_asked_for_it(record):
    record.cases[1].facts.append(Asked(at(NEXT, 8), 5, INSPECTOR, NEXT + 20 * DAY))
    asked = row(-7, kind=K.QUESTION, milestone=-20, falls_on=NEXT, step=5)
    record.accepted.append(mail(at(NEXT, 9), asked, message_id="<2>", is_extra=True))
    record.rows[asked] = Row(ReminderState.SENT, "<2>")
    record.mails["<2>"] = MailState.SENT
    assert wrong(record) == {"second_mail_of_a_day"}

    record.at_once = frozenset({DRAFTER})
    assert wrong(record) == set()


def test_a_mail_to_somebody_whose_role_has_ended_is_found(record):
    drafter, signatory = record.cases[1].posts
    record.cases[1].posts = [drafter._replace(last=NEXT - DAY), signatory]

    assert {"to_outsiders", "not_owed"} <= wrong(record)


def test_progress_is_told_of_also_when_the_response_is_published(record):
    record.cases[1].facts[:0] = [
        LastDay(at(RELEASED), date(2021, 9, 9)),
        Step(at(RELEASED, 9), Status.PUBLISHED, 1),
    ]

    assert wrong(record) == set()


def test_two_of_a_kind_on_the_day_after_an_outage_are_found(record):
    record.back_on = [NEXT]
    record.accepted[1].told |= {
        row(-1, kind=K.QUESTION, step=5), row(-2, kind=K.QUESTION, step=6)
    }  # fmt: skip
    assert "bursts" not in wrong(record)

    record.accepted[1].told |= {row(-7)}
    assert "bursts" in wrong(record)


def test_a_mail_that_names_no_force_or_goes_to_somebody_else_is_found(record):
    record.accepted[0].words = "Nobody"
    assert wrong(record) == {"about_another"}

    record.accepted[0].words, record.accepted[0].person = "Cheshire", SIGNATORY
    assert wrong(record) == {"to_another"}


def test_what_is_of_progress_is_owed_at_no_hand_over(record):
    """Only the response's reminders are looked for when it is handed over."""
    record.looks = [Look(at(NEXT), force=1)]

    assert Hindsight.of(record).ever == set()
    assert list(checks.waits(Hindsight.of(record))) == []
