"""An office arranges its letter, looks at it in five shapes, and gets a file of its draft."""

import pytest
from playwright.sync_api import expect

from responses.choices import Format, LetterState, Shape
from responses.models import DraftLetter, Letter, LetterChoice
from responses.tasks import render_draft
from tests import factories as make
from tests.journeys.conftest import SENTENCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def response(long_response):
    return long_response


@pytest.fixture
def signed(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    version = make.sign_version(response)
    Letter.queue([version], at=make.NOON)
    return version


def making():
    """A worker takes the draft that was asked for."""
    render_draft(draft_id=DraftLetter.objects.get().pk)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 375])
def test_an_office_arranges_its_letter_and_gets_its_draft(
    window, cheshire, response, javascript, width
):
    dan = window(javascript=javascript, width=width).enter(cheshire.drafter)
    dan.go(f"/responses/{response.pk}/")
    dan.follow("How the letter is arranged")
    dan.choose("Letter with comments")
    dan.choose("Shortened, and marked as shortened")
    dan.page.get_by_role("checkbox", name="13: ", exact=False).check()
    dan.fill("Why these are left out", "It is for others to answer.")
    dan.press("Save")
    assert "How the letter is arranged is saved" in dan.text
    assert "Missing: Address of the office; Closing" in dan.text

    dan.follow("in five shapes")
    assert dan.heading == "The letter in five shapes"
    assert dan.wider() == []
    dan.click(dan.page.get_by_role("button", name="Use this shape (Form)"))
    assert "The letter has this shape now: Form" in dan.text
    held = LetterChoice.objects.get()
    assert (held.shape, held.quotation) == (Shape.FORM, "short")

    dan.follow("See it whole (Form)")
    assert dan.heading == "The letter as: Form"
    assert SENTENCE in dan.text
    assert dan.wider() == []
    dan.go(f"/responses/{response.pk}/drafts/")
    dan.press("Make the PDF")
    assert "Form (PDF): waiting to be made" in dan.text
    making()
    if not javascript:
        dan.follow("Check whether it is ready")
    expect(dan.page.get_by_role("link", name="Form (PDF)")).to_be_visible()
    assert dan.wider() == []
    file = dan.page.get_by_role("link", name="Form (PDF)").get_attribute("href")
    got = dan.page.request.get(dan.address + file)
    assert (got.status, got.body()[:5]) == (200, b"%PDF-")


def test_frames_show_each_shape_as_paper_and_nothing_in_them_acts(window, cheshire, response):
    dan = window().enter(cheshire.drafter)
    said = []
    dan.page.on("console", lambda message: said.append(message.text))

    dan.go(f"/responses/{response.pk}/shapes/")
    dan.page.wait_for_load_state("networkidle")

    assert dan.violations() == []
    assert said == []
    frames = {frame.url.split("/")[-3]: frame for frame in dan.page.frames[1:]}
    assert set(frames) == set(Shape)
    for shape, frame in frames.items():
        body = frame.locator("body")
        assert f"shape-{shape}" in body.get_attribute("class")
        assert body.evaluate("body => getComputedStyle(body).paddingTop") != "0px"
    sheets = dan.page.locator(".app-shape__paper")
    tops = {round(sheets.nth(place).bounding_box()["y"]) for place in range(5)}
    assert len(tops) == 1
    dan.shoot("letter-shapes")


def test_keyboard_passes_over_the_papers(window, cheshire, response):
    dan = window().enter(cheshire.drafter).go(f"/responses/{response.pk}/shapes/")
    seen = []

    dan.page.get_by_role("link", name="See it whole (Report)").focus()
    for _ in range(3):
        dan.page.keyboard.press("Tab")
        seen.append(dan.evaluate("document.activeElement.textContent"))

    assert seen == [
        "See it whole (Letter with comments)",
        "Use this shape (Letter with comments)",
        "See it whole (Form)",
    ]


def test_page_of_a_version_tells_by_itself_how_far_its_files_are(window, cheshire, signed):
    dan = window().enter(cheshire.drafter)
    dan.go(f"/responses/{signed.response_id}/versions/1/")
    assert "PDF: waiting to be made" in dan.text
    assert dan.violations() == []

    signed.letters.get(format=Format.PDF).claim(at=make.NOON)
    expect(dan.page.get_by_text("PDF: being made")).to_be_visible()
    for letter in signed.letters.all():
        letter.issue(b"%PDF-1.7", at=make.NOON)
    expect(dan.page.get_by_role("link", name="Letter (PDF)")).to_be_visible()

    expect(dan.page.get_by_text("Check whether it is ready")).to_have_count(0)
    assert dan.page.locator("[hx-get]").count() == 0
    assert {each.state for each in signed.letters.all()} == {LetterState.READY}


def test_page_that_asks_again_says_when_its_reader_was_signed_out(window, cheshire, signed):
    dan = window().enter(cheshire.drafter)
    dan.go(f"/responses/{signed.response_id}/versions/1/")

    dan.leave()

    expect(dan.page.get_by_text("You have been signed out.")).to_be_visible()
    assert dan.heading == "Version 1"
    assert dan.page.locator("h1").count() == 1
