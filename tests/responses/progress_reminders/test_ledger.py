"""Each person is told once: run twice, at once, after an outage, and only what is still owed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from forces.models import Membership
from responses.choices import MailState, ReminderState
from responses.models import Mail, NoticeChoice, ProgressReminder, SavedView, ViewChange
from responses.models.planning import make_round, post
from responses.rehearsal.workers import Killed, killed_at
from responses.tasks.reminders import deliver
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import NEXT, round_on, rows, seven

DAY = timedelta(days=1)


def update_on(asked, on, **values):
    return make.ProgressUpdateFactory(
        recommendation=asked.recommendation,
        force=asked.force,
        as_at=on,
        submitted_at=seven(on, 9),
        moved_reason="The trainer left.",
        **values,
    )


def outcome():
    """How many of the reminders of progress stand how."""
    return sorted(ProgressReminder.objects.values_list("state", flat=True))


def test_round_run_twice_tells_each_person_once(said, updaters, morning):
    assert morning(NEXT) == updaters
    assert morning(NEXT) == []


def test_round_run_twice_makes_rows_and_mails_once(said, updaters):
    first, second = round_on(NEXT), round_on(NEXT)

    assert (len(first), second) == (2, [])
    assert len(rows("next_date", state="reserved")) == 2


def test_ledger_refuses_a_second_row_of_the_same_key(said):
    round_on(NEXT)
    row = ProgressReminder.objects.filter(falls_on=NEXT).first()
    row.pk = None

    with pytest.raises(IntegrityError, match="progressreminder_once_each"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_make_rows_and_mails_once(asked, said, cheshire):
    people = [make.MembershipFactory(force_contact=True, force=asked.force).user for _ in range(8)]
    view = SavedView.objects.create(
        owner=cheshire.drafter, name="Late", address="/", is_weekly=True, created_at=make.NOON
    )
    ViewChange.objects.create(view=view, on=NEXT, lines=["One"], at=seven(NEXT, 6))
    together = Barrier(2)

    def round_of_its_own():
        try:
            together.wait(timeout=60)
            return round_on(NEXT)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(round_of_its_own) for _ in range(2)]
        found = [round_.result(timeout=60) for round_ in rounds]

    assert len(rows("next_date", state="reserved")) == 10
    assert view.reminders.count() == 1
    assert sorted(map(len, found)) == [0, 10]
    assert all(person.mails.count() == 1 for person in [*people, cheshire.drafter])


@pytest.mark.parametrize("statement", [1, 10, 20, 25, 30, 35])
@pytest.mark.django_db(transaction=True)
def test_round_that_is_killed_leaves_nothing_and_is_made_again(said, statement):
    with pytest.raises(Killed), killed_at(statement):
        round_on(NEXT)

    assert rows() == []
    assert len(round_on(NEXT)) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", range(1, 40, 4))
def test_worker_that_is_killed_loses_nothing(asked, said, cheshire, mailbox, statement):
    Membership.objects.filter(user=cheshire.contact).update(valid_to=make.TODAY)
    round_on(NEXT)
    mail = Mail.objects.get()
    try:
        with killed_at(statement):
            deliver(mail, at=seven(NEXT))
    except Killed:
        deliver(Mail.objects.get(), at=seven(NEXT) + timedelta(minutes=20))

    assert Mail.objects.get().state == MailState.SENT
    assert {each["Message-ID"] for each in mailbox.mails} == {mail.message_id}
    assert "reserved" not in outcome()


def test_outage_ends_in_one_mail_and_earlier_ones_are_overtaken(said, updaters, morning):
    assert morning(NEXT + 12 * DAY) == updaters
    assert [(day, state) for day, who, state in rows("next_date") if who == updaters[0]] == [
        (NEXT, "overtaken"),
        (NEXT + 11 * DAY, "sent"),
    ]


def test_role_that_ended_gives_up_what_is_reserved(said, cheshire):
    round_on(NEXT)
    Membership.objects.filter(user=cheshire.contact).update(valid_to=NEXT)

    round_on(NEXT + DAY)

    assert rows("next_date", recipient=cheshire.contact, falls_on=NEXT) == [
        (NEXT, cheshire.contact.email, "unnecessary")
    ]


def test_role_that_came_back_revives_what_was_given_up(said, cheshire, morning):
    round_on(NEXT)
    held = Membership.objects.filter(user=cheshire.contact)
    held.update(valid_to=NEXT)
    round_on(NEXT + DAY)
    held.update(valid_to=None)

    assert cheshire.contact.email in morning(NEXT + 2 * DAY)
    assert (NEXT, cheshire.contact.email, "sent") in rows("next_date")


def test_person_who_may_not_sign_in_is_told_nothing(said, cheshire, morning):
    cheshire.contact.is_active = False
    cheshire.contact.save()

    assert morning(NEXT) == [cheshire.drafter.email]


def test_mail_that_is_claimed_drops_what_is_no_longer_owed(asked, said, cheshire, mailbox):
    round_on(NEXT)
    update_on(asked, NEXT + DAY)

    for mail in Mail.objects.all():
        deliver(mail, at=seven(NEXT, 12))

    assert mailbox.mails == []
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.UNNECESSARY}
    assert {state for day, _, state in rows() if day == NEXT} == {"unnecessary"}


def test_mail_that_is_claimed_goes_out_with_what_is_still_owed(asked, said, cheshire, mailbox):
    oversight.question(update=said, reply_by=NEXT)
    round_on(NEXT)
    update_on(asked, NEXT + DAY)

    for mail in Mail.objects.filter(recipient=cheshire.drafter):
        deliver(mail, at=seven(NEXT, 12))

    assert "A question waits for your reply" in mailbox.mails[0]["Subject"]
    assert rows("next_date", state="sent") == []
    assert len(rows("question", state="sent")) == 1


def test_only_pressing_mutes_a_date_that_comes_near_and_tells_one_that_has_passed(
    said, cheshire, morning
):
    NoticeChoice.choose(cheshire.drafter, pace="daily", only_pressing=True)

    assert [cheshire.drafter.email in morning(NEXT + day * DAY) for day in (-7, 0, 11)] == [
        False,
        False,
        True,
    ]
    assert (NEXT, cheshire.drafter.email, "muted") in rows("next_date")


def test_only_pressing_tells_what_waits_for_the_person(asked, cheshire, morning):
    NoticeChoice.choose(cheshire.contact, pace="daily", only_pressing=True)
    request = oversight.request(
        force=asked.force, recommendation=asked.recommendation, person=cheshire.contact
    )

    assert morning(request.wanted_by) == [cheshire.contact.email]


def test_what_comes_after_the_mail_of_the_day_waits_for_the_next_morning(
    asked, said, cheshire, morning, sweep
):
    morning(NEXT)
    oversight.question(
        force=asked.force,
        recommendation=asked.recommendation,
        asked_at=seven(NEXT, 11),
        reply_by=NEXT + 30 * DAY,
    )

    assert sweep(NEXT, 12) == []
    assert len(morning(NEXT + DAY)) == 2


def test_sweep_finds_nothing_new_before_seven(asked, cheshire):
    oversight.request(
        force=asked.force, recommendation=asked.recommendation, person=cheshire.contact
    )

    assert post(on=make.TODAY + DAY, at=seven(make.TODAY + DAY, 6)) == []


def test_sent_row_is_final(said, morning):
    morning(NEXT)
    row = ProgressReminder.objects.filter(state=ReminderState.SENT).first()

    with pytest.raises(Exception, match="sent_is_final"), transaction.atomic():
        ProgressReminder.objects.filter(pk=row.pk).update(state=ReminderState.UNNECESSARY)


def test_mail_that_failed_goes_out_again_the_next_morning(said, cheshire, mailbox, worker):
    Membership.objects.filter(user=cheshire.contact).update(valid_to=make.TODAY)
    mailbox.refusal = "451 Try again later"
    for mail in make_round(on=NEXT, at=seven(NEXT)):
        deliver(Mail.objects.get(pk=mail), at=seven(NEXT))
    assert ProgressReminder.objects.failed().count() == 1
    mailbox.refusal = ""

    with time_machine.travel(seven(NEXT + DAY), tick=False):
        for mail in round_on(NEXT + DAY):
            deliver(Mail.objects.get(pk=mail), at=seven(NEXT + DAY))

    assert [each["To"] for each in mailbox.mails] == [cheshire.drafter.email]
    assert len(rows("next_date", state="sent")) == 1
