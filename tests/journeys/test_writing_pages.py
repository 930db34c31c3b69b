"""Every page on which a response is written: what axe finds, one heading, and room on a phone.

The words in them are long, and 13 recommendations are asked. A window of 320 by 256 is one of 1280
by 1024 at 400 % zoom: WCAG 1.4.10.
"""

import pytest
from django.utils import timezone

from responses.choices import NotSaved
from responses.models.answers import answer_mark, place_of
from responses.models.comments import (
    comments_mark,
    comments_of,
    reply_mark,
    save_comments,
    save_reply,
)
from responses.models.handing_over import hand_over
from responses.models.inviting import invitation_mark, invite
from responses.models.officer import draft_of, mark_of_draft, save_officer_draft, texts_of
from responses.models.saving import Seen, note_saves
from responses.models.unsaved import Place, set_aside
from tests import factories as make
from tests.journeys.conftest import LONG, SENTENCE
from tests.responses.excel import edited

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK, PHONE, SMALL, ZOOMED = (1280, 1024), (375, 812), (320, 640), (320, 256)
OFFICER_PAGE = "/comments/long/cheshire/"


def wrong_with(window, name):
    """What axe finds, another number of h1 than one, and anything sideways, by size of window."""
    found = {}
    for size in (DESK, PHONE, SMALL, ZOOMED):
        window.page.set_viewport_size({"width": size[0], "height": size[1]})
        window.shoot(f"{name}-{size[0]}x{size[1]}")
        violations = window.violations() if size in (DESK, SMALL) else []
        found[size] = (window.wider(), window.page.locator("h1").count(), violations)
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return {size: each for size, each in found.items() if each != ([], 1, [])}


def walk(window, paths):
    """What is wrong with each of the pages: {} is nothing."""
    found = {name: wrong_with(window.go(path), name) or {} for name, path in paths.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


def receive_comments(response, drafter):
    """What the office was sent, with a reply."""
    by = {"by": drafter, "at": timezone.now()}
    today = timezone.localdate()
    invite(response, wanted_by=today, seen=invitation_mark(response), **by)
    save_comments(
        response,
        seen=Seen(comments_mark(response)),
        on_recommendations={response.inspection.recommendations.get(number="1").pk: SENTENCE},
        received_on=today,
        received_from=f"Chief Constable {LONG}",
        text=SENTENCE,
        **by,
    )
    save_reply(response, seen=Seen(reply_mark(comments_of(response))), reply=SENTENCE, **by)


def write_as_force(response, contact):
    """The force's own draft of its comments."""
    draft = draft_of(response)
    save_officer_draft(
        response,
        seen=Seen(mark_of_draft(draft, texts_of(draft))),
        by=contact,
        at=timezone.now(),
        on_recommendations={response.inspection.recommendations.get(number="1").pk: SENTENCE},
        comes_from=f"Chief Constable {LONG}",
        text=SENTENCE,
    )


def set_aside_by(person, response, number, why, **typed):
    recommendation = response.inspection.recommendations.get(number=number)
    place = Place(
        response.pk,
        place_of(recommendation),
        f"Answer to {recommendation.in_a_sentence}",
        f"/responses/{response.pk}/answers/{number}/",
        person.pk,
    )
    set_aside(place, typed, why=why, at=timezone.now(), sentence="Enter a real date.")
    return place


def test_pages_of_the_office_are_in_order(window, cheshire, long_response):
    receive_comments(long_response, cheshire.drafter)
    at = f"/responses/{long_response.pk}"
    first_save = long_response.answers.get(recommendation__number="1").events.first().pk
    answer = long_response.answers.get(recommendation__number="1")
    answer.text, answer.position = f"Another text with {LONG}.", "planned"
    answer.save()
    dan = window().enter(cheshire.drafter)

    found = walk(
        dan,
        {
            "home": f"{at}/",
            "home-search": f"{at}/?q={LONG}",
            "answer": f"{at}/answers/1/",
            "answer-empty": f"{at}/answers/13/",
            "history": f"{at}/answers/1/history/",
            "as-saved": f"{at}/answers/1/history/{first_save}/",
            "comments": f"{at}/comments/",
            "comments-invite": f"{at}/comments/invite/",
            "comments-reply": f"{at}/comments/reply/",
            "figures": f"{at}/figures/",
            "introduction": f"{at}/introduction/",
            "letter": f"{at}/letter/",
            "spreadsheet": f"{at}/spreadsheet/",
            "check": f"{at}/check/",
        },
    )

    assert found == {}


def test_pages_of_what_was_not_saved_are_in_order(window, cheshire, long_response):
    dan = window().enter(cheshire.drafter)
    text = f"Mine says {LONG} and {LONG}, once more."
    dora = make.UserFactory(name=f"Dora {LONG}")
    first = long_response.answers.get(recommendation__number="1")
    seen = Seen(answer_mark(first))
    note_saves(
        long_response,
        {place_of(first.recommendation): (seen, seen.mark)},
        by=dora,
        at=timezone.now(),
    )
    kept = {"position": ["planned"], "reason": [SENTENCE], "seen": ["0"], "text": [text]}
    set_aside_by(cheshire.drafter, long_response, "1", NotSaved.CONFLICT, **kept)
    set_aside_by(cheshire.drafter, long_response, "7", NotSaved.INVALID, **kept)
    at = f"/responses/{long_response.pk}"

    found = walk(
        dan,
        {
            "compare": f"{at}/answers/1/",
            "kept": f"{at}/answers/7/",
            "unsaved": f"{at}/unsaved/",
            "home-unsaved": f"{at}/",
        },
    )

    assert found == {}


def test_an_answer_with_errors_is_in_order(window, cheshire, long_response):
    dan = window().enter(cheshire.drafter).go(f"/responses/{long_response.pk}/answers/7/")
    dan.choose("Action planned")
    dan.page.get_by_label("Day", exact=True).fill("31")
    dan.page.get_by_label("Month", exact=True).fill("2")
    dan.press("Save")
    dan.page.locator(".govuk-error-summary").wait_for()

    assert wrong_with(dan, "answer-error") == {}


def test_pages_of_the_force_are_in_order(window, cheshire, long_response):
    write_as_force(long_response, cheshire.contact)
    fay = window().enter(cheshire.contact)

    found = walk(
        fay,
        {
            "officer-home": "/",
            "officer-list": "/comments/",
            "officer-comments": OFFICER_PAGE,
            "officer-hand-over": f"{OFFICER_PAGE}hand-over/",
        },
    )

    assert found == {}


def test_pages_of_what_was_handed_over_are_in_order(window, cheshire, long_response):
    write_as_force(long_response, cheshire.contact)
    draft = draft_of(long_response)
    seen = mark_of_draft(draft, texts_of(draft))
    hand_over(long_response, seen=seen, by=cheshire.contact, at=timezone.now())
    at = f"/responses/{long_response.pk}/comments"

    of_the_force = walk(window().enter(cheshire.contact), {"officer-handed-over": OFFICER_PAGE})
    of_the_office = walk(
        window().enter(cheshire.drafter),
        {"comments-handed-over": f"{at}/", "comments-give-back": f"{at}/give-back/"},
    )

    assert (of_the_force, of_the_office) == ({}, {})


def test_the_check_of_a_spreadsheet_is_in_order(window, cheshire, long_response):
    dan = window().enter(cheshire.drafter).go(f"/responses/{long_response.pk}/spreadsheet/")
    book = edited(
        long_response, {(2, "Answer"): f"New: {LONG}{LONG}", (3, "Why no action"): SENTENCE}
    )
    file = {"name": "answers.xlsx", "mimeType": "application/octet-stream", "buffer": book}
    dan.page.get_by_label("Upload the spreadsheet").set_input_files(file)
    dan.press("See what would change")
    assert dan.heading == "Check what would change"

    assert wrong_with(dan, "spreadsheet-check") == {}


def test_a_spreadsheet_that_is_refused_is_in_order(window, cheshire, long_response):
    dan = window().enter(cheshire.drafter).go(f"/responses/{long_response.pk}/spreadsheet/")
    book = edited(long_response, {(2, "Position"): LONG, (3, "Position"): "=1+1"})
    file = {"name": "answers.xlsx", "mimeType": "application/octet-stream", "buffer": book}
    dan.page.get_by_label("Upload the spreadsheet").set_input_files(file)
    dan.press("See what would change")
    assert dan.page.locator(".govuk-error-summary li").count() == 2

    assert wrong_with(dan, "spreadsheet-refused") == {}


def test_the_check_of_a_letter_is_in_order(window, cheshire, long_response):
    dan = window().enter(cheshire.drafter).go(f"/responses/{long_response.pk}/letter/")
    quoted = long_response.inspection.recommendations.get(number="2").text
    letter = f"8 September 2021\n\n{LONG}\n\nRecommendation 2\n{quoted}\n\n{SENTENCE}"
    dan.fill("Or paste its text", letter)
    dan.press("Read the letter")
    assert dan.heading == "Check what was read from the letter"

    assert wrong_with(dan, "letter-check") == {}
