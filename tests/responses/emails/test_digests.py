"""A mail as a whole: several responses, who else is told, and how it arrives."""

import csv
import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses import emails
from responses.models import Mail, NoticeChoice
from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.emails.reading import NOTICES, html_of, links_of, words_of
from tests.responses.emails.scenes import sent

# Several responses


@pytest.fixture
def three(cheshire, drafting):
    """Three responses of Cheshire: one late, one for its signatory to sign, one due sooner."""
    due = {"Late": -3, "To sign": 20, "Soon": 2}
    found = []
    for name, days in due.items():
        inspection = make.InspectionFactory(
            title=f"Report: {name}", short_title=name, released_at=seven(-40)
        )
        response = make.ResponseFactory(
            inspection=inspection,
            body=cheshire.body,
            due_on=make.DUE_ON + timedelta(days=days),
            drafting=True,
        )
        recommendation = make.RecommendationFactory(inspection=inspection)
        make.AnswerFactory(response=response, recommendation=recommendation)
        found.append(response)
    sent(cheshire, found[1])
    return found


def test_digest_has_the_worst_first_with_one_link_each(cheshire, drafting, three, mail_to):
    mail = mail_to(cheshire.signatory, -1)

    late, to_sign, soon = (f"http://127.0.0.1:8000/responses/{each.pk}/" for each in three)
    due_tomorrow = f"http://127.0.0.1:8000/responses/{drafting.pk}/"
    assert links_of(mail) == [late, f"{to_sign}read/", due_tomorrow, soon, NOTICES]
    assert mail.subject == (
        "Response late by 2 days, due Monday 6 September: Late, Cheshire Constabulary and 3 more"
    )
    assert "4 reminders, the most pressing first" in mail.body


def test_digest_has_one_main_heading_and_skips_no_level(cheshire, three, mail_to):
    html = html_of(mail_to(cheshire.drafter, -1))

    levels = [int(level) for level in re.findall(r"<h(\d)>", html)]
    assert levels.count(1) == 1
    assert max(levels) == 3
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


@pytest.mark.parametrize("part", ["<title>", '<html lang="en">', 'name="viewport"'])
def test_html_stands_by_itself(cheshire, drafting, mail_to, part):
    html = html_of(mail_to(cheshire.drafter, -7))

    assert part in html
    assert not re.findall(r"<(img|link|script)|src=|url\(|style=", html)


def test_mail_takes_as_many_queries_for_4_responses_as_for_1(cheshire, drafting, three, mail_to):
    mail_to(cheshire.drafter, -1)
    mail = Mail.objects.select_related("recipient").get(recipient=cheshire.drafter)
    with CaptureQueriesContext(connection) as for_four:
        emails.digest(mail, on=make.DUE_ON - timedelta(days=1))
    mail.reminders.exclude(response=drafting).update(state="unnecessary")

    with CaptureQueriesContext(connection) as for_one:
        emails.digest(mail, on=make.DUE_ON - timedelta(days=1))

    assert len(for_one) == len(for_four) == 12


def test_mail_takes_as_many_queries_for_5_people_as_for_2(cheshire, drafting, mail_to):
    mail_to(cheshire.drafter, -7)
    mail = Mail.objects.select_related("recipient").get(recipient=cheshire.drafter)
    with CaptureQueriesContext(connection) as for_two:
        emails.digest(mail, on=make.DUE_ON - timedelta(days=7))
    for _ in range(3):
        make.MembershipFactory(drafter=True, body=cheshire.body)
    mail_to(cheshire.drafter, -7)

    with CaptureQueriesContext(connection) as for_five:
        text = emails.digest(mail, on=make.DUE_ON - timedelta(days=7)).body

    assert "office staff (3)" in text
    assert len(for_two) == len(for_five)


# Who else is told


def test_mail_says_who_else_is_told_without_naming_anyone(
    cheshire, administrator, drafting, mail_to
):
    second = make.MembershipFactory(drafter=True, body=cheshire.body).user
    make.MembershipFactory(signatory=True, user=second, body=cheshire.body)

    mail = mail_to(cheshire.drafter, 1)

    told = "Also told: office staff (1), people who may sign (1), inspectorate administrators (1)."
    assert told in mail.body
    assert told in words_of(html_of(mail))


def test_mail_counts_whom_the_same_went_to_already(cheshire, drafting, morning, mail_to):
    morning(-7)
    late_comer = make.MembershipFactory(drafter=True, body=cheshire.body).user

    assert "Also told: office staff (1), people who may sign (1)." in mail_to(late_comer, -6).body


def test_mail_says_so_when_nobody_else_is_told(cheshire, drafting, mail_to):
    assert "Nobody else is told this time." in mail_to(cheshire.drafter, -14).body


def test_mail_shows_nothing_of_who_asked_for_less_mail(cheshire, drafting, mail_to):
    NoticeChoice.objects.create(user=cheshire.signatory, only_pressing=True)

    mail = mail_to(cheshire.drafter, -7)

    assert drafting.reminders.filter(recipient=cheshire.signatory, state="muted").exists()
    assert "Nobody else is told this time." in mail.body


# The mail as such


def test_mail_arrives_in_text_and_html_from_the_services_address(
    settings, cheshire, drafting, morning, mailbox
):
    settings.DEFAULT_FROM_EMAIL = "responses@example.org"

    morning(-14)

    (mail,) = mailbox.mails
    row = Mail.objects.get()
    assert (mail["From"], mail["To"]) == ("responses@example.org", cheshire.drafter.email)
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (row.message_id, "auto-generated")
    assert mail["Subject"].startswith("Response ready to send, due Thursday 9 September: Rape")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in mail.iter_parts():
        assert "Response ready to send, due Thursday 9 September" in part.get_content()
    assert not mail.defects


def test_mail_carries_what_was_typed_as_it_was(cheshire, drafting, morning, mailbox):
    inspection = drafting.inspection
    inspection.title = "Größe: a <b>bold</b> report & “more”"
    inspection.short_title = "Größe & <b>more</b>"
    inspection.save()

    morning(-14)

    (mail,) = mailbox.mails
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "Größe & <b>more</b>, Cheshire Constabulary" in mail["Subject"]
    assert "Größe: a <b>bold</b> report & “more”" in text
    assert "Größe: a &lt;b&gt;bold&lt;/b&gt; report &amp; “more”" in html
    assert "<b>" not in html


def test_subject_is_one_line_of_plain_text(cheshire, drafting, mail_to):
    drafting.inspection.short_title = "Search & rescue\r\nBcc: someone@example.org\u202e\x07"
    drafting.inspection.save()

    mail = mail_to(cheshire.drafter, -14)

    assert "Search & rescue Bcc: someone@example.org, Cheshire" in mail.subject
    assert "Bcc" not in mail.message()


def test_subject_stays_short_with_the_longest_names(cheshire, drafting, mail_to):
    with (Path(project.BASE_DIR) / "forces/data/forces.csv").open() as file:
        cheshire.force.name = max((row["name"] for row in csv.DictReader(file)), key=len)
    cheshire.force.save()
    drafting.inspection.short_title = "An inspection of " + "many words " * 5 + "in a row"
    drafting.inspection.save()
    sent(cheshire, drafting)

    subject = mail_to(cheshire.signatory, 8).subject

    assert len(subject) == 150
    assert "An inspection of" in subject
    assert subject.endswith(f"…, {cheshire.force.name}")
