"""A session that ends while someone types outside a response: it comes back on its page."""

import pytest
from playwright.sync_api import expect

from forces.models import Unsent
from recommendations.models import Correction, ProgressUpdate, Reply
from tests import factories as make
from tests import oversight
from tests.completing import completing
from tests.journeys.test_writing_signed_out import sign_in_here, sign_in_in_another_tab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINE = "Forty cases, and this took me an hour."
ROUND = "/progress/round/cheshire/"


@pytest.fixture
def many(inspection, cheshire):
    """Two pages of open recommendations."""
    with completing():
        inspection.forces.add(cheshire.force)
    make.RecommendationFactory.create_batch(25, inspection=inspection)
    return list(inspection.recommendations.for_police().in_order())


def sees_it(window):
    expect(window.page.get_by_role("region", name="Not saved yet")).to_contain_text(
        "You were signed out while you were writing."
    )


def test_a_reply_comes_back_and_is_sent_without_javascript(window, cheshire, many):
    question = oversight.question(recommendation=many[0], force=cheshire.force)
    address = f"/questions/{question.pk}/reply/"
    dan = window(javascript=False, width=320).enter(cheshire.drafter).go(address)
    dan.fill("Your reply", MINE)
    dan.leave()

    dan.press("Send the reply")
    assert dan.path.startswith("/accounts/login/")
    sign_in_here(dan, cheshire.drafter)

    assert dan.path == address
    sees_it(dan)
    dan.shoot("typed-signed-out-reply")
    dan.go("/account/typed/")
    assert MINE in dan.text
    dan.follow("Go to its page", exact=False)
    expect(dan.page.get_by_label("Your reply")).to_have_value(MINE)
    dan.press("Send the reply")
    assert Reply.objects.get().text == MINE
    assert not Unsent.objects.exists()


def test_rows_of_a_round_come_back_on_their_page_of_it(window, cheshire, many):
    address = f"{ROUND}?page=2"
    dan = window(width=320).enter(cheshire.drafter).go(address)
    rows = [f"#id_r{each.pk}-text" for each in many[25:27]]
    for number, row in enumerate(rows):
        dan.page.locator(row).fill(f"{MINE} {number}")
        dan.page.locator(row.replace("-text", "-state_1")).check()
    dan.leave()

    dan.press("Submit updates")
    sign_in_here(dan, cheshire.drafter)

    assert dan.path == address
    sees_it(dan)
    assert dan.violations() == []
    assert not dan.wider()
    dan.shoot("typed-signed-out-round")
    dan.go("/account/typed/")
    assert dan.violations() == []
    assert not dan.wider()
    dan.shoot("typed-signed-out-list")
    dan.follow("Go to its page", exact=False)
    for number, row in enumerate(rows):
        assert dan.page.locator(row).input_value() == f"{MINE} {number}"
    dan.press("Submit updates")
    assert "2 updates submitted" in dan.text
    assert ProgressUpdate.objects.count() == 2
    assert not Unsent.objects.exists()


def test_a_correction_comes_back_after_signing_in_in_another_tab(window, inspection):
    inspectorate = inspection.inspectorates.get()
    ada = make.MembershipFactory(administrator=True, inspectorate=inspectorate).user
    address = "/inspections/rape/recommendations/1/correct/"
    tab = window().enter(ada).go(address)
    tab.fill("Heading", "Another heading")
    tab.fill("Reason for the correction", MINE)
    sign_in_in_another_tab(tab, ada)

    tab.press("Save the correction")

    assert tab.path == address
    sees_it(tab)
    expect(tab.page.get_by_label("Heading", exact=True)).to_have_value("Another heading")
    tab.press("Save the correction")
    assert Correction.objects.get().reason == MINE
    assert not Unsent.objects.exists()
