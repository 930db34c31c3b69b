"""The quarterly round as an office does it, without JavaScript and on a phone too."""

import pytest
from django.utils import timezone

from recommendations.models import ProgressUpdate, UpdateRequest
from tests import factories as make
from tests.completing import completing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROUND = "/progress/round/cheshire/"


@pytest.fixture
def many(inspection, cheshire, today):
    """Two pages of open recommendations, the first with a next date."""
    with completing():
        inspection.forces.add(cheshire.force)
    make.RecommendationFactory.create_batch(25, inspection=inspection)
    make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="1"),
        force=cheshire.force,
        as_at=today,
        next_on=today,
    )
    return inspection.recommendations.in_order()


def test_the_round_keeps_what_is_typed_from_page_to_page(window, cheshire, many):
    visitor = window(javascript=False).sign_in(cheshire.drafter).go(ROUND)
    first, second = (f"#id_r{each.pk}-text" for each in (many[0], many[1]))

    visitor.page.locator(first).fill("Trainers are in post.")
    visitor.press("Page 2")
    visitor.press("Page 1")

    assert visitor.page.locator(first).input_value() == "Trainers are in post."
    visitor.page.locator(second).fill("All is done.")
    visitor.page.locator(second.replace("-text", "-state_2")).check()
    visitor.page.locator(first.replace("-text", "-state_1")).check()
    visitor.press("Submit updates")
    assert "2 updates submitted" in visitor.text
    assert not ProgressUpdate.objects.drafts().exists()


def test_an_office_asks_somebody_for_updates(window, cheshire, many):
    visitor = window().sign_in(cheshire.drafter).go(ROUND)

    visitor.follow("Ask somebody to update these")
    visitor.page.get_by_label("2: Heading of 2", exact=True).check()
    visitor.page.get_by_label("Who is asked", exact=True).select_option(label=str(cheshire.contact))
    visitor.press("Ask for these updates")

    assert "is asked to update 1 recommendation" in visitor.text
    assert UpdateRequest.objects.get().recommendation == many[1]


@pytest.mark.parametrize("path", [ROUND, f"{ROUND}ask/", f"{ROUND}spreadsheet/"])
def test_the_pages_of_a_round_break_no_rule_and_fit_a_phone(window, cheshire, many, path):
    visitor = window(width=320).sign_in(cheshire.drafter).go(path)

    assert visitor.violations() == []
    assert not visitor.wider()


@pytest.mark.parametrize("width", [1280, 320])
def test_two_who_change_one_draft_are_asked_which_to_keep(window, cheshire, many, today, width):
    theirs = make.ProgressUpdateFactory(
        draft=True,
        recommendation=many[1],
        force=cheshire.force,
        as_at=today,
        written_by=cheshire.contact,
    )
    text = f"#id_r{theirs.recommendation_id}-text"
    visitor = window(width=width).sign_in(cheshire.drafter).go(ROUND)

    visitor.page.locator(text).fill("What I typed")
    saved = {"text": "What a colleague saved", "written_at": timezone.now()}
    ProgressUpdate.objects.drafts().update(**saved)
    visitor.press("Save draft")

    assert "There is a problem" in visitor.text
    assert "What a colleague saved" in visitor.text
    assert visitor.page.locator(text).input_value() == "What I typed"
    assert visitor.violations() == []
    assert not visitor.wider()
    visitor.shoot(f"round-contested-{width}")
    visitor.page.get_by_label("What you typed", exact=True).check()
    visitor.press("Save draft")
    theirs.refresh_from_db()
    assert (theirs.text, theirs.written_by) == ("What I typed", cheshire.drafter)
