"""Who sees which reminders of progress, and the mails that they go out in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from responses.choices import ProgressReminderKind as K
from responses.models import Mail, ProgressReminder
from tests import factories as make


def row_of(asked, kind, person=None, **mail):
    mail = make.MailFactory(recipient=person or make.UserFactory(), **mail)
    return ProgressReminder.objects.create(
        pair=asked.pair,
        kind=kind,
        milestone=0,
        falls_on=make.TODAY,
        recipient=mail.recipient,
        mail=mail,
        reserved_at=make.NOON,
    )


def seen(person):
    actor = make.actor(person)
    kinds = set(ProgressReminder.objects.visible_to(actor).values_list("kind", flat=True))
    mails = Mail.objects.visible_to(actor).count()
    return kinds, mails


@pytest.fixture
def one_of_each(asked):
    return [row_of(asked, kind) for kind in K]


def test_force_and_office_see_all_but_what_inspectors_are_told(one_of_each, cheshire):
    own = set(K) - {K.PROPOSED, K.REPLIED, K.DECLINED, K.AUTHORISED}

    for person in (cheshire.drafter, cheshire.signatory, cheshire.contact):
        assert seen(person) == (own, len(own))


def test_administrator_of_the_inspectorate_sees_all_but_whom_a_force_asks(
    one_of_each, administrator
):
    own = set(K) - {K.REQUESTED}

    assert seen(administrator) == (own, len(own))


def test_nobody_else_sees_any(one_of_each, cumbria, inspector):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    for person in (cumbria.drafter, cumbria.contact, inspector, stranger):
        assert seen(person) == (set(), 0)


def test_nobody_sees_any_under_embargo(asked, one_of_each, cheshire, administrator):
    asked.inspection.released_at = asked.inspection.released_by = None
    asked.inspection.save()

    assert seen(cheshire.drafter) == seen(administrator) == (set(), 0)


# The page of all reminders


def test_page_lists_a_mail_about_progress_that_failed(asked, sign_in, administrator):
    row = row_of(asked, K.NEXT_DATE, failed=True)

    page = sign_in(administrator).get("/reminders/")

    assert "Rape inspection: progress" in page.text
    assert row.recipient.email in page.text


def test_page_lists_nothing_of_whom_a_force_asks(asked, sign_in, administrator):
    row = row_of(asked, K.REQUESTED, failed=True)

    page = sign_in(administrator).get("/reminders/")

    assert row.recipient.email not in page.text


def test_page_counts_a_mail_with_both_kinds_once(asked, cheshire, sign_in, administrator):
    response = make.ReminderFactory(
        response=make.ResponseFactory(inspection=asked.inspection, body=cheshire.body), sent=True
    )
    row = row_of(asked, K.SILENCE)
    row.mail, row.state, row.sent_at = response.mail, "sent", make.NOON
    row.save()

    day = sign_in(administrator).get("/reminders/").context["days"][0]

    assert (day.day, day.mails, day.reminders) == (make.TODAY, 1, 2)


@pytest.mark.parametrize("slug", ["rape", "other"])
def test_page_is_filtered_by_inspection(asked, sign_in, administrator, slug):
    make.InspectionFactory(slug="other")
    row = row_of(asked, K.FIGURES, failed=True)

    page = sign_in(administrator).get("/reminders/", {"inspection": slug})

    assert (row.recipient.email in page.text) is (slug == "rape")


def test_page_makes_as_many_queries_for_3_mails_as_for_1(asked, sign_in, administrator):
    client = sign_in(administrator)
    row_of(asked, K.NEXT_DATE, failed=True)
    client.get("/reminders/")
    with CaptureQueriesContext(connection) as one:
        client.get("/reminders/")
    for _ in range(2):
        row_of(asked, K.NEXT_DATE, failed=True)

    with CaptureQueriesContext(connection) as three:
        client.get("/reminders/")

    assert len(three) == len(one)


def test_mail_about_progress_that_failed_is_sent_again(asked, sign_in, administrator):
    row = row_of(asked, K.CORRECTED, failed=True)

    answer = sign_in(administrator).post(reverse("mail_again", args=[row.mail_id]))

    assert answer.url == "/reminders/"
    row.mail.refresh_from_db()
    assert row.mail.state != "failed" or row.mail.try_again_at == make.NOON


def test_mail_about_what_a_force_asks_is_sent_again_by_nobody_else(asked, sign_in, administrator):
    row = row_of(asked, K.REQUESTED, failed=True)

    answer = sign_in(administrator).post(reverse("mail_again", args=[row.mail_id]))

    assert answer.status_code == 404
