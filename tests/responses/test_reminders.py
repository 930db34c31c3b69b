from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from forces.models import Membership
from responses.choices import ReminderState
from responses.models import Reminder
from responses.models.reminders import reserve_reminders, wait_after
from responses.tasks import send_reminder, send_reminders
from tests import factories as make
from tests.responses.conftest import seven


def states(response):
    """The ledger of a response: (milestone, person, state)."""
    rows = response.reminders.order_by("milestone", "recipient")
    return list(rows.values_list("milestone", "recipient__email", "state"))


def reserve(day):
    return reserve_reminders(on=make.DUE_ON + timedelta(days=day), at=seven(day))


# Who is told, and when


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, -1, 0, 1, 8, 15, 22])
def test_round_tells_the_drafter_on_the_day_of_a_milestone(cheshire, owing, morning, milestone):
    drafter = cheshire.drafter.email
    morning(milestone - 1)

    assert drafter in morning(milestone)
    assert (milestone, drafter, "sent") in states(owing)


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, 1, 8, 15, 22])
def test_round_is_silent_the_day_before_and_the_day_after(owing, morning, milestone):
    morning(milestone - 2)

    assert (morning(milestone - 1) == []) is (milestone != 1)
    assert morning(milestone)
    assert morning(milestone + 1) == []


def test_round_tells_nobody_before_the_first_milestone(owing, morning):
    assert morning(-29) == []
    assert states(owing) == []


@pytest.mark.parametrize(("day", "told"), [(-14, False), (-7, True), (0, True), (8, True)])
def test_round_tells_whoever_signs_from_7_days_before(cheshire, owing, morning, day, told):
    assert (cheshire.signatory.email in morning(day)) is told


@pytest.mark.parametrize(("day", "told"), [(-1, False), (0, False), (1, True), (8, True)])
def test_round_tells_administrators_from_the_day_after(administrator, owing, morning, day, told):
    assert (administrator.email in morning(day)) is told


def test_round_tells_administrators_of_the_reports_own_inspectorates(owing, morning):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    told = morning(1)

    assert told
    assert stranger.email not in told


def test_round_tells_no_inspector_no_contact_and_no_other_body(
    cheshire, cumbria, inspector, owing, morning
):
    assert morning(8) == sorted([cheshire.drafter.email, cheshire.signatory.email])


def test_round_tells_the_office_of_the_body_that_followed(cheshire, owing, morning):
    cheshire.body.valid_to = make.DUE_ON - timedelta(days=4)
    cheshire.body.save()
    mayor = make.PolicingBodyFactory(
        force=cheshire.force, name="Mayor", valid_from=make.DUE_ON - timedelta(days=3)
    )
    new = make.MembershipFactory(drafter=True, body=mayor, valid_from=mayor.valid_from).user

    assert morning(-3) == [new.email]


def test_round_tells_a_person_with_two_roles_once(cheshire, owing, morning):
    make.MembershipFactory(signatory=True, user=cheshire.drafter, body=cheshire.body)

    assert morning(-7).count(cheshire.drafter.email) == 1


@pytest.mark.parametrize(("ended", "told"), [(-8, False), (-7, True)])
def test_round_tells_nobody_whose_role_has_ended(cheshire, owing, morning, ended, told):
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON + timedelta(days=ended)
    )

    assert (cheshire.drafter.email in morning(-7)) is told


def test_round_tells_nobody_who_may_not_sign_in(cheshire, owing, morning):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()

    assert morning(-14) == []


@pytest.mark.parametrize(("began", "told"), [(-7, True), (-6, False)])
def test_round_owes_nothing_from_before_a_role_began(cheshire, owing, morning, began, told):
    new = make.MembershipFactory(
        drafter=True, body=cheshire.body, valid_from=make.DUE_ON + timedelta(days=began)
    ).user

    assert (new.email in morning(-5)) is told
    assert owing.reminders.filter(recipient=new).exists() is told


def test_round_owes_nothing_from_before_the_response_was_opened(owing, morning):
    owing.inspection.released_at = seven(-6)
    owing.inspection.save()

    assert morning(-5) == []
    assert states(owing) == []
    assert morning(-3)


# What is reminded of


def test_round_says_nothing_of_a_published_response(owing, morning):
    make.publish_version(owing, make.TODAY)

    assert morning(1) == []
    assert states(owing) == []


def test_round_says_nothing_of_a_published_response_reopened(owing, morning):
    make.publish_version(owing, make.TODAY)
    owing.reopen(by=make.UserFactory(), at=make.NOON, reason="A figure was wrong.")

    assert morning(1) == []


def test_round_goes_on_when_a_response_is_signed_and_not_published(cheshire, owing, morning):
    make.sign_version(owing)

    assert cheshire.drafter.email in morning(1)


def test_round_says_nothing_where_there_is_no_last_day(owing, morning):
    owing.due_on = None
    owing.save()

    assert morning(1) == []


def test_round_says_nothing_of_a_recorded_response(owing, morning):
    owing.is_recorded = True
    owing.save()

    assert morning(1) == []


# Once, and only once


def test_round_run_twice_tells_each_person_once(cheshire, owing, morning):
    assert morning(-14) == [cheshire.drafter.email]
    assert morning(-14) == []
    assert states(owing).count((-14, cheshire.drafter.email, "sent")) == 1


def test_task_run_twice_sends_once(cheshire, owing, mailbox, worker):
    (pk,) = reserve(-14)

    with time_machine.travel(seven(-14), tick=False):
        send_reminder(reminder_id=pk)
        send_reminder(reminder_id=pk)

    assert len(mailbox.mails) == 1
    assert Reminder.objects.get(pk=pk).attempts == 1


def test_reserve_run_twice_makes_the_rows_once(owing):
    assert reserve(-7) == reserve(-7)
    assert owing.reminders.filter(milestone=-7).count() == 2


def test_claim_is_given_to_one_of_two_workers(owing):
    (pk,) = reserve(-14)
    one, other = Reminder.objects.get(pk=pk), Reminder.objects.get(pk=pk)

    assert [one.claim(at=seven(-14)), other.claim(at=seven(-14))] == [True, False]


def test_ledger_refuses_a_second_row_for_the_same_response_milestone_and_person(owing):
    (pk,) = reserve(-14)
    row = Reminder.objects.get(pk=pk)
    row.pk, row.message_id = None, "<another@example.org>"

    with pytest.raises(IntegrityError, match="reminder_once_each"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_make_the_rows_once(owing):
    for _ in range(10):
        make.MembershipFactory(drafter=True, body=owing.body)
    together = Barrier(2)

    def round_of_its_own():
        try:
            together.wait(timeout=10)
            return reserve(-7)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(round_of_its_own) for _ in range(2)]
        found = [round_.result(timeout=30) for round_ in rounds]

    assert owing.reminders.filter(milestone=-7).count() == 12
    assert owing.reminders.reserved().count() == 12
    assert max(found, key=len) == sorted(owing.reminders.reserved().values_list("pk", flat=True))


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


# Failure, and a second try


def test_failure_is_recorded_with_its_reason(owing, morning, mailbox):
    mailbox.refusal = "451 The box is full"

    morning(-14)

    row = owing.reminders.get(milestone=-14)
    assert (row.state, row.attempts) == (ReminderState.FAILED, 1)
    assert "The box is full" in row.error
    assert row.try_again_at == seven(-14) + timedelta(minutes=10)


def test_failure_of_one_does_not_keep_another_from_being_told(
    cheshire, owing, morning, mailbox, monkeypatch
):
    accept = mailbox.handle_RCPT

    async def refuse_drafter(server, session, envelope, address, options):
        if address == cheshire.drafter.email:
            return "550 No such person"
        return await accept(server, session, envelope, address, options)

    monkeypatch.setattr(mailbox, "handle_RCPT", refuse_drafter)

    assert morning(-7) == [cheshire.signatory.email]


def test_retry_sends_what_failed_with_the_same_message_id(owing, morning, sweep, mailbox):
    mailbox.refusal = "451 Later"
    morning(-14)
    mailbox.refusal = ""
    message_id = owing.reminders.get(milestone=-14).message_id

    assert sweep(-14, minutes=9) == []
    assert len(sweep(-14, minutes=10)) == 1
    row = owing.reminders.get(milestone=-14)
    assert (row.state, row.attempts, row.error) == (ReminderState.SENT, 2, "")
    assert mailbox.mails[0]["Message-ID"] == row.message_id == message_id
    assert sweep(-14, minutes=60) == []


def test_retry_waits_longer_each_time(owing, morning, sweep, mailbox):
    mailbox.stop()
    morning(-14)
    waits = []

    for _ in range(3):
        row = owing.reminders.get(milestone=-14)
        waits.append((row.try_again_at - row.claimed_at) // timedelta(minutes=1))
        sweep(-14, minutes=(row.try_again_at - seven(-14)) // timedelta(minutes=1))

    assert waits == [10, 20, 40]
    assert "refused" in row.error


def test_wait_after_grows_to_a_day():
    minutes = [wait_after(n) // timedelta(minutes=1) for n in (1, 2, 7, 8, 9, 5000)]

    assert minutes == [10, 20, 640, 1280, 1440, 1440]


@pytest.mark.parametrize(("minutes", "sent"), [(14, 0), (15, 1)])
def test_retry_takes_over_what_a_lost_worker_claimed(owing, sweep, minutes, sent, mailbox):
    (pk,) = reserve(-14)
    Reminder.objects.get(pk=pk).claim(at=seven(-14))

    assert len(sweep(-14, minutes=minutes)) == sent
    row = Reminder.objects.get(pk=pk)
    assert row.attempts == 1 + sent
    assert [mail["Message-ID"] for mail in mailbox.mails] == [row.message_id] * sent


@pytest.mark.parametrize(("minutes", "sent"), [(14, 0), (15, 1)])
def test_retry_takes_up_what_was_reserved_and_never_queued(owing, sweep, minutes, sent):
    reserve(-14)

    assert len(sweep(-14, minutes=minutes)) == sent


def test_worker_that_was_taken_for_lost_still_records_what_it_sent(owing, sweep):
    (pk,) = reserve(-14)
    slow, quick = Reminder.objects.get(pk=pk), Reminder.objects.get(pk=pk)
    slow.claim(at=seven(-14))
    quick.claim(at=seven(-14) + timedelta(minutes=20))

    slow.mark_sent(at=seven(-14) + timedelta(minutes=21))
    quick.fail("Too late", at=seven(-14) + timedelta(minutes=22))

    assert Reminder.objects.get(pk=pk).state == ReminderState.SENT


def test_round_overtakes_what_failed_at_an_earlier_milestone(cheshire, owing, morning, mailbox):
    mailbox.refusal = "451 Later"
    morning(-14)
    mailbox.refusal = ""

    assert cheshire.drafter.email in morning(-7)
    row = owing.reminders.get(milestone=-14)
    assert (row.state, row.try_again_at) == (ReminderState.OVERTAKEN, None)
    assert "Later" in row.error


# What happens between reserving and sending


def test_send_drops_what_was_published_meanwhile(owing, sweep):
    (pk,) = reserve(-14)
    make.publish_version(owing, make.TODAY)

    assert sweep(-14, minutes=20) == []
    assert Reminder.objects.get(pk=pk).state == ReminderState.UNNECESSARY


def test_send_drops_what_is_owed_to_someone_whose_role_ended_meanwhile(cheshire, owing, sweep):
    (pk,) = reserve(-14)
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON - timedelta(days=15)
    )

    assert sweep(-14, minutes=20) == []
    assert Reminder.objects.get(pk=pk).state == ReminderState.UNNECESSARY


def test_send_leaves_a_milestone_to_the_later_one_that_has_come(cheshire, owing, sweep, morning):
    (pk,) = reserve(-14)

    assert sweep(-7, minutes=-10) == []
    assert Reminder.objects.get(pk=pk).state == ReminderState.OVERTAKEN
    assert cheshire.drafter.email in morning(-7)


# How it is done


def test_reserve_takes_as_many_queries_for_3_responses_as_for_1(
    administrator, django_assert_num_queries
):
    numbers = count(1)

    def another():
        membership = make.MembershipFactory(drafter=True)
        make.MembershipFactory(signatory=True, body=membership.body)
        make.ResponseFactory(
            inspection__released_at=seven(-56),
            inspection__slug=f"inspection-{next(numbers)}",
            body=membership.body,
        )

    another()
    with django_assert_num_queries(7):
        first = reserve(8)
    another()
    another()

    with django_assert_num_queries(7):
        both = reserve(8)

    assert (len(first), len(both)) == (3, 9)


def test_command_does_the_round_by_hand(cheshire, owing, mailbox, worker, capsys):
    with time_machine.travel(seven(-14), tick=False):
        call_command("send_reminders")

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]
    assert "handed to the worker" in capsys.readouterr().out


def test_daily_round_and_retry_are_what_beat_calls(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    daily = settings.CELERY_BEAT_SCHEDULE["send-reminders"]

    assert {"responses.tasks.send_reminders", "responses.tasks.retry_reminders"} <= tasks
    assert send_reminders.name == daily["task"]
    assert (daily["schedule"].hour, daily["schedule"].minute) == ({7}, {0})
    assert settings.CELERY_TIMEZONE == "Europe/London"
