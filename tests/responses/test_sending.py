"""A mail on its way: claimed, sent, failed, tried again, and given up when nothing is owed."""

from datetime import timedelta

import pytest
import time_machine

from forces.models import Membership
from responses.choices import MailState, ReminderState
from responses.models import Mail
from responses.models.mails import wait_after
from responses.models.planning import make_round
from responses.tasks import send_mail
from tests import factories as make
from tests.responses.conftest import seven


@pytest.fixture
def reserved(owing):
    """The mail to Cheshire's drafter, two weeks before the last day."""
    (pk,) = make_round(on=make.DUE_ON - timedelta(days=14), at=seven(-14))
    return Mail.objects.get(pk=pk)


def on(day):
    return make.DUE_ON + timedelta(days=day)


def state_of(mail):
    """What the mail and the one reminder in it say."""
    mail = Mail.objects.get(pk=mail.pk)
    return mail.state, mail.reminders.get().state


def test_task_run_twice_sends_once(reserved, mailbox, worker):
    with time_machine.travel(seven(-14), tick=False):
        send_mail(mail_id=reserved.pk)
        send_mail(mail_id=reserved.pk)

    assert len(mailbox.mails) == 1
    assert state_of(reserved) == (MailState.SENT, ReminderState.SENT)
    assert Mail.objects.get().attempts == 1


def test_claim_is_given_to_one_of_two_workers(reserved):
    one, other = Mail.objects.get(), Mail.objects.get()

    assert [each.claim(on=on(-14), at=seven(-14)) for each in (one, other)] == [True, False]


@pytest.mark.parametrize(("day", "claimed"), [(-15, False), (-14, True), (-13, False)])
def test_claim_is_for_the_mails_own_day(reserved, day, claimed):
    assert reserved.claim(on=on(day), at=seven(day)) is claimed


# Failure, and a second try


def test_failure_is_recorded_with_its_reason(owing, morning, mailbox):
    mailbox.refusal = "451 The box is full"

    morning(-14)

    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 1)
    assert "The box is full" in mail.error
    assert mail.try_again_at == seven(-14) + timedelta(minutes=10)
    assert mail.reminders.get().state == ReminderState.RESERVED


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
    message_id = Mail.objects.get().message_id

    assert sweep(-14, minutes=9) == []
    assert len(sweep(-14, minutes=10)) == 1
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.error) == (MailState.SENT, 2, "")
    assert mailbox.mails[0]["Message-ID"] == mail.message_id == message_id
    assert sweep(-14, minutes=60) == []


def test_retry_waits_longer_each_time(owing, morning, sweep, mailbox):
    mailbox.stop()
    morning(-14)
    waits = []

    for _ in range(3):
        mail = Mail.objects.get()
        waits.append((mail.try_again_at - mail.claimed_at) // timedelta(minutes=1))
        sweep(-14, minutes=(mail.try_again_at - seven(-14)) // timedelta(minutes=1))

    assert waits == [10, 20, 40]
    assert "refused" in mail.error


def test_wait_after_grows_to_four_hours():
    minutes = [wait_after(n) // timedelta(minutes=1) for n in (1, 2, 5, 6, 5000)]

    assert minutes == [10, 20, 160, 240, 240]


@pytest.mark.parametrize(("minutes", "sent"), [(14, 0), (15, 1)])
def test_retry_takes_over_what_a_lost_worker_claimed(reserved, sweep, minutes, sent, mailbox):
    reserved.claim(on=on(-14), at=seven(-14))

    assert len(sweep(-14, minutes=minutes)) == sent
    mail = Mail.objects.get()
    assert mail.attempts == 1 + sent
    assert [each["Message-ID"] for each in mailbox.mails] == [mail.message_id] * sent


@pytest.mark.parametrize(("minutes", "sent"), [(14, 0), (15, 1)])
def test_retry_takes_up_what_was_reserved_and_never_queued(reserved, sweep, minutes, sent):
    assert len(sweep(-14, minutes=minutes)) == sent


def test_worker_that_was_taken_for_lost_still_records_what_it_sent(reserved):
    slow, quick = Mail.objects.get(), Mail.objects.get()
    slow.claim(on=on(-14), at=seven(-14))
    quick.claim(on=on(-14), at=seven(-14) + timedelta(minutes=20))

    slow.mark_sent(at=seven(-14) + timedelta(minutes=21))
    quick.fail("Too late", at=seven(-14) + timedelta(minutes=22))

    assert state_of(reserved) == (MailState.SENT, ReminderState.SENT)


# What happens between reserving and sending


def test_send_drops_what_was_published_meanwhile(owing, reserved, sweep):
    make.publish_version(owing, make.TODAY)

    assert sweep(-14, minutes=20) == []
    assert state_of(reserved) == (MailState.UNNECESSARY, ReminderState.UNNECESSARY)


def test_send_drops_what_is_owed_to_someone_whose_role_ended_meanwhile(cheshire, reserved, sweep):
    Membership.objects.filter(user=cheshire.drafter).update(valid_to=on(-15))

    assert sweep(-14, minutes=20) == []
    assert state_of(reserved) == (MailState.UNNECESSARY, ReminderState.UNNECESSARY)


def test_send_drops_what_is_owed_to_someone_who_may_no_longer_sign_in(cheshire, reserved, sweep):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()

    assert sweep(-14, minutes=20) == []
    assert state_of(reserved) == (MailState.UNNECESSARY, ReminderState.UNNECESSARY)


def test_send_keeps_the_rest_of_a_mail_when_one_thing_is_no_longer_owed(
    cheshire, owing, sweep, mailbox
):
    inspection = make.InspectionFactory(slug="another", released_at=owing.inspection.released_at)
    other = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make_round(on=on(-14), at=seven(-14))
    make.publish_version(owing, make.TODAY)

    assert sweep(-14, minutes=20) == [cheshire.drafter.email]
    sent = Mail.objects.get().reminders.order_by("response")
    assert list(sent.values_list("response", "state")) == [
        (owing.pk, "unnecessary"),
        (other.pk, "sent"),
    ]


def test_what_was_given_up_is_reserved_again_when_it_is_owed_after_all(
    cheshire, reserved, sweep, morning
):
    roles = Membership.objects.filter(user=cheshire.drafter)
    roles.update(valid_to=on(-15))
    sweep(-14, minutes=20)
    roles.update(valid_to=None)

    assert morning(-13) == [cheshire.drafter.email]
    assert Mail.objects.filter(state=MailState.SENT).get().reminders.get().milestone == -14
