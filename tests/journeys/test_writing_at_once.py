"""Two people in one answer at once, each in a browser of their own: nobody overwrites anybody."""

import pytest
from playwright.sync_api import expect

from responses.models import Answer, Unsaved
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "What has been done, or will be?"
MINE, THEIRS, BOTH = "We train every officer.", "We bought kiosks.", "We train, and bought kiosks."
TOO_SOON = 2_000


@pytest.fixture
def address(inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    return f"/responses/{response.pk}/answers/1/"


@pytest.fixture
def dora(cheshire):
    return make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Dora Drafter").user


def keep_mine(window):
    window.press("Keep what I typed")
    return MINE


def keep_what_is_saved(window):
    window.press("Keep what is saved")
    return THEIRS


def bring_together(window):
    window.fill(TEXT, BOTH)
    window.press("Save")
    return BOTH


WAYS = [keep_mine, keep_what_is_saved, bring_together]


def is_shown_both(window):
    """The page that shows two versions, with what differs marked."""
    assert "choose between two versions" in window.heading
    mine = window.page.get_by_role("region", name="What you typed")
    theirs = window.page.get_by_role("region", name="What Dora Drafter saved")
    expect(mine.locator("ins", has_text="train every officer")).to_be_visible()
    expect(theirs.locator("ins", has_text="bought kiosks")).to_be_visible()
    expect(window.page.get_by_label(TEXT)).to_have_value(MINE)
    assert Answer.objects.get().text == THEIRS


def settle(window, way, address):
    """One of the three ways on: what it says is saved, and nothing is left over."""
    kept = way(window)
    window.page.wait_for_load_state()
    window.go(address)
    assert "choose between two versions" not in window.heading
    expect(window.page.get_by_label(TEXT)).to_have_value(kept)
    assert Answer.objects.get().text == kept
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_two_at_once_on_pages_that_save_themselves(window, cheshire, dora, address, way):
    first, second = window().enter(cheshire.drafter), window().enter(dora)
    for each in (first, second):
        each.page.clock.install()
        each.go(address)

    second.fill(TEXT, THEIRS)
    second.page.clock.run_for(TOO_SOON)
    expect(second.page.locator("#saving")).to_contain_text("Saved at")
    first.fill(TEXT, MINE)
    first.page.clock.run_for(TOO_SOON)
    alert = first.page.locator("#saving").get_by_role("alert")
    expect(alert).to_contain_text("Dora Drafter saved this at")
    alert.get_by_role("link", name="See the two side by side").click()

    is_shown_both(first)
    settle(first, way, address)


@pytest.mark.parametrize("way", WAYS)
def test_two_at_once_without_javascript(window, cheshire, dora, address, way):
    first = window(javascript=False, width=375).enter(cheshire.drafter).go(address)
    second = window(javascript=False).enter(dora).go(address)

    second.fill(TEXT, THEIRS)
    second.press("Save")
    first.fill(TEXT, MINE)
    first.press("Save")

    is_shown_both(first)
    settle(first, way, address)


def test_a_third_save_while_somebody_chooses_is_shown_too(window, cheshire, dora, address):
    first = window(javascript=False).enter(cheshire.drafter).go(address)
    second = window(javascript=False).enter(dora).go(address)
    second.fill(TEXT, "Their first thought.")
    second.press("Save")
    first.fill(TEXT, MINE)
    first.press("Save")
    second.go(address).fill(TEXT, THEIRS)
    second.press("Save")

    first.press("Keep what I typed")

    is_shown_both(first)


def test_what_was_not_chosen_yet_is_listed_and_can_be_chosen_later(window, cheshire, dora, address):
    first = window(javascript=False).enter(cheshire.drafter).go(address)
    second = window(javascript=False).enter(dora).go(address)
    second.fill(TEXT, THEIRS)
    second.press("Save")
    first.fill(TEXT, MINE)
    first.press("Save")

    first.follow("Go back, and choose later")
    assert "Somebody else saved this while you were writing." in first.text
    assert "Typed by you" not in second.go(first.path).text
    first.follow("Read or remove what you typed")
    assert MINE in first.text
    first.follow("Go to Answer to recommendation 1")

    is_shown_both(first)
