from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from responses.choices import CommentsMailKind, MailState, Status
from responses.models import ChiefOfficerComments, CommentsMail
from responses.models.comments_mails import reserve_mails
from responses.models.handing_over import give_back, hand_over
from responses.models.inviting import invitation_mark, invite
from responses.models.officer import draft_of, mark_of_draft, save_officer_draft, texts_of
from responses.models.saving import Seen
from responses.tasks import send_comments_mails
from responses.tasks.comments import deliver_comments
from tests import factories as make

WANTED = date(2021, 9, 1)
SECRET = "zebra"


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction=SECRET, answers=True
    )


@pytest.fixture
def invited(response, cheshire):
    """The mail that invites Cheshire's contact."""
    invite(
        response,
        wanted_by=WANTED,
        seen=invitation_mark(response),
        by=cheshire.drafter,
        at=make.NOON,
    )
    return response.comments_mails.get()


def handed_over(response, cheshire):
    draft = draft_of(response)
    save_officer_draft(
        response,
        seen=Seen(mark_of_draft(draft, texts_of(draft))),
        by=cheshire.contact,
        at=make.NOON,
        on_recommendations={},
        comes_from=f"Chief {SECRET}",
        text=SECRET,
    )
    draft = draft_of(response)
    seen = mark_of_draft(draft, texts_of(draft))
    hand_over(response, seen=seen, by=cheshire.contact, at=make.NOON)


def test_an_invitation_says_what_is_wanted_by_when_and_where(
    response, cheshire, invited, mailbox, worker
):
    send_comments_mails()

    [mail] = mailbox.mails
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    assert mail["To"] == cheshire.contact.email
    assert (
        mail["Subject"].strip()
        == "Chief officer’s comments wanted by 1 September 2021: Rape inspection"
    )
    assert "An inspection of the response to rape" in text
    assert "They are wanted by Wednesday 1 September 2021." in text
    assert "by Thursday 9 September 2021" in text
    assert text.count("http") == 1
    assert "/comments/rape/cheshire/" in text
    assert mail["Message-ID"] == invited.message_id
    invited.refresh_from_db()
    assert (invited.state, invited.sent_at) == (MailState.SENT, make.NOON)


def test_no_mail_has_a_word_that_somebody_wrote(response, cheshire, invited, mailbox, worker):
    send_comments_mails()
    handed_over(response, cheshire)
    send_comments_mails()
    give_back(response, reason=f"{SECRET} reason", by=cheshire.drafter, at=make.NOON)
    send_comments_mails()

    assert [mail["To"] for mail in mailbox.mails] == [
        cheshire.contact.email,
        cheshire.drafter.email,
        cheshire.contact.email,
    ]
    assert all(len(list(mail.iter_parts())) == 2 for mail in mailbox.mails)
    for mail in mailbox.mails:
        for part in mail.iter_parts():
            assert SECRET not in part.get_content()
        assert SECRET not in mail["Subject"]


def test_the_office_is_told_where_to_read_what_was_handed_over(response, cheshire, mailbox, worker):
    handed_over(response, cheshire)

    send_comments_mails()

    [mail] = mailbox.mails
    assert f"/responses/{response.pk}/comments/" in mail.get_body(("html",)).get_content()


def test_sending_twice_sends_once(invited, mailbox, worker):
    send_comments_mails()
    send_comments_mails()
    deliver_comments(invited, at=make.NOON)

    assert len(mailbox.mails) == 1


def test_a_mail_that_fails_waits_and_is_tried_again(invited, mailbox, worker):
    mailbox.refusal = "550 no such box"
    send_comments_mails()
    invited.refresh_from_db()
    assert invited.state == MailState.FAILED
    assert invited.try_again_at == make.NOON + timedelta(minutes=10)
    mailbox.refusal = ""

    deliver_comments(invited, at=make.NOON + timedelta(minutes=9))
    assert mailbox.mails == []
    deliver_comments(invited, at=make.NOON + timedelta(minutes=10))

    invited.refresh_from_db()
    assert (invited.state, invited.attempts, invited.error) == (MailState.SENT, 2, "")
    assert len(mailbox.mails) == 1


def test_a_mail_left_by_a_lost_worker_is_taken_up(invited, mailbox, worker):
    invited.claim(at=make.NOON - timedelta(minutes=15))

    send_comments_mails()

    assert len(mailbox.mails) == 1


def test_a_mail_in_the_hands_of_a_worker_is_left(invited, mailbox, worker):
    invited.claim(at=make.NOON - timedelta(minutes=14))

    send_comments_mails()

    assert mailbox.mails == []


def has_handed_over(response, cheshire):
    handed_over(response, cheshire)
    response.comments_mails.filter(kind=CommentsMailKind.HANDED_OVER).delete()


def has_left(response, cheshire):
    cheshire.contact.memberships.update(valid_to=make.TODAY - timedelta(days=1))


def was_sent(response, cheshire):
    response.status = Status.WITH_COMMISSIONER
    response.save()


def is_wanted_later(response, cheshire):
    ChiefOfficerComments.objects.update(wanted_by=WANTED + timedelta(days=1))


def never_came(response, cheshire):
    ChiefOfficerComments.objects.update(none_received=True)


@pytest.mark.parametrize(
    "meanwhile", [has_handed_over, has_left, was_sent, is_wanted_later, never_came]
)
def test_an_invitation_that_is_not_so_any_more_is_not_sent(
    response, cheshire, invited, mailbox, worker, meanwhile
):
    meanwhile(response, cheshire)

    send_comments_mails()

    invited.refresh_from_db()
    assert (invited.state, mailbox.mails) == (MailState.UNNECESSARY, [])


def test_that_comments_are_here_is_not_told_once_they_are_given_back(
    response, cheshire, mailbox, worker
):
    handed_over(response, cheshire)
    give_back(response, reason="Wrong file", by=cheshire.drafter, at=make.NOON)

    send_comments_mails()

    states = dict(CommentsMail.objects.values_list("kind", "state"))
    assert states == {"handed_over": MailState.UNNECESSARY, "given_back": MailState.SENT}


def test_a_mail_that_was_sent_stays_when_people_are_invited_again(
    response, cheshire, invited, mailbox, worker
):
    send_comments_mails()

    reserve_mails(
        response,
        CommentsMailKind.INVITED,
        [cheshire.contact],
        by=cheshire.drafter,
        at=make.NOON,
        wanted_by=WANTED,
    )
    send_comments_mails()

    assert len(mailbox.mails) == 2
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        CommentsMail.objects.filter(pk=invited.pk).update(error="x")
