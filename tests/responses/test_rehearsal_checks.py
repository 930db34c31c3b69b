"""Each check of a rehearsal, tried on a record in which all is well, and on one where it is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forces.choices import Role
from responses.choices import MailState, ReminderKind, ReminderState, Status
from responses.rehearsal import checks, report
from responses.rehearsal.facts import Case, LastDay, Post, Step
from responses.rehearsal.owed import Owed
from responses.rehearsal.record import Hindsight, Look, Record, Row
from responses.rehearsal.world import moment
from tests.responses.rehearsing import ADMINISTRATOR, DRAFTER, SIGNATORY, mail, wrong

DUE = date(2021, 9, 9)
ENDS_AT = moment(date(2021, 8, 27), 23, 59)


def row(day, **fields):
    """The drafter's reminder of the last day, some days from it."""
    usual = Owed(1, ReminderKind.LAST_DAY, day, DUE + timedelta(days=day), 0, DRAFTER)
    return usual._replace(**fields)


def seven(day):
    return moment(DUE + timedelta(days=day), 7)


@pytest.fixture
def record():
    """Cheshire's drafter is told 28 and 14 days before the last day; then the record ends."""
    since = date(2021, 1, 1)
    case = Case(
        1,
        7,
        names=("Cheshire", "Commissioner for Cheshire"),
        opened_on=date(2021, 7, 16),
        posts=[
            Post(DRAFTER, Role.DRAFTER, since),
            Post(SIGNATORY, Role.SIGNATORY, since),
            Post(ADMINISTRATOR, Role.ADMINISTRATOR, since),
        ],
        facts=[LastDay(moment(date(2021, 7, 16), 9), DUE)],
    )
    kent = ("Kent", "Commissioner for Kent")
    other = replace(case, force=2, response=8, names=kent, facts=[], posts=[])
    mails = [mail(seven(day), row(day), message_id=f"<{day}>") for day in (-28, -14)]
    days = range(-30, -13)
    return Record(
        {1: case, 2: other},
        ENDS_AT,
        looks=[Look(seven(day), is_working_day=True) for day in days],
        accepted=mails,
        rows={row(day): Row(ReminderState.SENT, f"<{day}>") for day in (-28, -14)},
        mails=dict.fromkeys(("<-28>", "<-14>"), MailState.SENT),
    )


def set_row(record, day, state):
    record.rows[row(day)] = Row(state, None)


def test_all_is_well_in_the_record_that_the_checks_are_tried_on(record):
    assert wrong(record) == set()


def test_a_row_that_is_missing_is_found(record):
    del record.rows[row(-28)]

    assert wrong(record) == {"not_in_the_ledger"}


def test_a_row_that_was_never_sent_is_found(record):
    set_row(record, -14, ReminderState.RESERVED)

    assert wrong(record) == {"left_over", "unsent_at_the_end"}


@pytest.mark.parametrize("state", [MailState.RESERVED, MailState.CLAIMED, MailState.FAILED])
def test_a_mail_that_waits_is_found(record, state):
    record.mails["<another>"] = state

    assert wrong(record) == {"left_over"}


def test_what_was_overtaken_by_nothing_is_found(record):
    set_row(record, -28, ReminderState.OVERTAKEN)
    assert wrong(record) == set()

    set_row(record, -14, ReminderState.OVERTAKEN)
    assert wrong(record) == {"overtaken_by_nothing", "unsent_at_the_end"}


def test_what_was_given_up_while_it_was_owed_is_found(record):
    set_row(record, -14, ReminderState.UNNECESSARY)

    assert wrong(record) == {"unnecessary_and_owed", "unsent_at_the_end"}


@pytest.mark.parametrize(
    ("quiet", "changes", "found"),
    [
        ({DRAFTER}, {}, set()),
        (set(), {}, {"muted_unasked"}),
        ({DRAFTER}, {"milestone": 1}, {"muted_unasked"}),
        ({DRAFTER}, {"kind": ReminderKind.TO_SIGN}, {"muted_unasked"}),
    ],
)
def test_what_was_muted_without_being_asked_for_is_found(record, quiet, changes, found):
    record.quiet = frozenset(quiet)
    record.rows[row(-21, **changes)] = Row(ReminderState.MUTED, None)

    assert wrong(record) == found


@pytest.mark.parametrize(("late", "found"), [(3, False), (4, True)])
def test_what_waited_too_long_is_found(record, late, found):
    first, _ = record.accepted
    first.at = seven(-28 + late)

    assert ("waited_too_long" in wrong(record)) is found


def test_an_outage_is_no_wait(record):
    first, _ = record.accepted
    first.at = seven(-20)
    record.looks = [look._replace(is_working_day=False) for look in record.looks]

    assert wrong(record) == set()


def test_what_is_called_sent_and_was_not_is_found(record):
    record.accepted = record.accepted[1:]
    record.looks = []

    assert wrong(record) == {"recorded_wrongly"}


def test_what_was_sent_and_is_not_called_so_is_found(record):
    record.mails["<-14>"] = MailState.UNNECESSARY

    assert wrong(record) == {"recorded_wrongly"}


def test_the_same_told_twice_is_found(record):
    record.accepted.append(mail(seven(-13), row(-14)))
    record.mails[str(seven(-13))] = MailState.SENT

    assert wrong(record) == {"told_twice"}


@pytest.fixture
def two(record):
    """Two mails on one day; the second has what the test gives it."""

    def _two(*told, lost=False, **fields):
        record.accepted[1].is_lost = lost
        second = mail(seven(-14) + timedelta(hours=1), *told, **{"message_id": "<2>", **fields})
        record.accepted.append(second)
        record.mails[second.message_id] = MailState.SENT
        return record

    return _two


def test_a_second_mail_on_a_day_is_found(two):
    assert wrong(two(row(-14))) == {"second_mail_of_a_day", "told_twice"}


def test_what_was_lost_goes_again_under_its_message_id_or_with_more(two):
    assert wrong(two(row(-14), lost=True)) == {"second_mail_of_a_day", "doubled_under_another_id"}


def test_a_mail_that_says_more_than_a_lost_one_has_another_message_id(two):
    record = two(row(-14), row(-14, force=2), lost=True)

    assert not {"second_mail_of_a_day", "doubled_under_another_id"} & wrong(record)
    assert checks.second_mails(Hindsight.of(record)).total() == 1


def test_a_lost_mail_that_goes_again_later_under_another_id_is_found(record):
    record.accepted[0].is_lost = True
    record.accepted.append(mail(seven(-27), row(-28), message_id="<again>"))
    record.mails["<again>"] = MailState.SENT

    assert wrong(record) == {"doubled_under_another_id"}


def test_little_that_goes_on_its_day_is_found(record):
    record.accepted[0].at = seven(-27)

    assert wrong(record) == {"put_off"}
    assert checks.share_on_its_day(Hindsight.of(record)) == 0.5


def test_a_mail_goes_again_under_its_message_id_only_when_it_was_lost(two):
    assert "second_mail_of_a_day" in wrong(two(row(-14), message_id="<-14>"))


def test_a_lost_mail_that_goes_again_with_more_in_it_is_found(two):
    more = row(-14, force=2)

    assert "second_mail_of_a_day" in wrong(two(row(-14), more, message_id="<-14>", lost=True))


@pytest.mark.parametrize(("words", "found"), [("Cheshire", set()), ("Cheshire!", {"other_words"})])
def test_a_lost_mail_that_goes_again_with_other_words_is_found(two, words, found):
    assert wrong(two(row(-14), message_id="<-14>", lost=True, words=words)) == found


def test_who_asked_for_it_may_get_a_mail_for_each_response_and_no_more(two):
    record = two(row(-14, force=2), words="Kent")
    assert "second_mail_of_a_day" in wrong(record)

    record.at_once = frozenset({DRAFTER})
    assert "second_mail_of_a_day" not in wrong(record)

    record.accepted[-1].told |= {row(-14)}
    assert "second_mail_of_a_day" in wrong(record)


@pytest.mark.parametrize(
    ("kind", "due_on", "may"),
    [
        (ReminderKind.RETURNED, DUE - timedelta(days=14), True),
        (ReminderKind.RETURNED, DUE - timedelta(days=13), False),
        (ReminderKind.RETURNED, None, False),
        (ReminderKind.CHIEF_OFFICER, DUE - timedelta(days=14), False),
    ],
)
def test_an_extra_mail_is_for_what_is_handed_over_on_the_last_day(two, kind, due_on, may):
    record = two(row(-14, force=2, kind=kind), words="Kent", is_extra=True)
    record.cases[2].facts = [LastDay(seven(-30), due_on)]

    assert ("second_mail_of_a_day" not in wrong(record)) is may


@pytest.mark.parametrize("words", ["Nobody", "Cheshire and Kent"])
def test_a_mail_that_names_another_body_or_not_its_own_is_found(record, words):
    record.accepted[0].words = words

    assert wrong(record) == {"about_another"}


def test_a_mail_about_a_published_response_is_found(record):
    record.cases[1].facts.append(Step(seven(-14) - timedelta(minutes=1), Status.PUBLISHED, 7))

    assert wrong(record) == {"about_published", "not_owed"}


def test_a_mail_to_somebody_whose_role_has_ended_is_found(record):
    posts = record.cases[1].posts
    posts[0] = posts[0]._replace(last=DUE - timedelta(days=15))
    posts.append(Post(99, Role.DRAFTER, DUE - timedelta(days=13)))

    assert {"to_outsiders", "not_owed"} <= wrong(record)


def test_a_mail_to_somebody_whose_account_is_closed_is_found(record):
    record.cases[1].closed[DRAFTER] = seven(-14) - timedelta(hours=1)

    assert {"to_outsiders", "not_owed"} <= wrong(record)


def test_a_mail_to_somebody_else_is_found(record):
    record.accepted[0].person = SIGNATORY

    assert wrong(record) == {"to_another"}


def test_a_mail_before_its_day_is_found(record):
    record.accepted[1].at = seven(-15)

    assert wrong(record) == {"not_owed"}


@pytest.mark.parametrize(("minutes", "found"), [(0, set()), (-1, {"before_seven"})])
def test_a_mail_before_seven_is_found(record, minutes, found):
    record.accepted[0].at += timedelta(minutes=minutes)

    assert wrong(record) == found


def test_two_of_a_kind_on_the_day_after_an_outage_are_found(record):
    record.back_on = [DUE - timedelta(days=14)]
    assert wrong(record) == set()

    record.accepted[1].told |= {row(-14, kind=ReminderKind.RETURNED, step=n) for n in (1, 2)}
    assert "bursts" not in wrong(record)

    record.accepted[1].told |= {row(-28)}
    assert "bursts" in wrong(record)


def test_every_check_is_tried_above():
    tried = {
        "not_in_the_ledger", "left_over", "unsent_at_the_end", "overtaken_by_nothing",
        "unnecessary_and_owed", "muted_unasked", "waited_too_long", "put_off",
        "recorded_wrongly", "doubled_under_another_id",
        "told_twice", "second_mail_of_a_day", "other_words", "about_another", "about_published",
        "to_outsiders", "to_another", "not_owed", "before_seven", "bursts",
    }  # fmt: skip

    assert {check.__name__ for check in checks.CHECKS.values()} == tried


def test_report_lists_what_a_check_found(record):
    set_row(record, -14, ReminderState.UNNECESSARY)

    lines = list(report.verdicts(checks.failures(Hindsight.of(record))))

    assert "       0  told twice" in lines
    at = lines.index("       1  given up, and owed")
    assert "milestone=-14" in lines[at + 1]
