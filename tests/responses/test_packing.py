"""One mail a day for each person: what goes into it, and what becomes of one that was not sent."""

from datetime import timedelta

import pytest

from responses.choices import MailState, Pace, ReminderKind, ReminderState
from responses.models import DueChange, Mail, NoticeChoice, Response
from responses.models.planning import make_round, post, reserve
from responses.models.signing import send, send_back
from tests import factories as make
from tests.responses.conftest import actor_of, seven


def on(day):
    return make.DUE_ON + timedelta(days=day)


def of_two(cheshire, owing, **fields):
    """A second response that Cheshire owes: due two weeks after the first."""
    inspection = make.InspectionFactory(
        slug="another", short_title="Custody inspection", released_at=owing.inspection.released_at
    )
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, **{"due_on": on(14), **fields}
    )


def mails_of(person):
    """What became of a person's mails: (day, state, is it an extra one), the oldest first."""
    rows = person.mails.order_by("pk").values_list("on", "state", "is_extra")
    return [((day - make.DUE_ON).days, state, extra) for day, state, extra in rows]


def in_mail(mail):
    return sorted(mail.reminders.values_list("response", "kind", "milestone"))


def hand_over(response, cheshire, at):
    """Send a response to be signed at some moment."""
    send(response, actor_of(cheshire.drafter, at), at=at)


# One mail


def test_everything_owed_to_a_person_is_in_one_mail(cheshire, owing, morning):
    second = of_two(cheshire, owing)

    assert morning(0).count(cheshire.drafter.email) == 1
    assert in_mail(cheshire.drafter.mails.get()) == [
        (owing.pk, "last_day", 0),
        (second.pk, "last_day", -14),
    ]


def test_the_same_person_of_two_bodies_gets_one_mail(cheshire, cumbria, owing, morning):
    make.MembershipFactory(drafter=True, user=cheshire.drafter, body=cumbria.body)
    other = make.ResponseFactory(inspection=owing.inspection, body=cumbria.body)

    assert morning(-14).count(cheshire.drafter.email) == 1
    assert {row[0] for row in in_mail(cheshire.drafter.mails.get())} == {owing.pk, other.pk}


def test_a_hand_over_goes_at_once_as_the_mail_of_the_day(cheshire, owing, drafting, sweep, morning):
    morning(-20)

    hand_over(owing, cheshire, seven(-20) + timedelta(hours=3))

    assert sweep(-20, minutes=181) == [cheshire.signatory.email]
    assert mails_of(cheshire.signatory) == [(-20, "sent", False)]


def test_what_comes_after_the_mail_of_the_day_waits_for_the_next_morning(
    cheshire, owing, drafting, morning, sweep
):
    morning(-7)

    hand_over(owing, cheshire, seven(-7) + timedelta(hours=3))

    assert sweep(-7, minutes=200) == []
    assert morning(-6) == [cheshire.signatory.email]
    assert mails_of(cheshire.signatory) == [(-7, "sent", False), (-6, "sent", False)]


@pytest.mark.parametrize(("day", "at_once"), [(-1, False), (0, True), (1, True), (9, True)])
def test_a_hand_over_does_not_wait_when_the_last_day_has_come(
    cheshire, owing, drafting, morning, sweep, day, at_once
):
    morning(day)
    if not cheshire.signatory.mails.filter(on=on(day)).exists():
        _sent(cheshire.signatory, day)

    hand_over(owing, cheshire, seven(day) + timedelta(hours=3))

    assert (sweep(day, minutes=200) == [cheshire.signatory.email]) is at_once
    assert ((day, "sent", True) in mails_of(cheshire.signatory)) is at_once


def _sent(person, day):
    """A mail that a person had on a day, about something else."""
    Mail.objects.create(
        recipient=person,
        on=on(day),
        state=MailState.SENT,
        message_id=f"<sent.{person.pk}.{day}@example.org>",
        attempts=1,
        reserved_at=seven(day),
        claimed_at=seven(day),
        sent_at=seven(day),
    )


@pytest.mark.parametrize(("day", "at_once"), [(-8, True), (-7, True), (-6, False)])
def test_that_the_last_day_is_moved_to_today_does_not_wait(
    cheshire, administrator, owing, morning, sweep, day, at_once
):
    morning(-7)
    owing.due_on = on(day)
    owing.save()
    at = seven(-7) + timedelta(hours=3)
    DueChange.objects.create(
        response=owing, old=make.DUE_ON, new=on(day), reason="A slip.", by=administrator, at=at
    )
    reserve(Response.objects.filter(pk=owing.pk), on=on(-7), at=at)

    told = sorted([cheshire.drafter.email, cheshire.signatory.email])
    assert [each for each in sweep(-7, minutes=200) if each in told] == (told if at_once else [])


def test_a_hand_over_of_a_new_version_can_wait(cheshire, owing, drafting, morning, sweep):
    make.publish_version(owing, make.TODAY)
    owing.reopen(by=cheshire.drafter, at=make.NOON, reason="A figure was wrong.")
    _sent(cheshire.signatory, 10)
    morning(10)

    hand_over(owing, cheshire, seven(10) + timedelta(hours=3))

    assert sweep(10, minutes=200) == []
    assert morning(11) == [cheshire.signatory.email]


def test_an_extra_mail_tells_of_nothing_that_can_wait(cheshire, owing, drafting, morning, sweep):
    second = of_two(cheshire, owing, drafting=True)
    make.AnswerFactory(response=second)
    morning(0)

    hand_over(second, cheshire, seven(0) + timedelta(hours=2))
    hand_over(owing, cheshire, seven(0) + timedelta(hours=3))

    assert sweep(0, minutes=200) == [cheshire.signatory.email]
    (extra,) = cheshire.signatory.mails.filter(is_extra=True)
    assert in_mail(extra) == [(owing.pk, "to_sign", 0)]
    assert cheshire.signatory.email in morning(1)
    (second_mail,) = cheshire.signatory.mails.filter(on=on(1))
    assert (second.pk, "to_sign", 0) in in_mail(second_mail)


def test_two_returns_on_one_day_are_two_reminders(cheshire, owing, drafting, sweep):
    at = seven(-10)
    for hour in (1, 2):
        hand_over(owing, cheshire, at + timedelta(hours=hour))
        send_back(
            owing,
            actor_of(cheshire.signatory, at),
            at=at + timedelta(hours=hour, minutes=30),
            reason="Say more.",
        )

    returned = owing.reminders.filter(kind=ReminderKind.RETURNED, recipient=cheshire.drafter)
    assert sorted(returned.values_list("state", flat=True)) == ["reserved", "unnecessary"]


# For those who want a mail each time


@pytest.fixture
def at_once(cheshire):
    for person in (cheshire.drafter, cheshire.signatory):
        NoticeChoice.objects.create(user=person, pace=Pace.AT_ONCE)


def test_who_asked_for_it_gets_a_mail_for_each_response(cheshire, owing, at_once, morning):
    of_two(cheshire, owing)

    assert morning(0).count(cheshire.drafter.email) == 2
    assert mails_of(cheshire.drafter) == [(0, "sent", True)] * 2


def test_who_asked_for_it_gets_a_hand_over_at_once(
    cheshire, owing, drafting, at_once, morning, sweep
):
    morning(-7)

    hand_over(owing, cheshire, seven(-7) + timedelta(hours=3))

    assert sweep(-7, minutes=200) == [cheshire.signatory.email]


# For those who want less


@pytest.fixture
def quiet(cheshire):
    NoticeChoice.objects.create(user=cheshire.drafter, only_pressing=True)


def test_who_wants_less_is_told_when_it_is_late(cheshire, owing, quiet, morning):
    assert cheshire.drafter.email not in morning(-14)
    assert cheshire.drafter.email not in morning(0)
    assert cheshire.drafter.email in morning(1)
    assert owing.reminders.get(milestone=0, recipient=cheshire.drafter).state == "muted"


def test_what_was_muted_is_not_sent_when_they_change_their_mind(cheshire, owing, quiet, morning):
    morning(-14)
    NoticeChoice.objects.update(only_pressing=False)

    assert morning(-13) == []
    assert cheshire.drafter.email in morning(-7)


def test_what_waits_unsent_is_given_up_when_they_ask_for_less(cheshire, owing):
    make_round(on=on(-14), at=seven(-14))
    NoticeChoice.objects.create(user=cheshire.drafter, only_pressing=True)

    make_round(on=on(-13), at=seven(-13))

    assert owing.reminders.get(milestone=-14).state == ReminderState.UNNECESSARY


def test_a_mail_that_failed_is_not_tried_again_once_they_ask_for_less(
    cheshire, owing, morning, sweep, mailbox
):
    mailbox.refusal = "451 Later"
    morning(-14)
    mailbox.refusal = ""
    NoticeChoice.objects.create(user=cheshire.drafter, only_pressing=True)

    assert sweep(-14, minutes=15) == []
    assert owing.reminders.get(milestone=-14).state == ReminderState.UNNECESSARY


# A mail that was not sent


def test_an_unsent_mail_goes_out_the_next_morning_as_it_was(cheshire, owing, morning, mailbox):
    mailbox.refusal = "451 Later"
    morning(-14)
    before = cheshire.drafter.mails.get()
    mailbox.refusal = ""

    assert morning(-13) == [cheshire.drafter.email]
    after = cheshire.drafter.mails.get()
    assert (after.pk, after.message_id) == (before.pk, before.message_id)
    assert (after.on, after.attempts, after.state) == (on(-13), 2, "sent")


def test_a_mail_that_cannot_be_sent_for_days_stays_one_mail(
    cheshire, owing, morning, sweep, mailbox
):
    mailbox.refusal = "451 Later"
    for day in (-14, -13, -12):
        morning(day)
        sweep(day, minutes=600)
    mailbox.refusal = ""

    assert morning(-11) == [cheshire.drafter.email]
    assert mails_of(cheshire.drafter) == [(-11, "sent", False)]
    assert cheshire.drafter.mails.get().attempts == 7


def test_an_unsent_mail_that_says_more_the_next_morning_is_another(
    cheshire, owing, morning, mailbox
):
    second = of_two(cheshire, owing)
    mailbox.refusal = "451 Later"
    morning(-14)
    mailbox.refusal = ""

    morning(0)

    old, new = cheshire.drafter.mails.order_by("pk")
    assert (old.state, new.state) == ("replaced", "sent")
    assert old.message_id != new.message_id
    assert "Later" in old.error
    assert in_mail(new) == [(owing.pk, "last_day", 0), (second.pk, "last_day", -14)]


def test_an_unsent_mail_gains_what_comes_the_same_day_as_another_mail(
    cheshire, owing, drafting, morning, sweep, mailbox
):
    mailbox.refusal = "451 Later"
    morning(-7)
    hand_over(owing, cheshire, seven(-7) + timedelta(minutes=2))
    mailbox.refusal = ""

    assert cheshire.signatory.email in sweep(-7, minutes=3)
    old, new = cheshire.signatory.mails.order_by("pk")
    assert (old.state, new.state, new.on) == ("replaced", "sent", on(-7))
    assert in_mail(new) == [(owing.pk, "last_day", -7), (owing.pk, "to_sign", 0)]


def test_a_failed_mail_of_which_nothing_is_left_makes_way_for_another(
    cheshire, owing, drafting, sweep, mailbox
):
    signatory = cheshire.signatory
    hand_over(owing, cheshire, seven(-20))
    mailbox.refusal = "550 No"
    assert sweep(-20, minutes=1) == []
    send_back(owing, actor_of(signatory, seven(-20)), at=seven(-20), reason="Say when.")
    hand_over(owing, cheshire, seven(-20) + timedelta(minutes=2))
    mailbox.refusal = ""

    assert signatory.email in sweep(-20, minutes=3)
    assert mails_of(signatory) == [(-20, "unnecessary", False), (-20, "sent", False)]


def test_nothing_of_yesterday_goes_out_before_the_morning(cheshire, owing, morning, sweep, mailbox):
    mailbox.refusal = "451 Later"
    morning(-14)
    mailbox.refusal = ""

    assert sweep(-13, minutes=-300) == []
    assert morning(-13) == [cheshire.drafter.email]


def test_a_mail_of_which_nothing_is_left_is_closed(cheshire, owing, morning, mailbox):
    mailbox.refusal = "451 Later"
    morning(-14)
    make.publish_version(owing, make.TODAY)
    mailbox.refusal = ""

    assert morning(-13) == []
    assert mails_of(cheshire.drafter) == [(-14, "unnecessary", False)]
    assert "Later" in cheshire.drafter.mails.get().error


def test_a_mail_in_flight_at_midnight_is_left_to_whoever_sends_it(cheshire, owing):
    (pk,) = make_round(on=on(-14), at=seven(-14))
    late = seven(-14) + timedelta(hours=16, minutes=55)
    mail = Mail.objects.get(pk=pk)
    mail.claim(on=on(-14), at=late)

    make_round(on=on(-13), at=late + timedelta(minutes=10))
    mail.mark_sent(at=late + timedelta(minutes=11))

    assert mails_of(cheshire.drafter) == [(-14, "sent", False)]
    assert owing.reminders.get(milestone=-14).state == ReminderState.SENT


def test_post_does_nothing_when_nothing_is_loose(owing):
    make_round(on=on(-14), at=seven(-14))

    assert post(on=on(-14), at=seven(-14) + timedelta(hours=1)) == []
