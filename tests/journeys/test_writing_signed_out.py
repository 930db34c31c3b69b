"""A session that ends while someone writes: they sign in again, and their text is in its box."""

import pytest
from playwright.sync_api import expect

from responses.models import Answer, Unsaved
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "What has been done, or will be?"
MINE = "We train everyone, and this took me an hour."


@pytest.fixture
def address(inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    return f"/responses/{response.pk}/answers/1/"


def sign_in_here(window, user):
    """On the page for it, to which the person was sent."""
    window.fill("Email address", user.email)
    window.fill("Password", make.PASSWORD)
    window.press("Sign in")


def sees_it_and_saves(window, address):
    """Back on the page, with the text where it was typed; it is saved by the button."""
    assert window.path == address
    expect(window.page.get_by_role("region", name="Not saved yet")).to_contain_text(
        "You were signed out while you were writing."
    )
    expect(window.page.get_by_label(TEXT)).to_have_value(MINE)
    assert window.page.get_by_label("Action under way").is_checked()
    window.press("Save")
    expect(window.page.get_by_role("alert")).to_contain_text("Answer to recommendation 1 saved")
    assert Answer.objects.get().text == MINE
    assert not Unsaved.objects.exists()


def test_a_page_that_saves_itself_says_so_and_the_text_comes_back(window, cheshire, address):
    dan = window().enter(cheshire.drafter).go(address)
    dan.leave()

    dan.fill(TEXT, MINE)
    dan.choose("Action under way")
    alert = dan.page.locator("#saving").get_by_role("alert")
    expect(alert).to_contain_text("You have been signed out.")
    assert dan.violations() == []
    assert not Answer.objects.exists()
    alert.get_by_role("link", name="Sign in again").click()
    sign_in_here(dan, cheshire.drafter)

    sees_it_and_saves(dan, address)


def test_without_javascript_the_button_leads_to_signing_in_and_back(window, cheshire, address):
    dan = window(javascript=False, width=375).enter(cheshire.drafter).go(address)
    dan.choose("Action under way")
    dan.fill(TEXT, MINE)
    dan.leave()

    dan.press("Save")
    assert dan.path.startswith("/accounts/login/")
    sign_in_here(dan, cheshire.drafter)

    sees_it_and_saves(dan, address)


def sign_in_in_another_tab(window, user):
    """The same person, in the same browser: the page that is open has an old form token now."""
    window.leave()
    tab = window.page.context.new_page()
    tab.goto(f"{window.address}/accounts/login/")
    tab.get_by_label("Email address").fill(user.email)
    tab.get_by_label("Password").fill(make.PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("heading", name="Home").wait_for()
    tab.close()


def test_signed_in_again_in_another_tab_the_page_says_so(window, cheshire, address):
    dan = window().enter(cheshire.drafter).go(address)
    sign_in_in_another_tab(dan, cheshire.drafter)

    dan.fill(TEXT, MINE)
    dan.choose("Action under way")
    alert = dan.page.locator("#saving").get_by_role("alert")
    expect(alert).to_contain_text("Not saved: you have signed in afresh")
    alert.get_by_role("link", name="Open the page again").click()

    sees_it_and_saves(dan, address)


def test_signed_in_again_in_another_tab_without_javascript(window, cheshire, address):
    dan = window(javascript=False).enter(cheshire.drafter).go(address)
    dan.choose("Action under way")
    dan.fill(TEXT, MINE)
    sign_in_in_another_tab(dan, cheshire.drafter)

    dan.press("Save")

    sees_it_and_saves(dan, address)


def test_somebody_else_who_signs_in_does_not_see_it(window, cheshire, address):
    dan = window(javascript=False).enter(cheshire.drafter).go(address)
    dan.fill(TEXT, MINE)
    dan.leave()
    dan.press("Save")
    other = make.MembershipFactory(drafter=True, body=cheshire.body).user

    sign_in_here(dan, other)

    assert dan.path == address
    expect(dan.page.get_by_label(TEXT)).to_have_value("")
    assert MINE not in dan.text
