"""A mail that failed, sent again because somebody asked for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from forces.policies import Refused
from responses.choices import MailState, ReminderKind, ReminderState
from responses.models import Mail, ReminderRound
from responses.models.trying_again import try_again
from responses.tasks import send_again
from tests import factories as make
from tests.responses.conftest import seven


@pytest.fixture
def failed(owing, morning, mailbox):
    """The mail of two weeks before the last day, to Cheshire's drafter: the box was full."""
    mailbox.refusal = "451 The box is full"
    morning(-14)
    mailbox.refusal = ""
    return Mail.objects.get()


def again(mail, day, **later):
    """Ask for it on a day, some time after 7: the state and day that the mail has then."""
    at = seven(day) + timedelta(**later)
    with time_machine.travel(at, tick=False):
        send_again(mail, on=make.DUE_ON + timedelta(days=day), at=at)
    mail.refresh_from_db()
    return mail.state, (mail.on - make.DUE_ON).days


def to(mailbox):
    return [mail["To"] for mail in mailbox.mails]


@pytest.mark.django_db(transaction=True)
def test_failed_mail_goes_out_at_once_on_its_day(cheshire, failed, mailbox):
    assert again(failed, -14, minutes=1) == (MailState.SENT, -14)
    assert to(mailbox) == [cheshire.drafter.email]
    assert mailbox.mails[0]["Message-ID"] == failed.message_id


@pytest.mark.django_db(transaction=True)
def test_failed_mail_that_fails_again_waits_again(failed, mailbox):
    mailbox.refusal = "451 Still full"

    assert again(failed, -14, minutes=1) == (MailState.FAILED, -14)
    assert failed.attempts == 2
    assert failed.try_again_at == seven(-14) + timedelta(minutes=21)


@pytest.mark.django_db(transaction=True)
def test_failed_mail_of_an_earlier_day_goes_out_in_todays(cheshire, failed, mailbox):
    ReminderRound.objects.create(
        on=make.DUE_ON - timedelta(days=13), at=seven(-13), reserved=0, mails=0
    )

    assert again(failed, -13, hours=2) == (MailState.SENT, -13)
    assert to(mailbox) == [cheshire.drafter.email]


@pytest.mark.django_db(transaction=True)
def test_failed_mail_goes_out_with_all_that_a_missed_round_owes(cheshire, owing, failed, mailbox):
    other = make.ResponseFactory(
        body=cheshire.body, inspection__released_at=seven(-55), due_on=make.DUE_ON
    )

    assert again(failed, -13, hours=2) == (MailState.REPLACED, -14)
    sent = Mail.objects.get(state=MailState.SENT)
    assert to(mailbox) == [cheshire.drafter.email]
    assert set(sent.reminders.values_list("response", flat=True)) == {owing.pk, other.pk}


@pytest.mark.django_db(transaction=True)
def test_failed_mail_waits_where_todays_has_gone(cheshire, failed, mailbox):
    make.MailFactory(recipient=cheshire.drafter, on=make.DUE_ON - timedelta(days=13), sent=True)
    ReminderRound.objects.create(
        on=make.DUE_ON - timedelta(days=13), at=seven(-13), reserved=0, mails=0
    )

    assert again(failed, -13, hours=2) == (MailState.FAILED, -14)
    assert failed.waits_for_next(make.DUE_ON - timedelta(days=13))
    assert to(mailbox) == []


@pytest.mark.django_db(transaction=True)
def test_failed_mail_does_not_go_out_before_the_morning(failed, mailbox):
    assert again(failed, -13, minutes=-1) == (MailState.FAILED, -14)
    assert to(mailbox) == []


@pytest.mark.django_db(transaction=True)
def test_failed_mail_about_what_is_published_by_now_is_given_up(owing, failed, mailbox):
    make.publish_version(owing, make.TODAY)

    assert again(failed, -14, minutes=1) == (MailState.UNNECESSARY, -14)
    assert to(mailbox) == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (MailState.RESERVED, "waiting to be sent already"),
        (MailState.CLAIMED, "being sent at this moment"),
        (MailState.SENT, "has been sent already"),
        (MailState.REPLACED, "goes out in a later one"),
        (MailState.UNNECESSARY, "Nothing in this mail is owed"),
    ],
)
def test_only_what_failed_is_tried_again(db, state, sentence):
    traits = {state.value: True} if state in {MailState.CLAIMED, MailState.SENT} else {}
    mail = make.MailFactory(state=state, **traits)

    with pytest.raises(Refused, match=sentence):
        try_again(mail, on=make.TODAY, at=make.NOON)

    assert Mail.objects.get().state == state


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("day", [-14, -13])
def test_two_who_ask_at_once_make_one_mail(cheshire, failed, mailbox, day):
    together = Barrier(2)
    at = seven(day) + timedelta(minutes=1)

    def ask():
        try:
            mail = Mail.objects.get(pk=failed.pk)
            together.wait(timeout=60)
            send_again(mail, on=make.DUE_ON + timedelta(days=day), at=at)
        finally:
            connection.close()

    with time_machine.travel(at, tick=False), ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(ask) for _ in range(2)]:
            each.result(timeout=60)

    assert to(mailbox) == [cheshire.drafter.email]
    assert Mail.objects.get().attempts == 2


def test_mail_that_failed_says_when_it_is_tried_again(db):
    mail = make.MailFactory(failed=True)

    assert mail.next_try(make.TODAY) == "It is tried again on 20 August 2021 at 12:10pm."
    assert "next morning’s mail" in mail.next_try(make.TODAY + timedelta(days=1))


def test_mail_that_would_be_tried_again_after_midnight_says_the_next_morning(db):
    mail = make.MailFactory(failed=True, try_again_at=make.NOON + timedelta(hours=12))

    assert "next morning’s mail" in mail.next_try(make.TODAY)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "Waiting to be sent"),
        ({"in_mail": True}, "Waiting to be sent"),
        ({"in_mail": True, "mail__claimed": True}, "Being sent"),
        ({"failed": True}, "Failed"),
        ({"sent": True}, "Sent on 20 August 2021 at midday"),
        ({"state": ReminderState.OVERTAKEN}, "Overtaken by a later one"),
        ({"state": ReminderState.OVERTAKEN, "failed": True}, "Overtaken by a later one"),
        ({"state": ReminderState.UNNECESSARY}, "No longer needed"),
        ({"state": ReminderState.MUTED}, "Not sent: they asked for less mail"),
    ],
)
def test_reminder_says_what_became_of_it(db, row, expected):
    assert make.ReminderFactory(**row).standing == expected


def test_reminder_says_what_it_is_about(db):
    row = make.ReminderFactory(kind=ReminderKind.NO_SIGNATORY, milestone=7)

    assert row.words == "still nobody may sign"


# On the admin site


@pytest.mark.django_db(transaction=True)
def test_technical_administrator_sends_again_what_failed_and_nothing_else(
    client, cheshire, failed, mailbox
):
    client.force_login(make.UserFactory(is_staff=True))
    gone = make.MailFactory(sent=True, on=failed.on)
    chosen = {"action": "send_again", "_selected_action": [failed.pk, gone.pk]}

    with time_machine.travel(seven(-14) + timedelta(minutes=1), tick=False):
        page = client.post("/admin/responses/mail/", chosen, follow=True)

    assert "1 of those chosen were handed to the worker." in page.content.decode()
    assert to(mailbox) == [cheshire.drafter.email]
