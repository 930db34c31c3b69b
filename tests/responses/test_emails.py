from datetime import timedelta

import pytest

from responses import emails
from responses.choices import ReminderState
from responses.models import Reminder
from responses.models.comments import comments_mark, save_comments
from responses.models.reminders import reserve_reminders
from tests import factories as make
from tests.responses.conftest import seven


@pytest.fixture
def mail_on(owing):
    """The mail to a person on a day, counted from 9 September 2021."""

    def _mail_on(day, user):
        on = make.DUE_ON + timedelta(days=day)
        reserve_reminders(on=on, at=seven(day))
        row = owing.reminders.get(recipient=user, state=ReminderState.RESERVED)
        return emails.reminder(row, on=on)

    return _mail_on


def html_of(mail):
    return mail.alternatives[0].content


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (-14, "Response due Thursday 9 September:"),
        (-3, "Response due Thursday 9 September:"),
        (-1, "Response due tomorrow, Thursday 9 September:"),
        (0, "Response due today, Thursday 9 September:"),
        (1, "Response late by 1 day, due Thursday 9 September:"),
        (8, "Response late by 8 days, due Thursday 9 September:"),
    ],
)
def test_subject_says_what_and_when(cheshire, mail_on, day, begins):
    subject = mail_on(day, cheshire.drafter).subject

    assert subject == f"{begins} Rape inspection, Cheshire Constabulary"


def test_subject_is_one_line_of_plain_text(cheshire, owing, mail_on):
    owing.inspection.short_title = "Search & rescue\nBcc: someone@example.org"
    owing.inspection.save()

    subject = mail_on(-14, cheshire.drafter).subject

    assert "Search & rescue Bcc: someone@example.org, Cheshire" in subject


def test_mail_is_text_and_html_and_says_where_the_work_stands(cheshire, owing, mail_on):
    for number in range(8):
        recommendation = make.RecommendationFactory(inspection=owing.inspection)
        if number < 5:
            make.AnswerFactory(response=owing, recommendation=recommendation)

    mail = mail_on(-14, cheshire.drafter)

    assert [kind for _, kind in mail.alternatives] == ["text/html"]
    for text in (mail.body, html_of(mail)):
        assert "5 of 8 recommendations answered" in text
        assert "day 56 is Thursday 9 September 2021" in text
        assert f"http://127.0.0.1:8000/responses/{owing.pk}/" in text
        assert text.count("http") == 1
    assert mail.to == [cheshire.drafter.email]


def test_mail_arrives_in_text_and_html_from_the_services_address(
    settings, cheshire, owing, morning, mailbox
):
    settings.DEFAULT_FROM_EMAIL = "responses@example.org"

    morning(-14)

    (mail,) = mailbox.mails
    assert (mail["From"], mail["To"]) == ("responses@example.org", cheshire.drafter.email)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in mail.iter_parts():
        assert "Response due Thursday 9 September" in part.get_content()


def test_mail_is_marked_as_automatic_and_bears_the_id_of_its_row(cheshire, owing, mail_on):
    mail = mail_on(-14, cheshire.drafter)

    row = Reminder.objects.reserved().get()
    assert mail.message()["Message-ID"] == row.message_id
    assert row.message_id.endswith("@127.0.0.1>")
    assert mail.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("state", "drafter_does", "signatory_does"),
    [
        ({}, "Answer the recommendations", "nothing to sign yet"),
        ({"drafting": True}, "Answer the recommendations", "nothing to sign yet"),
        ({"with_commissioner": True}, "Remind the person who signs", "sign it, or return it"),
        ({"signed": True}, "Publish it", "Publish it"),
    ],
)
def test_mail_says_what_each_has_to_do(
    cheshire, owing, mail_on, state, drafter_does, signatory_does
):
    inspection = owing.inspection
    owing.delete()
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, **state)
    on = make.DUE_ON - timedelta(days=7)
    reserve_reminders(on=on, at=seven(-7))

    mails = {
        row.recipient: emails.reminder(row, on=on)
        for row in response.reminders.filter(milestone=-7)
    }

    for user, words in ((cheshire.drafter, drafter_does), (cheshire.signatory, signatory_does)):
        assert words in mails[user].body
        assert words in html_of(mails[user])


def test_mail_leads_whoever_signs_to_the_page_for_reading(cheshire, owing, mail_on):
    owing.status = "with_commissioner"
    owing.save()

    assert f"/responses/{owing.pk}/read/" in mail_on(-7, cheshire.signatory).body


def test_mail_to_someone_who_drafts_and_signs_asks_for_the_draft(cheshire, owing, mail_on):
    make.MembershipFactory(signatory=True, user=cheshire.drafter, body=cheshire.body)

    assert "Answer the recommendations" in mail_on(-7, cheshire.drafter).body


def test_mail_says_who_else_is_told_without_naming_anyone(cheshire, administrator, owing, mail_on):
    make.MembershipFactory(drafter=True, body=cheshire.body)

    text = mail_on(1, cheshire.drafter).body

    assert (
        "Also told: office staff (1), people who may sign (1), inspectorate administrators (1)."
        in text
    )
    for user in (cheshire.drafter, cheshire.signatory, administrator):
        assert user.name not in text


def test_mail_says_so_when_nobody_else_is_told(cheshire, mail_on):
    assert "Nobody else is told" in mail_on(-14, cheshire.drafter).body


def test_mail_to_an_administrator_says_only_what_anyone_may_know(
    cheshire, administrator, owing, mail_on
):
    owing.status = "with_commissioner"
    owing.save()
    recommendation = make.RecommendationFactory(inspection=owing.inspection)
    make.AnswerFactory(response=owing, recommendation=recommendation)

    mail = mail_on(1, administrator)

    for text in (mail.body, html_of(mail)):
        assert "Response late by 1 day" in text
        assert "/inspections/rape/" in text
        assert "answered" not in text
        assert "commissioner" not in text.replace("Police and Crime Commissioner", "")
        assert f"/responses/{owing.pk}/" not in text


def test_mail_has_no_word_of_a_draft(cheshire, owing, mail_on):
    recommendation = make.RecommendationFactory(inspection=owing.inspection)
    make.AnswerFactory(response=owing, recommendation=recommendation, text="Secret answer")
    save_comments(
        owing,
        seen=comments_mark(owing),
        by=cheshire.drafter,
        at=make.NOON,
        text="Secret comment",
        on_recommendations={recommendation.pk: "Secret remark"},
    )
    owing.write(
        by=cheshire.drafter,
        at=make.NOON,
        introduction="Secret introduction",
        conclusion="",
        seen=owing.words_mark,
    )

    mail = mail_on(-14, cheshire.drafter)

    assert "Secret" not in str(mail.message())


def test_mail_states_another_last_day_plainly(cheshire, owing, mail_on):
    owing.due_on = make.DUE_ON + timedelta(days=1)
    owing.save()

    assert (
        "The last day for this response is Friday 10 September 2021."
        in mail_on(-13, cheshire.drafter).body
    )


def test_html_escapes_what_was_typed(cheshire, owing, mail_on):
    owing.inspection.title = "A <b>bold</b> inspection & more"
    owing.inspection.save()

    mail = mail_on(-14, cheshire.drafter)

    assert "A &lt;b&gt;bold&lt;/b&gt; inspection &amp; more" in html_of(mail)
    assert "A <b>bold</b> inspection & more" in mail.body


def test_mail_takes_as_many_queries_for_3_people_as_for_1(
    cheshire, owing, django_assert_num_queries
):
    on = make.DUE_ON
    reserve_reminders(on=on, at=seven(0))
    row = owing.reminders.select_related("recipient").get(
        recipient=cheshire.drafter, state=ReminderState.RESERVED
    )
    with django_assert_num_queries(4):
        emails.reminder(row, on=on)
    for _ in range(2):
        make.MembershipFactory(drafter=True, body=cheshire.body)
    reserve_reminders(on=on, at=seven(0))

    with django_assert_num_queries(4):
        emails.reminder(row, on=on)
