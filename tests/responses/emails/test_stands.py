"""How a mail tells its reader where a response stands, and what to do."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.responses.emails.reading import NOTICES, html_of, links_of, words_of
from tests.responses.emails.scenes import (
    answered,
    part_done,
    returned,
    sent,
    sent_without_signatory,
    signed,
    untouched,
    without_drafter,
    written_by_all,
    written_by_one,
)

FOLDER = Path(settings.BASE_DIR) / "templates/emails/reminders"

# Each template: how the response stands, the day, whose mail, how the subject begins, what it says.
STANDS = {
    "not_started": (
        untouched, -28, "drafter", "Response not started, due Thursday 9 September:",
        "Start the response", "0 of 1 recommendation answered.", "published by the last day",
    ),
    "part_done": (
        part_done, -14, "drafter", "Response due Thursday 9 September:",
        "Answer the 2 recommendations that are left", "1 of 3 recommendations answered.",
    ),
    "ready_to_send": (
        answered, 0, "drafter", "Response ready to send, due today, Thursday 9 September:",
        "Check the response, and send it to be signed", "signed and published today",
    ),
    "returned": (
        returned, -7, "drafter", "Response returned to you, due Thursday 9 September:",
        "Read the reason on its page", "returned on Saturday 21 August 2021.",
    ),
    "waiting_for_you": (
        sent, -7, "signatory", "Response for you to sign, due Thursday 9 September:",
        "Read the response, then sign it, or return it", "sent to be signed on Friday 20 August",
    ),
    "waiting_for_signature": (
        sent, -7, "drafter", "Response waiting to be signed, due Thursday 9 September:",
        "Remind whoever signs",
    ),
    "waiting_for_signature, having written": (
        written_by_one, -7, "signatory", "Response waiting to be signed, due Thursday",
        "You wrote in this draft, so somebody else has to sign it.",
    ),
    "nothing_to_sign": (
        part_done, -3, "signatory", "Response not ready to sign, due Thursday 9 September:",
        "the office is still writing. Ask whether it will reach you",
    ),
    "nothing_to_sign, returned": (
        returned, -3, "signatory", "Response returned to the office, due Thursday 9 September:",
        "Ask when it will come back",
    ),
    "nothing_to_sign, without drafters": (
        without_drafter, -14, "signatory", "Response not ready to sign, due Thursday",
        "nobody is set up to write for this body: you are told in their place",
    ),
    "nobody_may_sign": (
        sent_without_signatory, -7, "drafter", "Nobody may sign the response due Thursday 9",
        "Nobody is set up to sign for this body.", "to add somebody who may sign",
    ),
    "nobody_may_sign, all having written": (
        written_by_all, -7, "drafter", "Nobody may sign the response due Thursday 9 September:",
        "Everybody who may sign for this body wrote in this draft", "to add somebody else",
    ),
    "signed_not_published": (
        signed, -1, "drafter", "Response to be published, due tomorrow, Thursday 9 September:",
        "Publish it: the law counts the day of publication", "signed, not published",
    ),
    "signed_not_published, to the signatory": (
        signed, -1, "signatory", "Response to be published, due tomorrow, Thursday 9 September:",
        "Publish it",
    ),
    "late": (
        part_done, 1, "drafter", "Response late by 1 day, due Thursday 9 September: Rape",
        "The last day has passed", "Answer the 2 recommendations that are left",
    ),
    "late, not started": (
        untouched, 8, "drafter", "Response late by 8 days, due Thursday 9 September, not started:",
        "Start the response",
    ),
    "late, to sign": (
        sent, 8, "signatory", "Response late by 8 days, due Thursday 9 September, for you to sign:",
        "Read the response, then sign it",
    ),
    "late, returned": (
        returned, 1, "drafter", "Response late by 1 day, due Thursday 9 September, returned to",
        "Read the reason on its page",
    ),
    "late, signed": (
        signed, 1, "drafter", "Response late by 1 day, due Thursday 9 September, to be published:",
        "Publish it",
    ),
    "late, nothing to sign": (
        part_done, 1, "signatory", "Response late by 1 day, due Thursday 9 September: Rape",
        "Ask when it will reach you",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STANDS)
def test_mail_says_how_the_response_stands_and_what_to_do(cheshire, drafting, mail_to, name):
    prepare, day, who, subject, *phrases = STANDS[name]
    prepare(cheshire, drafting)

    mail = mail_to(getattr(cheshire, who), day)

    assert mail.subject.startswith(subject)
    assert mail.subject.endswith("Rape inspection, Cheshire Constabulary")
    for phrase in (*phrases, "An inspection of the response to rape", "What you need to do"):
        assert phrase in mail.body
        assert phrase in words_of(html_of(mail))
    page = "read/" if subject.find("for you to sign") > 0 or name == "waiting_for_you" else ""
    assert links_of(mail) == [f"http://127.0.0.1:8000/responses/{drafting.pk}/{page}", NOTICES]


def test_every_template_with_a_subject_is_tested():
    templates = {path.name.removesuffix(".subject.txt") for path in FOLDER.glob("*.subject.txt")}

    elsewhere = {"chief_officer", "date_moved", "inspectorate_late", "inspectorate_nobody_may_sign"}
    assert templates == {name.partition(",")[0] for name in STANDS} | elsewhere


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (-28, "Response due Thursday 9 September:"),
        (-1, "Response due tomorrow, Thursday 9 September:"),
        (0, "Response due today, Thursday 9 September:"),
        (1, "Response late by 1 day, due Thursday 9 September:"),
        (8, "Response late by 8 days, due Thursday 9 September:"),
        (120, "Response late by 120 days, due Thursday 9 September 2021:"),
    ],
)
def test_subject_says_what_and_when(cheshire, drafting, mail_to, day, when):
    part_done(cheshire, drafting)

    subject = mail_to(cheshire.drafter, day).subject

    assert subject == f"{when} Rape inspection, Cheshire Constabulary"
