"""An answer that saves itself as one types: what its writer is told, and what is never undone."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "What has been done, or will be?"
TOO_SOON = 2_000  # milliseconds, after which a page saves what was typed
A_WHILE = 16_000  # after which it sends again what did not arrive
NOTE_WHEN_SETTLED = """() => document.addEventListener("htmx:afterSettle", () => {
  setTimeout(() => { document.documentElement.dataset.settled = "yes"; });
})"""


@pytest.fixture
def response(inspection, cheshire):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def dan(window, cheshire, response):
    """A drafter with an answer before them, in a window whose clock can be put on."""
    dan = window().enter(cheshire.drafter)
    dan.page.clock.install()
    return dan.go(f"/responses/{response.pk}/answers/1/")


def saves_itself(request):
    return request.method == "POST" and "hx-request" in request.headers


def hold(window):
    """Keep what the page sends by itself from arriving, and return it as it comes."""
    held = []

    def keep(route):
        if saves_itself(route.request):
            held.append(route)
        else:
            route.continue_()

    window.page.route("**/answers/**", keep)
    return held


def saved_text(response):
    answer = response.answers.first()
    return answer.text if answer else None


def test_an_answer_saves_itself_and_is_there_afterwards(dan, response):
    dan.page.get_by_label(TEXT).press_sequentially("We train everyone.")
    dan.page.clock.run_for(TOO_SOON)

    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    expect(dan.page.locator("#reads")).to_contain_text("We train everyone.")
    assert saved_text(response) == "We train everyone."
    assert dan.violations() == []

    dan.page.get_by_label(TEXT).press("End")
    dan.page.get_by_label(TEXT).press_sequentially(" Yes")
    expect(dan.page.locator("#saving")).not_to_contain_text("Saved at")

    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    dan.page.reload()
    expect(dan.page.get_by_label(TEXT)).to_have_value("We train everyone. Yes")


def test_leaving_before_a_save_warns_and_after_it_does_not(dan, response):
    held, asked = hold(dan), []
    dan.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    dan.page.get_by_label(TEXT).press_sequentially("We train everyone.")

    with dan.page.expect_request(saves_itself):
        dan.page.clock.run_for(TOO_SOON)
    with dan.page.expect_event("dialog"):
        dan.page.get_by_role("link", name="Go back to the response").click(no_wait_after=True)
    expect(dan.page.get_by_label(TEXT)).to_have_value("We train everyone.")

    held.pop().continue_()
    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    dan.follow("Go back to the response")
    dan.page.wait_for_url(f"**/responses/{response.pk}/")
    assert asked == ["beforeunload"]


def test_a_save_that_arrives_after_the_button_does_not_undo_it(dan, response):
    held = hold(dan)
    dan.page.get_by_label(TEXT).press_sequentially("Half a")
    with dan.page.expect_request(saves_itself) as late:
        dan.page.clock.run_for(TOO_SOON)
    dan.fill(TEXT, "Half a thought, and the other half.")
    dan.press("Save")
    dan.page.wait_for_url(f"**/responses/{response.pk}/")

    got = dan.page.request.post(
        late.value.url,
        data=late.value.post_data,
        headers={"Content-Type": late.value.headers["content-type"], "HX-Request": "true"},
    )

    assert len(held) == 1
    assert "Saved at" in got.text()
    assert saved_text(response) == "Half a thought, and the other half."


def test_a_save_does_not_scroll_to_what_the_address_leads_to(window, cheshire, response):
    dan = window(height=400).enter(cheshire.drafter)
    dan.page.clock.install()
    dan.go(f"/responses/{response.pk}/answers/1/#reads")
    dan.evaluate(NOTE_WHEN_SETTLED)
    dan.page.get_by_label(TEXT).press_sequentially("We train everyone.")
    before = dan.evaluate("scrollY")

    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("html")).to_have_attribute("data-settled", "yes")

    assert dan.evaluate("scrollY") == before


def test_what_could_not_be_sent_is_sent_again(dan, response):
    dan.page.context.set_offline(True)
    dan.page.get_by_label(TEXT).press_sequentially("We train everyone.")
    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("#saving")).to_contain_text("could not be reached")
    assert dan.violations() == []
    assert saved_text(response) is None

    dan.page.context.set_offline(False)
    dan.page.clock.run_for(A_WHILE)

    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    assert saved_text(response) == "We train everyone."


def test_a_half_typed_date_is_not_lost_and_not_saved(dan, response):
    dan.choose("Action planned")
    dan.page.get_by_label("Day").press_sequentially("31")
    dan.page.get_by_label(TEXT).press_sequentially("By then.")
    dan.page.clock.run_for(TOO_SOON)

    expect(dan.page.locator("#saving")).to_contain_text("Not saved yet.")
    assert saved_text(response) is None

    dan.page.reload()
    expect(dan.page.get_by_label("Day")).to_have_value("31")
    expect(dan.page.get_by_label(TEXT)).to_have_value("By then.")
    assert "Not saved yet" in dan.text
