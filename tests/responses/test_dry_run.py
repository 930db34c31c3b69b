"""manage.py send_reminders --dry-run: who would be told what, why, and what becomes of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forces.models import Membership
from responses.choices import Status
from responses.models import ChiefOfficerComments, Mail, NoticeChoice, Reminder
from tests import factories as make
from tests.responses.conftest import seven


@pytest.fixture
def dry_run(capsys):
    """Runs it some days from 9 September 2021, some hours after 7: what it prints, as cells."""

    def _dry_run(day=-14, *, hours=-1, ahead=None):
        on = [] if ahead is None else ["--on", str(make.DUE_ON + timedelta(days=ahead))]
        with time_machine.travel(seven(day) + timedelta(hours=hours), tick=False):
            call_command("send_reminders", "--dry-run", *on)
        first, *lines, total = capsys.readouterr().out.strip().splitlines()
        rows = [re.split(r"  +", line) for line in lines if line]
        return first, rows[1:], total

    return _dry_run


@pytest.fixture
def fates(dry_run):
    """What becomes of each reminder, by the name of the person and what they are told."""

    def _fates(*args, **options):
        rows = dry_run(*args, **options)[1]
        return {(who.partition(" <")[0], what): says for who, _, what, _, says in rows}

    return _fates


@pytest.fixture(autouse=True)
def _names(cheshire):
    for person, name in ((cheshire.drafter, "Dana"), (cheshire.signatory, "Sam")):
        person.name = name
        person.save()


def another_inspection(cheshire, **columns):
    return make.ResponseFactory(
        inspection=make.InspectionFactory(short_title="Burglary", released_at=seven(-56)),
        body=cheshire.body,
        **columns,
    )


def rows_of_every_table():
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("responses").get_models()
    }


def test_dry_run_prints_who_would_be_told_what_and_why(cheshire, owing, dry_run):
    first, rows, total = dry_run(-7)

    assert first == "Reminders of Thursday 2 September 2021. Nothing is written or sent."
    about = "Rape inspection, Cheshire Constabulary"
    assert [
        f"Dana <{cheshire.drafter.email}>", about, "7 days before the last day", "Office staff",
        "mailed at 07:00, in one mail",
    ] in rows  # fmt: skip
    assert [
        f"Sam <{cheshire.signatory.email}>", about, "7 days before the last day", "May sign",
        "mailed at 07:00, in one mail",
    ] in rows  # fmt: skip
    assert total == "4 reminders to 2 people: 2 to be mailed in 2 mails, 2 overtaken."


def test_dry_run_writes_and_sends_nothing(cheshire, owing, morning, dry_run, mailbox):
    another_inspection(cheshire)
    morning(-14)
    mailbox.mails.clear()
    before = rows_of_every_table()

    with CaptureQueriesContext(connection) as queries:
        _, rows, _ = dry_run(-3)

    assert rows
    assert before["Reminder"]
    assert rows_of_every_table() == before
    assert mailbox.mails == []
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert not [query for query in queries if "FOR UPDATE" in query["sql"]]


def test_dry_run_says_what_the_round_then_does(cheshire, administrator, owing, dry_run, morning):
    another_inspection(cheshire)
    morning(-14)
    NoticeChoice.objects.create(user=cheshire.signatory, only_pressing=True)
    _, rows, total = dry_run(2)
    expected = {(row[0].split("<")[1][:-1], row[2]) for row in rows if row[4].startswith("mailed")}

    told = morning(2)

    sent = Reminder.objects.filter(sent_at=seven(2))
    assert {(row.recipient.email, row.words) for row in sent} == expected
    assert f"{sent.count()} to be mailed in {len(told)} mails" in total


def test_dry_run_is_sorted_by_person(cheshire, owing, dry_run):
    another_inspection(cheshire)

    _, rows, _ = dry_run(1)

    names = [row[0] for row in rows]
    assert names == sorted(names)
    assert len(set(names)) == 2


def test_dry_run_counts_what_goes_out_together(cheshire, owing, fates):
    for _ in range(2):
        another_inspection(cheshire)
    ChiefOfficerComments.objects.create(
        response=owing, wanted_by=make.DUE_ON - timedelta(days=14), invited_on=make.PUBLISHED_ON
    )

    found = fates(-14)

    told = "mailed at 07:00, in one mail with 3 others"
    assert found["Dana", "14 days before the last day"] == told
    assert found["Dana", "the date given to the chief officer"] == told


def test_dry_run_after_seven_says_at_once(owing, fates):
    assert fates(-14, hours=2)["Dana", "14 days before the last day"] == (
        "mailed at once, in one mail"
    )


def test_dry_run_gives_a_mail_for_each_response_to_who_asked(cheshire, owing, fates):
    another_inspection(cheshire)
    NoticeChoice.objects.create(user=cheshire.drafter, pace="at_once")

    assert fates(-14)["Dana", "14 days before the last day"] == (
        "mailed at 07:00, in a mail of its own"
    )


def test_dry_run_shows_what_was_sent(owing, morning, fates):
    morning(-14)

    assert fates(-13) == {
        ("Dana", "14 days before the last day"): "sent already, on 26 August 2021 at 7am"
    }


def test_dry_run_shows_what_is_overtaken(owing, fates):
    assert fates(-3)["Dana", "7 days before the last day"] == "overtaken by a later one"


def test_dry_run_leaves_what_something_later_overtook(cheshire, owing, fates):
    later = {"falls_on": make.DUE_ON - timedelta(days=13), "milestone": -13, "sent": True}
    gone = {"falls_on": make.DUE_ON - timedelta(days=14), "milestone": -14, "state": "overtaken"}
    for columns in (later, gone):
        make.ReminderFactory(response=owing, recipient=cheshire.drafter, **columns)

    assert fates(-14) == {("Dana", "14 days before the last day"): "overtaken by a later one"}


def test_dry_run_shows_what_is_not_wanted(cheshire, owing, fates, dry_run):
    NoticeChoice.objects.create(user=cheshire.drafter, only_pressing=True)

    assert fates(-14)["Dana", "14 days before the last day"] == (
        "not sent: they asked for less mail"
    )
    assert "1 not wanted" in dry_run(-14)[2]


def test_dry_run_shows_what_waits_for_the_next_morning(cheshire, owing, drafting, morning, fates):
    morning(-7)
    late = another_inspection(cheshire)
    told = ("Sam", "7 days before the last day")

    with time_machine.travel(seven(-7) + timedelta(hours=2), tick=False):
        drafting.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=seven(-7))
    found = fates(-7, hours=2)

    assert found["Sam", "waiting to be signed"] == (
        "waits for the next morning: the mail of the day has gone"
    )
    assert found[told].startswith("waits")
    assert late.reminders.count() == 0
    assert fates(-7, hours=2, ahead=-6)["Sam", "waiting to be signed"].startswith("mailed at 07:00")


def test_dry_run_sends_a_late_hand_over_at_once(cheshire, drafting, morning, fates):
    morning(1)

    drafting.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=seven(1))

    assert fates(1, hours=2)["Sam", "waiting to be signed"] == (
        "mailed at once, in a mail of its own"
    )


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("claimed", "being sent at this moment"),
        ("reserved", "in a mail that is about to go"),
        ("failed", "in a mail that could not be sent, and is tried again"),
    ],
)
def test_dry_run_shows_what_is_on_its_way(owing, morning, mailbox, fates, state, says):
    mailbox.refusal = "451 Later"
    morning(-14)
    columns = {} if state == "failed" else {"error": "", "try_again_at": None}
    Mail.objects.update(state=state, claimed_at=seven(-14), **columns)

    assert fates(-14, hours=0) == {("Dana", "14 days before the last day"): says}


def test_dry_run_shows_what_is_no_longer_needed(cheshire, owing, morning, mailbox, fates):
    mailbox.refusal = "451 Later"
    morning(-14)
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON - timedelta(days=14)
    )

    found = fates(-13)

    assert found["Dana", "14 days before the last day"] == "no longer needed"


def test_dry_run_shows_a_failed_mail_in_the_next_mornings(owing, morning, mailbox, fates):
    mailbox.refusal = "451 Later"
    morning(-14)

    assert fates(-13) == {("Dana", "14 days before the last day"): "mailed at 07:00, in one mail"}


def test_dry_run_says_nothing_of_a_published_response(owing, dry_run):
    make.publish_version(owing, make.TODAY)

    assert dry_run(-7)[1:] == ([], "Nobody is owed a reminder.")


# Other days


def test_dry_run_of_a_day_ahead_says_what_it_assumes(owing, dry_run, fates):
    first, _, total = dry_run(-20, ahead=-3)

    assert first == (
        "Reminders of Monday 6 September 2021. Nothing is written or sent. This day lies ahead: "
        "it is assumed that nothing changes until then."
    )
    assert total == "2 reminders to 2 people: 2 to be mailed in 2 mails."
    assert fates(-20, ahead=-3)["Dana", "3 days before the last day"] == (
        "mailed at 07:00, in one mail"
    )


def test_dry_run_of_a_day_ahead_knows_what_is_told_before(owing, fates):
    assert fates(-20, ahead=-2) == {
        ("Dana", "3 days before the last day"): "told before then",
        ("Sam", "3 days before the last day"): "told before then",
    }


def test_dry_run_of_a_day_gone_says_so(owing, dry_run):
    first, rows, _ = dry_run(0, ahead=-7)

    assert "This day has gone: it is worked out from how everything stands now." in first
    assert [row[2] for row in rows if row[4].startswith("mailed")] == [
        "7 days before the last day"
    ] * 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--on", "2021-09-09"], "A round is made for today only"),
        (["--on", "9 September"], "“9 September” is not a date. Write it like 2021-09-09."),
        (["--on", "", "--dry-run"], "“” is not a date"),
        (["--on", "2021-02-30", "--dry-run"], "“2021-02-30” is not a date"),
        (["--on", "2022-08-22", "--dry-run"], "up to a year ahead"),
        (["--on", "9999-12-31", "--dry-run"], "up to a year ahead"),
    ],
)
def test_command_refuses_in_a_sentence(owing, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("send_reminders", *options)

    assert refused.value.returncode == 2
    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "2021-08-20", "2022-08-21"])
def test_dry_run_goes_as_far_as_it_says(owing, day, capsys):
    call_command("send_reminders", "--dry-run", "--on", day)

    assert "Nothing is written or sent." in capsys.readouterr().out


def test_command_makes_the_round_of_today_when_it_is_named(cheshire, owing, worker, mailbox):
    with time_machine.travel(seven(-14), tick=False):
        call_command("send_reminders", "--on", "2021-08-26")

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]


def test_dry_run_makes_as_many_queries_for_3_responses_as_for_1(cheshire, owing, dry_run):
    with CaptureQueriesContext(connection) as for_one:
        dry_run(-3)
    another_inspection(cheshire)
    another_inspection(cheshire)

    with CaptureQueriesContext(connection) as for_three:
        dry_run(-3)

    assert len(for_three) == len(for_one) < 40
