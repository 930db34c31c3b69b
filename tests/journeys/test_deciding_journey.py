"""A drafter at a desk and a signatory on a phone: returned, written again, signed, reopened."""

import pytest

from responses.choices import Position, Status
from responses.models import signing
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sent(cheshire, inspection):
    """With the commissioner: one answer without action, one that is being considered."""
    inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )
    response.answers.filter(recommendation__number="1").update(
        position=Position.NO_ACTION, text="", reason="There is no money."
    )
    response.contributions.create(number=1, by=cheshire.drafter)
    signing.send(response, make.actor(cheshire.drafter), at=make.NOON)
    return response


def return_two_parts(sue):
    sue.follow("Rape inspection")
    sue.press("Return with a reason")
    sue.page.locator("summary", has_text="Say it of single parts").click()
    sue.fill("Introduction and conclusion", "There is no introduction.")
    sue.fill("Recommendation 2: Heading of 2", "Say what it costs.")
    sue.press("Return the response")


def write_again(dan, response):
    dan.go(response.get_absolute_url())
    dan.follow("Recommendation 2: Heading of 2")
    assert "Say what it costs." in dan.text
    dan.page.locator("textarea[name=text]").fill("Work on 2 has begun. It costs £40,000.")
    dan.press("Save")
    dan.follow("Introduction and conclusion")
    dan.page.locator("textarea[name=introduction]").fill("I welcome the report.")
    dan.press("Save")
    dan.follow("Check the letter and what is missing")
    dan.press("Send to the commissioner")


def sign(sue):
    sue.press("Go on to sign")
    for box in sue.page.locator("input[type=checkbox]").all():
        box.check()
    sue.page.get_by_label("Your password").fill(make.PASSWORD)
    sue.press("Sign and lock")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no_javascript"])
def test_a_response_goes_back_and_forth_until_it_is_signed_twice(
    window, cheshire, sent, javascript
):
    dan = window(javascript=javascript).enter(cheshire.drafter)
    sue = window(javascript=javascript, width=375).enter(cheshire.signatory)

    return_two_parts(sue.go("/"))
    write_again(dan, sent)

    sue.go("/").follow("Rape inspection")
    assert "It costs £40,000" in sue.page.locator("ins", has_text="40,000").first.inner_text()
    assert "There is no introduction." in sue.text
    sign(sue)
    sent.refresh_from_db()
    assert sent.status == Status.SIGNED

    dan.go(f"/responses/{sent.pk}/reopen/")
    dan.fill("Reason", "The costs were wrong.")
    dan.press("Reopen the response")
    dan.follow("2: Heading of 2")
    dan.page.locator("textarea[name=text]").fill("Work on 2 has begun. It costs £50,000.")
    dan.press("Save")
    dan.follow("Check the letter and what is missing")
    dan.press("Send to the commissioner")

    sue.go("/").follow("Rape inspection")
    assert "The costs were wrong." in sue.text
    assert f"signed by {cheshire.signatory}" in sue.text
    sign(sue)
    assert list(sent.versions.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("page", ["/", "read/", "return/", "sign/"])
def test_pages_for_deciding_fit_a_phone_and_break_no_rule(window, cheshire, sent, page):
    sent.answers.filter(recommendation__number="2").update(text="Supercalifragilistic" * 9)
    sue = window(width=320).enter(cheshire.signatory)
    sue.go(f"/responses/{sent.pk}/read/")
    sent.answers.filter(recommendation__number="2").update(text="Honorificabilitudinitas" * 9)

    if page == "sign/":
        sue.go(f"/responses/{sent.pk}/read/").press("Go on to sign")
    else:
        sue.go(page if page == "/" else f"/responses/{sent.pk}/{page}")

    assert sue.wider() == []
    assert sue.violations() == []
