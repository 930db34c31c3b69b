"""What a mail says beside the last day, and when there is none."""

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.emails.reading import NOTICES, html_of, links_of, words_of
from tests.responses.emails.scenes import (
    move,
    part_done,
    returned,
    sent,
    wanted,
    without_signatory,
)


@pytest.mark.parametrize(
    ("day", "subject", "fact", "to_do"),
    [
        (
            -15,
            "Chief officer’s comments wanted by Friday 27 August:",
            "The chief officer’s comments are wanted by Friday 27 August 2021: they have not",
            "Remind the chief officer",
        ),
        (
            -13,
            "Chief officer’s comments wanted today, Friday 27 August:",
            "comments are wanted by today: they have not come yet",
            "Remind the chief officer",
        ),
        (
            -10,
            "Chief officer’s comments not here, wanted by Friday 27 August:",
            "The date given to the chief officer was 27 August 2021: their comments have not come.",
            "Ask for the chief officer’s comments",
        ),
    ],
)
def test_mail_about_the_chief_officers_date(
    settings, cheshire, drafting, mail_to, day, subject, fact, to_do
):
    settings.REMINDER_DAYS = []
    wanted(drafting, -13)

    mail = mail_to(cheshire.drafter, day)

    assert mail.subject == f"{subject} Rape inspection, Cheshire Constabulary"
    for text in (mail.body, words_of(html_of(mail))):
        assert fact in text
        assert to_do in text
        assert "answered; waiting for the chief officer." in text
        assert "send it to be signed" not in text


@pytest.mark.parametrize(
    ("old", "new", "subject", "fact"),
    [
        (
            make.DUE_ON,
            date(2021, 9, 16),
            "Last day moved: response due Thursday 16 September:",
            "The last day was moved from Thursday 9 September 2021 to Thursday 16 September 2021.",
        ),
        (
            None,
            date(2021, 9, 16),
            "Last day set: response due Thursday 16 September:",
            "A last day was set: Thursday 16 September 2021.",
        ),
        (
            make.DUE_ON,
            None,
            "No last day any more:",
            "There is no last day any more. It was Thursday 9 September 2021.",
        ),
    ],
)
def test_mail_about_a_moved_day(settings, cheshire, drafting, mail_to, old, new, subject, fact):
    settings.REMINDER_DAYS = []
    move(drafting, new, old=old)

    mail = mail_to(cheshire.signatory, -10)

    assert mail.subject == f"{subject} Rape inspection, Cheshire Constabulary"
    for text in (mail.body, words_of(html_of(mail))):
        assert f"{fact} Reason: The report came out later." in text
        assert "There is nothing to sign yet" in text


def test_mail_gives_the_reason_once(cheshire, drafting, mail_to):
    drafting.due_reason = "The report came\nout later."
    move(drafting, date(2021, 9, 16))

    assert mail_to(cheshire.drafter, -10).body.count("The report came out later.") == 1


def test_mail_names_all_that_is_owed_about_a_response_in_one_item(cheshire, drafting, mail_to):
    part_done(cheshire, drafting)
    without_signatory(cheshire, drafting)
    wanted(drafting, -10)
    move(drafting, date(2021, 9, 16), day=-7)

    mail = mail_to(cheshire.drafter, -7)

    assert mail.subject.startswith("Response due Thursday 16 September: Rape")
    assert links_of(mail) == [f"http://127.0.0.1:8000/responses/{drafting.pk}/", NOTICES]
    for phrase in (
        "The last day was moved from Thursday 9 September 2021",
        "The date given to the chief officer was 30 August 2021: their comments have not come.",
        "Nobody is set up to sign for this body.",
        "Answer the 2 recommendations that are left",
        "Ask the administrators of Inspection Responses to add somebody who may sign",
        "Ask for the chief officer’s comments",
    ):
        assert mail.body.count(phrase) == 1
        assert words_of(html_of(mail)).count(phrase) == 1


def test_subject_says_late_whatever_the_mail_is_about(cheshire, drafting, mail_to, morning):
    morning(1)
    move(drafting, make.DUE_ON - timedelta(days=1), day=2)

    subject = mail_to(cheshire.signatory, 2).subject

    assert subject.startswith("Response late by 3 days, due Wednesday 8 September:")


def test_mail_about_a_new_version_says_nothing_of_the_last_day(cheshire, drafting, mail_to):
    make.publish_version(drafting, make.TODAY)
    drafting.reopen(by=cheshire.drafter, at=seven(-19), reason="A figure was wrong.")
    sent(cheshire, drafting, day=1)

    mail = mail_to(cheshire.signatory, 1)

    assert mail.subject == "New version for you to sign: Rape inspection, Cheshire Constabulary"
    assert "The one that is published stays" in mail.body
    assert "last day" not in mail.body


@pytest.mark.parametrize(
    ("prepare", "who", "subject"),
    [
        (sent, "signatory", "Response for you to sign: Rape"),
        (returned, "drafter", "Response returned to you: Rape"),
    ],
)
def test_subject_without_a_last_day(cheshire, drafting, mail_to, prepare, who, subject):
    drafting.due_on = None
    drafting.save()
    prepare(cheshire, drafting)

    assert mail_to(getattr(cheshire, who), -7).subject.startswith(subject)


def test_mail_states_another_last_day_plainly(cheshire, drafting, mail_to):
    drafting.due_on, drafting.due_reason = make.DUE_ON + timedelta(days=1), "A slip."
    drafting.save()

    mail = mail_to(cheshire.drafter, -13)

    assert "The last day for this body is set to Friday 10 September 2021." in mail.body


def test_mail_to_someone_who_drafts_and_may_sign(cheshire, drafting, mail_to):
    make.MembershipFactory(signatory=True, user=cheshire.drafter, body=cheshire.body)

    while_drafted = mail_to(cheshire.drafter, -7)
    sent(cheshire, drafting, day=-6)
    once_sent = mail_to(cheshire.drafter, -3)

    assert "Check the response, and send it to be signed." in while_drafted.body
    assert "Read the response, then sign it" in once_sent.body
