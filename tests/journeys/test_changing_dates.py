"""An administrator changes the dates of an inspection, and sets one body's last day."""

import os

import pytest

from forces.govuk.dates import uk_date
from recommendations.deadlines import last_day
from responses.models import Response
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looks_right(window, name):
    """Nothing sideways and nothing that axe finds; a picture of it where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        window.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    sideways = window.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return not sideways and window.violations() == []


@pytest.mark.parametrize("width", [1280, 375])
def test_dates_are_changed_with_a_look_at_what_that_does(
    window, people, cheshire, cumbria, today, yesterday, width
):
    inspection = make.InspectionFactory(
        title="An inspection of digital evidence",
        short_title="Digital evidence",
        slug="digital",
        published_on=yesterday,
        forces=[cheshire.force, cumbria.force],
    )
    make.RecommendationFactory(inspection=inspection)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make.ResponseFactory(inspection=inspection, body=cumbria.body, published=today)
    ada = window(width=width)
    ada.sign_in(people["administrator"]).go("/inspections/digital/")
    assert looks_right(ada, f"inspection-{width}")

    ada.follow("Change the dates")
    ada.press("Continue")
    assert looks_right(ada, f"dates-error-{width}")
    ada.choose("The day after publication is day 1")
    ada.page.locator("textarea[name=rule_reason]").fill("It came out late at night.")
    ada.page.locator("textarea[name=reason]").fill("Agreed with the association.")
    assert looks_right(ada, f"dates-{width}")
    ada.press("Continue")
    assert "1 response gets the last day" in ada.text
    assert "1 published response keeps its own: it was judged by it." in ada.text
    assert looks_right(ada, f"dates-check-{width}")
    ada.press("Change what you typed")
    assert ada.page.locator("textarea[name=reason]").input_value() == "Agreed with the association."
    ada.press("Continue")
    ada.press("Change the dates")
    assert "Dates changed. 1 response has another last day" in ada.text
    assert looks_right(ada, f"inspection-after-{width}")

    ada.follow("Each body’s last day")
    assert looks_right(ada, f"last-days-{width}")
    ada.follow("Set its own", exact=False)
    ada.fill_date("Last day for this body", yesterday)
    ada.page.locator("textarea[name=reason]").fill("They asked for less time.")
    assert looks_right(ada, f"last-day-{width}")
    ada.press("Continue")
    assert "The new last day has already passed." in ada.text
    assert looks_right(ada, f"last-day-check-{width}")
    ada.press("Change the last day")
    assert "They asked for less time." in ada.text
    assert looks_right(ada, f"last-days-after-{width}")
    ada.click(ada.page.get_by_role("link", name="Change").first)
    assert looks_right(ada, f"last-day-again-{width}")

    dora = window(width=width)
    dora.sign_in(cheshire.drafter).go(f"/responses/{response.pk}/")
    moved = f"from {uk_date(last_day(today))} to {uk_date(yesterday)}"
    assert moved in dora.text
    assert looks_right(dora, f"response-{width}")
    anyone = window(width=width).go("/register/digital/")
    assert "Agreed with the association." in anyone.text
    assert looks_right(anyone, f"register-{width}")
    assert Response.objects.get(pk=response.pk).due_on == yesterday


def test_dates_are_changed_without_javascript(window, people, cheshire, today, yesterday):
    inspection = make.InspectionFactory(slug="digital", published_on=yesterday)
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    ada = window(javascript=False, width=375)
    ada.sign_in(people["administrator"]).go("/inspections/digital/dates/")

    ada.choose("A date that is set, with a reason")
    ada.fill_date("Last day for responses", today)
    ada.page.locator("textarea[name=rule_reason]").fill("Set by the inspectorate.")
    ada.page.locator("textarea[name=reason]").fill("It is urgent.")
    ada.press("Continue")
    ada.press("Change the dates")

    assert Response.objects.get().due_on == today
