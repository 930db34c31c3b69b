"""A round tells each person once: run twice, after an outage, at its hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from config.celery import app as celery
from responses.models import ChiefOfficerComments, DueChange, Reminder, ReminderRound
from responses.models.planning import make_round
from responses.tasks import retry_reminders, send_reminders
from tests import factories as make
from tests.responses.conftest import seven, states


def round_of(day):
    return make_round(on=make.DUE_ON + timedelta(days=day), at=seven(day))


# Once, and only once


def test_round_run_twice_tells_each_person_once(cheshire, owing, morning):
    assert morning(-14) == [cheshire.drafter.email]
    assert morning(-14) == []
    assert states(owing).count((-14, cheshire.drafter.email, "sent")) == 1


def test_round_run_twice_makes_rows_and_mails_once(owing):
    first, second = round_of(-7), round_of(-7)

    assert len(first) == 2
    assert second == []
    assert owing.reminders.filter(milestone=-7).count() == 2


def test_ledger_refuses_a_second_row_for_the_same_response_milestone_and_person(owing):
    round_of(-14)
    row = Reminder.objects.get(milestone=-14)
    row.pk = None

    with pytest.raises(IntegrityError, match="reminder_once_each"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_make_rows_and_mails_once(owing):
    people = [make.MembershipFactory(drafter=True, body=owing.body).user for _ in range(10)]
    together = Barrier(2)

    def round_of_its_own():
        try:
            together.wait(timeout=60)
            return round_of(-7)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(round_of_its_own) for _ in range(2)]
        found = [round_.result(timeout=60) for round_ in rounds]

    assert owing.reminders.filter(milestone=-7).count() == 12
    assert sorted(map(len, found)) == [0, 12]
    assert all(person.mails.count() == 1 for person in people)
    assert ReminderRound.objects.count() == 1


# After an outage


def test_round_catches_up_once_with_the_most_urgent(cheshire, owing, morning):
    drafter, signatory = cheshire.drafter.email, cheshire.signatory.email

    assert morning(-2) == sorted([drafter, signatory])
    assert [row for row in states(owing) if row[1] == drafter] == [
        (-28, drafter, "overtaken"),
        (-14, drafter, "overtaken"),
        (-7, drafter, "overtaken"),
        (-3, drafter, "sent"),
    ]
    assert [row for row in states(owing) if row[1] == signatory] == [
        (-7, signatory, "overtaken"),
        (-3, signatory, "sent"),
    ]
    assert morning(-2) == []


def test_round_keeps_what_was_sent_before_the_outage(cheshire, owing, morning):
    morning(-28)
    morning(0)

    drafter = cheshire.drafter.email
    assert [row[2] for row in states(owing) if row[1] == drafter] == [
        "sent", "overtaken", "overtaken", "overtaken", "overtaken", "sent",
    ]  # fmt: skip


def test_round_goes_on_weekly_after_a_long_outage(cheshire, owing, morning):
    assert cheshire.drafter.email in morning(50)
    assert (50, cheshire.drafter.email, "sent") in states(owing)
    assert morning(56) == []
    assert cheshire.drafter.email in morning(57)


def test_round_follows_the_setting(settings, cheshire, owing, morning):
    settings.REMINDER_DAYS = [-10]

    assert [morning(day) for day in (-11, -10, 0, 7)] == [[], [cheshire.drafter.email], [], []]
    assert cheshire.drafter.email in morning(8)


def test_round_does_not_go_back_to_what_was_overtaken(settings, cheshire, owing, morning):
    morning(-14)
    morning(-7)
    settings.REMINDER_DAYS = [-28, -14]
    owing.reminders.filter(milestone=-28).update(state="overtaken")

    assert morning(-6) == []


# A round that was missed


def test_sweep_makes_the_round_that_was_missed(cheshire, owing, sweep):
    assert sweep(-14, minutes=10) == [cheshire.drafter.email]
    assert ReminderRound.objects.get().on == make.DUE_ON - timedelta(days=14)
    assert sweep(-14, minutes=20) == []


def test_sweep_sends_nothing_before_seven(cheshire, owing, sweep):
    assert sweep(-14, minutes=-1) == []
    assert not owing.reminders.exists()
    assert sweep(-14, minutes=0) == [cheshire.drafter.email]


def test_round_that_waited_for_a_worker_sends_nothing_at_night(owing, mailbox, worker):
    with time_machine.travel(seven(-14) - timedelta(hours=5), tick=False):
        send_reminders()

    assert mailbox.mails == []
    assert not owing.reminders.exists()


@pytest.mark.parametrize(("day", "hour"), [(date(2021, 10, 30), 6), (date(2021, 10, 31), 7)])
def test_seven_is_by_the_clock_in_london(owing, sweep, day, hour, mailbox):
    """30 October 2021 is in summer time, when seven in London is six in UTC; the 31st is not."""
    owing.due_on = day
    owing.save()
    seven_in_utc = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    for moment, expected in ((seven_in_utc - timedelta(minutes=1), 0), (seven_in_utc, 2)):
        with time_machine.travel(moment, tick=False):
            retry_reminders()
        assert len(mailbox.mails) == expected


# How it is done


def another(number):
    membership = make.MembershipFactory(drafter=True)
    make.MembershipFactory(signatory=True, body=membership.body)
    response = make.ResponseFactory(
        inspection__released_at=seven(-56),
        inspection__slug=f"inspection-{number}",
        body=membership.body,
        drafting=True,
    )
    ChiefOfficerComments.objects.create(response=response, wanted_by=make.DUE_ON)
    DueChange.objects.create(
        response=response,
        old=make.DUE_ON,
        new=make.TODAY,
        reason="A slip",
        by=membership.user,
        at=seven(0),
    )


def test_round_takes_as_many_queries_for_3_responses_as_for_1(
    administrator, django_assert_num_queries
):
    numbers = count(1)
    another(next(numbers))
    round_of(1)
    with CaptureQueriesContext(connection) as queries:
        first = round_of(8)
    another(next(numbers))
    another(next(numbers))

    with django_assert_num_queries(len(queries)):
        second = round_of(15)

    assert (len(first), len(second)) == (3, 7)
    assert len(queries) < 60


def test_command_does_the_round_by_hand(cheshire, owing, mailbox, worker, capsys):
    with time_machine.travel(seven(-14), tick=False):
        call_command("send_reminders")

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]
    assert "handed to the worker" in capsys.readouterr().out


def test_command_does_nothing_before_seven(owing):
    early = time_machine.travel(seven(-14) - timedelta(minutes=1), tick=False)

    with early, pytest.raises(CommandError, match="Nothing goes out before 7"):
        call_command("send_reminders")

    assert not owing.reminders.exists()


def test_round_and_sweep_are_what_beat_calls(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    daily = settings.CELERY_BEAT_SCHEDULE["send-reminders"]

    assert {"responses.tasks.send_reminders", "responses.tasks.retry_reminders"} <= tasks
    assert send_reminders.name == daily["task"]
    assert (daily["schedule"].hour, daily["schedule"].minute) == ({7}, {0})
    assert settings.CELERY_TIMEZONE == "Europe/London"


@pytest.mark.parametrize(
    ("midnight", "starts"),
    [
        (datetime(2021, 8, 20, tzinfo=UTC), datetime(2021, 8, 20, 6, tzinfo=UTC)),
        (datetime(2021, 12, 20, tzinfo=UTC), datetime(2021, 12, 20, 7, tzinfo=UTC)),
        (datetime(2021, 10, 31, tzinfo=UTC), datetime(2021, 10, 31, 7, tzinfo=UTC)),
        (datetime(2022, 3, 27, tzinfo=UTC), datetime(2022, 3, 27, 6, tzinfo=UTC)),
    ],
)
def test_beat_starts_the_round_at_seven_in_london(midnight, starts):
    schedule = celery.conf.beat_schedule["send-reminders"]["schedule"]
    before = starts - timedelta(seconds=1)

    for moment, is_due in ((before, False), (starts, True)):
        with time_machine.travel(moment, tick=False):
            assert schedule.is_due(midnight).is_due is is_due
