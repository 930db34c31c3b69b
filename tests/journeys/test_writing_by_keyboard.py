"""An answer written, and two versions settled, with Tab, Space, the arrows and Enter alone.

What has the focus is seen: it has a mark, and does not lie under the line that says “Saved at”.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from responses.models import Answer
from responses.models.answers import save_answer
from responses.models.saving import Seen
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOO_SOON = 2_000
MOST = 60  # more than any page here has to press Tab for
FOCUSED = """() => {
  const at = document.activeElement;
  const bar = document.getElementById("saving")?.getBoundingClientRect();
  const box = at.getBoundingClientRect();
  const floor = bar?.height && bar.top < innerHeight && !at.closest("#saving")
    && bar.top > box.top ? bar.top : innerHeight;
  const label = at.labels?.[0];
  const marks = [getComputedStyle(at), label && getComputedStyle(label, "::before")];
  return {
    name: (label ?? at).textContent.trim(),
    is_seen: Math.min(box.bottom, floor) - Math.max(box.top, 0) >= Math.min(box.height, 40) - 1,
    is_marked: marks.some((style) => style
      && (style.boxShadow !== "none" || style.outlineStyle !== "none")),
  };
}"""


def tab_to(window, name):
    """Press Tab until something of this name has the focus; all on the way is seen."""
    for _ in range(MOST):
        window.page.keyboard.press("Tab")
        focused = window.evaluate(FOCUSED)
        assert (focused["is_seen"], focused["is_marked"]) == (True, True), focused
        if focused["name"] == name:
            return
    pytest.fail(f"Tab does not lead to “{name}”")


def press(window, *keys):
    for key in keys:
        window.page.keyboard.press(key)


def type_in(window, label, text):
    tab_to(window, label)
    window.page.keyboard.type(text)


@pytest.fixture
def response(inspection, cheshire):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.mark.parametrize("size", [(1280, 500), (320, 256)], ids=["desk", "zoomed"])
def test_an_answer_is_written_by_keyboard_alone(window, cheshire, response, size):
    dan = window(width=size[0], height=size[1]).enter(cheshire.drafter)
    dan.page.clock.install()
    dan.go(f"/responses/{response.pk}/answers/1/")

    tab_to(dan, "Skip to main content")
    press(dan, "Enter")
    tab_to(dan, "Already in place")
    press(dan, "ArrowDown", "ArrowDown")
    type_in(dan, "Day", "31")
    type_in(dan, "Month", "3")
    type_in(dan, "Year", "2030")
    type_in(dan, "What has been done, or will be?", "We train everyone.")
    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    tab_to(dan, "One answer for several recommendations")
    press(dan, "Enter")
    tab_to(dan, "2: Heading of 2")
    press(dan, "Space")
    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("#saving")).to_contain_text("Saved at")
    tab_to(dan, "Save")
    press(dan, "Enter")
    dan.page.get_by_role("heading", name="Response: Rape inspection").wait_for()

    first, second = Answer.objects.order_by("recommendation__position")
    assert (first.position, str(first.planned_on)) == ("planned", "2030-03-31")
    assert first.text == "We train everyone."
    assert second.answered_with_id == first.recommendation_id


def test_what_stands_below_an_answer_is_seen_when_tab_leads_to_it(window, cheshire, response):
    dan = window(height=400).enter(cheshire.drafter)
    dan.page.clock.install()
    dan.go(f"/responses/{response.pk}/answers/2/")
    type_in(dan, "What has been done, or will be?", "We train everyone.\n\n" * 20)
    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.locator("#saving")).to_contain_text("Saved at")

    tab_to(dan, "Cookies")


@pytest.fixture
def two(window, cheshire, response):
    """Somebody saved while another, whose window this is, wrote: the two are shown."""
    dora = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Dora").user
    dan = window(width=320, height=256).enter(cheshire.drafter)
    dan.page.clock.install()
    dan.go(f"/responses/{response.pk}/answers/1/")
    save_answer(
        response,
        response.inspection.recommendations.get(number="1"),
        by=dora,
        at=timezone.now(),
        seen=Seen("0"),
        text="We bought kiosks.",
    )
    type_in(dan, "What has been done, or will be?", "We train everyone.")
    dan.page.clock.run_for(TOO_SOON)
    expect(dan.page.get_by_role("alert").get_by_text("Not saved.")).to_be_in_viewport()
    tab_to(dan, "See the two side by side")
    press(dan, "Enter")
    dan.page.get_by_role("heading", name="choose between two versions").wait_for()
    return dan


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep what I typed", "We train everyone."),
        ("Keep what is saved", "We bought kiosks."),
    ],
)
def test_one_of_two_versions_is_chosen_by_keyboard_alone(two, button, kept):
    tab_to(two, button)
    press(two, "Enter")
    two.page.get_by_role("heading", name="choose between").wait_for(state="hidden")

    assert Answer.objects.get().text == kept


def test_two_versions_are_brought_together_by_keyboard_alone(two):
    tab_to(two, "What has been done, or will be?")
    press(two, "ControlOrMeta+End")
    two.page.keyboard.type(" And bought kiosks.")
    tab_to(two, "Save")
    press(two, "Enter")
    two.page.get_by_role("heading", name="choose between").wait_for(state="hidden")

    assert Answer.objects.get().text == "We train everyone. And bought kiosks."
