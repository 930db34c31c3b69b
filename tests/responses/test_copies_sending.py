from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from responses.choices import CopyTo, MailState, SentBy
from responses.models import Copy, CopyAddress, CopyMail, Letter
from responses.models.publishing import publish
from responses.tasks import render_letter, send_copies
from responses.tasks.copies import deliver_copy
from tests import factories as make

PDF = b"%PDF-1.7 the letter"


@pytest.fixture
def published(cheshire, inspection):
    """Cheshire's first version, published at noon; the inspectorate has an address."""
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    with transaction.atomic():
        version = make.sign_version(response)
    Letter.objects.create(version=version, changed_at=make.NOON)
    publish(response, make.actor(cheshire.drafter), at=make.NOON, url="https://cheshire.example/r")
    return version


@pytest.fixture
def mail(published):
    published.letters.get().issue(PDF, at=make.NOON)
    return CopyMail.objects.get()


def inspectors_copy():
    return Copy.objects.get(to=CopyTo.INSPECTORS)


def test_a_copy_is_mailed_with_the_letter_attached(published, mail, mailbox, worker):
    send_copies()

    [got] = mailbox.mails
    text = " ".join(got.get_body(("plain",)).get_content().split())
    [attached] = got.iter_attachments()
    assert got["To"] == "copies@hmicfrs.example"
    assert got["Message-ID"] == mail.message_id
    assert (
        " ".join(got["Subject"].split()) == "Copy of a published response: Rape inspection, "
        "Police and Crime Commissioner for Cheshire"
    )
    assert "“An inspection of the response to rape”, published on 16 July 2021" in text
    assert "signed by Sam Signer, Police and Crime Commissioner, on 20 August 2021" in text
    assert "published on 20 August 2021." in text
    assert "the copy for the inspectors of constabulary" in text
    assert "/register/rape/cheshire/" in text
    assert "https://cheshire.example/r" in text
    assert "takes the place" not in text
    assert attached.get_filename() == "rape-cheshire-version-1.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF


def test_a_copy_that_is_mailed_says_when_and_how(published, mail, mailbox, worker):
    send_copies()

    mail.refresh_from_db()
    copy = inspectors_copy()
    assert (mail.state, mail.sent_at) == (MailState.SENT, make.NOON)
    assert (copy.sent_on, copy.sent_how) == (make.TODAY, SentBy.SERVICE)
    assert (copy.noted_by, copy.noted_at) == (None, None)


def test_a_mail_carries_no_word_of_the_draft_of_the_next_version(
    published, cheshire, mail, mailbox, worker
):
    response = published.response
    response.refresh_from_db()
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="zebra")
    response.introduction = "zebra"
    response.save()

    send_copies()

    [got] = mailbox.mails
    assert "zebra" not in got.as_string()


def test_the_mail_of_a_later_version_says_what_it_takes_the_place_of(
    published, cheshire, mail, mailbox, worker
):
    send_copies()
    response = published.response
    response.refresh_from_db()
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    second = make.sign_version(response)
    Letter.objects.create(version=second, changed_at=make.NOON)
    second.letters.get().issue(b"%PDF-1.7 the second", at=make.NOON)
    publish(response, make.actor(cheshire.drafter), at=make.NOON)

    send_copies()

    _, got = mailbox.mails
    [attached] = got.iter_attachments()
    assert "This is version 2. It takes the place" in got.get_body(("plain",)).get_content()
    assert attached.get_content() == b"%PDF-1.7 the second"


def test_a_copy_waits_until_its_letter_is_made(published, mailbox, worker):
    send_copies()
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    assert mailbox.mails == []
    assert CopyMail.objects.get().state == MailState.RESERVED


def test_a_copy_goes_out_when_its_letter_is_made(
    published, mailbox, worker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        render_letter(letter_id=published.letters.get().pk)

    [got] = mailbox.mails
    [attached] = got.iter_attachments()
    assert attached.get_content() == bytes(published.letters.get().content)


def test_the_letter_of_another_version_lets_nothing_go(published, cumbria, mailbox, worker):
    other = make.ResponseFactory(inspection=published.response.inspection, body=cumbria.body)
    letter = Letter.objects.create(version=make.sign_version(other), changed_at=make.NOON)
    letter.issue(PDF, at=make.NOON)

    send_copies()

    assert mailbox.mails == []


def test_sending_twice_sends_once(mail, mailbox, worker):
    send_copies()
    send_copies()
    deliver_copy(mail, at=make.NOON)

    assert len(mailbox.mails) == 1


def test_a_copy_that_fails_waits_and_is_tried_again(mail, mailbox, worker):
    mailbox.refusal = "550 no such box"
    send_copies()
    mail.refresh_from_db()
    assert (mail.state, inspectors_copy().sent_on) == (MailState.FAILED, None)
    assert "no such box" in mail.error
    mailbox.refusal = ""

    deliver_copy(mail, at=make.NOON + timedelta(minutes=9))
    assert mailbox.mails == []
    deliver_copy(mail, at=make.NOON + timedelta(minutes=10))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 2)
    assert [got["Message-ID"] for got in mailbox.mails] == [mail.message_id]


def test_the_day_of_a_copy_is_that_in_london(mail, mailbox, worker):
    just_after_midnight = make.NOON.replace(day=21, hour=0, minute=30)

    deliver_copy(mail, at=just_after_midnight)

    assert inspectors_copy().sent_on == date(2021, 8, 21)


def test_a_mail_left_by_a_lost_worker_goes_out_with_the_same_message_id(mail, mailbox, worker):
    mail.claim(at=make.NOON - timedelta(minutes=15))

    send_copies()

    assert [got["Message-ID"] for got in mailbox.mails] == [mail.message_id]


def test_a_mail_in_the_hands_of_a_worker_is_left(mail, mailbox, worker):
    mail.claim(at=make.NOON - timedelta(minutes=14))

    send_copies()

    assert mailbox.mails == []


@contextmanager
def refusing_to_say_sent():
    """The database takes everything but that a copy's mail was sent."""
    rule = "nothing_is_sent"
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE responses_copymail ADD CONSTRAINT {rule} CHECK (state <> 'sent')"
        )
        yield
        cursor.execute(f"ALTER TABLE responses_copymail DROP CONSTRAINT {rule}")


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_outcome_could_not_be_written_is_sent_again_as_the_same(mail, mailbox):
    with refusing_to_say_sent(), pytest.raises(IntegrityError):
        deliver_copy(mail, at=make.NOON)
    was_accepted, copy = len(mailbox.mails), inspectors_copy()

    deliver_copy(mail, at=make.NOON + timedelta(minutes=15))

    assert (was_accepted, copy.sent_on) == (1, None)
    assert [got["Message-ID"] for got in mailbox.mails] == [mail.message_id] * 2
    assert inspectors_copy().sent_on == make.TODAY


def are_waiting(workers):
    """Whether that many sessions of this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] == workers


@pytest.mark.django_db(transaction=True)
def test_of_workers_at_the_very_same_moment_one_sends(mail, mailbox):
    def work(_):
        try:
            deliver_copy(CopyMail.objects.get(pk=mail.pk), at=make.NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        with transaction.atomic():
            CopyMail.objects.select_for_update().get(pk=mail.pk)
            at_work = [workers.submit(work, number) for number in range(4)]
            while not are_waiting(4):
                assert not any(each.done() for each in at_work)
        for each in at_work:
            each.result()

    mail.refresh_from_db()
    assert (len(mailbox.mails), mail.attempts) == (1, 1)
    assert inspectors_copy().sent_how == SentBy.SERVICE
