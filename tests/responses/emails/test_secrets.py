"""What is in no mail."""

from datetime import timedelta

import pytest

from responses import emails
from responses.emails.matters import NoLongerOwed
from responses.models import Mail
from responses.models.comments import (
    comments_mark,
    comments_of,
    reply_mark,
    save_comments,
    save_reply,
)
from responses.models.planning import make_round
from responses.models.saving import Seen
from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.emails.reading import html_of
from tests.responses.emails.scenes import (
    answered,
    returned,
    sent,
    signed,
    without_drafter,
    written_by_all,
)


def tell_secrets(response, by):
    answer = response.answers.get()
    answer.text, answer.reason = "Secret answer", "Secret reason"
    answer.save()
    save_comments(
        response,
        seen=Seen(comments_mark(response)),
        by=by,
        at=make.NOON,
        received_from="Secret name",
        on_recommendations={answer.recommendation_id: "Secret remark"},
    )
    save_reply(
        response,
        reply="Secret reply",
        seen=Seen(reply_mark(comments_of(response))),
        by=by,
        at=make.NOON,
    )
    response.write(
        by=by,
        at=make.NOON,
        introduction="Secret introduction",
        conclusion="Secret conclusion",
        seen=Seen(response.words_mark),
    )


@pytest.mark.parametrize("day", [-7, 1])
@pytest.mark.parametrize("prepare", [answered, returned, sent, written_by_all, signed])
def test_no_mail_has_a_word_that_somebody_wrote_or_a_name(
    cheshire, administrator, drafting, prepare, day
):
    writer = make.MembershipFactory(drafter=True, body=cheshire.body).user
    tell_secrets(drafting, writer)
    prepare(cheshire, drafting)
    on = make.DUE_ON + timedelta(days=day)
    make_round(on=on, at=seven(day))

    mails = [emails.digest(mail, on=on) for mail in Mail.objects.all()]

    people = [writer, cheshire.drafter, cheshire.signatory, administrator]
    assert len(mails) == (4 if day == 1 else 3)
    for mail in mails:
        for text in (mail.subject, mail.body, html_of(mail)):
            assert "Secret" not in text
            assert "Sam Signer" not in text
            for person in people:
                assert person.name not in text
                assert person.email not in text
        assert len(mail.to) == 1
        assert not [*mail.cc, *mail.bcc]


def test_mail_is_not_written_about_what_was_published_meanwhile(cheshire, drafting, mail_to):
    mail_to(cheshire.drafter, -7)
    make.publish_version(drafting, make.TODAY)

    with pytest.raises(NoLongerOwed):
        emails.digest(
            Mail.objects.get(recipient=cheshire.drafter), on=make.DUE_ON - timedelta(days=7)
        )


def test_mail_is_not_written_to_someone_whose_role_ended_meanwhile(cheshire, drafting, mail_to):
    mail_to(cheshire.drafter, -7)
    without_drafter(cheshire, drafting)

    with pytest.raises(NoLongerOwed):
        emails.digest(
            Mail.objects.get(recipient=cheshire.drafter), on=make.DUE_ON - timedelta(days=7)
        )
