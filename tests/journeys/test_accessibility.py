"""What axe finds on the pages of each person, on a desk and on a phone; and the keyboard alone."""

import pytest

from responses.choices import Status
from responses.content import content_of, digest
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIGN = "/responses/{sent}/sign/?seen={seen}"
PAGES = {
    "nobody": [
        "/",
        "/accounts/login/",
        "/accounts/password/reset/",
        "/register/",
        "/register/rape/",
        "/register/rape/cheshire/",
        "/register/search/?q=work",
        "/register/search/?q=the",
        "/register/downloads/",
        "/nowhere/",
    ],
    "drafter": [
        "/",
        "/account/",
        "/account/notices/",
        "/responses/{drafting}/",
        "/responses/{drafting}/reminders/",
        "/responses/{drafting}/answers/1/",
        "/responses/{drafting}/comments/",
        "/responses/{drafting}/comments/invite/",
        "/responses/{drafting}/?q=1",
        "/responses/{drafting}/figures/",
        "/responses/{drafting}/introduction/",
        "/letterheads/cheshire/",
        "/responses/{drafting}/letter-choice/",
        "/responses/{drafting}/shapes/",
        "/responses/{drafting}/shapes/home_secretary/",
        "/responses/{drafting}/drafts/",
        "/responses/{drafting}/check/",
        "/responses/{signed}/publish/",
        "/responses/{published}/",
        "/responses/{published}/copies/",
        "/responses/{published}/copies/1/inspectors/",
        "/responses/{signed}/versions/1/",
        "/progress/rape/cheshire/",
        "/progress/rape/cheshire/figures/",
        "/progress/rape/cheshire/figures/2021-03-31/",
        "/progress/",
        "/progress/round/cheshire/",
        "/progress/round/cheshire/ask/",
        "/progress/round/cheshire/spreadsheet/",
        "/progress/rape/cheshire/1/",
        "/progress/rape/cheshire/1/evidence/",
        "/forces/cheshire/open/",
        "/forces/cheshire/pack/",
        "/questions/",
        "/themes/",
        "/search/?q=work",
        "/account/tokens/",
        "/account/views/",
        "/account/views/new/?address=/forces/cheshire/open/",
    ],
    "contact": [
        "/",
        "/comments/",
        "/comments/drafting/cheshire/",
        "/comments/drafting/cheshire/hand-over/",
    ],
    "signatory": ["/", "/letterheads/cheshire/signature/", "/responses/{sent}/read/", SIGN],
    "inspector": [
        "/",
        "/account/notices/",
        "/inspections/",
        "/inspections/rape/",
        "/inspections/rape/matrix/",
        "/inspections/rape/overview/",
        "/inspections/rape/figures/",
        "/inspections/rape/letters/",
        "/inspections/rape/recommendations/1/",
        "/inspections/rape/forces/cheshire/",
        "/forces/",
        "/forces/cheshire/",
        "/forces/cheshire/open/",
        "/questions/",
        "/closures/",
        "/progress/rape/cheshire/1/",
        "/progress/rape/cheshire/1/assess/",
        "/search/?q=work&kind=update",
    ],
    "administrator": [
        "/",
        "/inspections/new/",
        "/inspections/secret/",
        "/inspections/secret/recommendations/new/",
        "/inspections/secret/recommendations/1/edit/",
        "/inspections/secret/publish/",
        "/inspections/new/import/",
        "/inspections/secret/import/",
        "/inspections/rape/correct/",
        "/inspections/rape/recommendations/1/correct/",
        "/themes/new/",
        "/reminders/",
        "/copies/addresses/",
        "/inspections/rape/dates/",
        "/inspections/rape/last-days/",
        "/inspections/rape/last-days/cumbria/",
        "/inspections/rape/old/",
        "/inspections/rape/not-held/",
        "/inspections/rape-signed/old/kent/",
    ],
}


def ids_of(world):
    ids = {state: response.pk for state, response in world.items()}
    return {**ids, "seen": digest(content_of(world["sent"]))}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("person", PAGES)
def test_pages_have_no_violation_and_no_sideways_scroll(window, people, world, person, width):
    someone = window(width=width)
    if people[person]:
        someone.sign_in(people[person])
    ids = ids_of(world)

    found = {}
    for path in PAGES[person]:
        status = someone.page.goto(someone.address + path.format(**ids)).status
        sideways = someone.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        headings = someone.page.locator("h1").count()
        found[path] = (status, someone.violations(), sideways, headings)

    statuses = {path: 404 if path == "/nowhere/" else 200 for path in PAGES[person]}
    assert found == {path: (status, [], False, 1) for path, status in statuses.items()}


@pytest.mark.parametrize("width", [1280, 375])
def test_a_calendar_address_has_no_violation_and_no_sideways_scroll(window, people, width):
    dana = window(width=width)
    dana.sign_in(people["drafter"]).go("/account/notices/")

    dana.press("Make my calendar address")

    sideways = dana.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    address = dana.page.locator(".app-address").inner_text()
    assert address.endswith(".ics")
    assert (dana.violations(), sideways) == ([], False)


@pytest.mark.parametrize("path", ["/responses/{drafting}/comments/", SIGN])
def test_a_page_with_errors_has_no_violation_and_leads_to_them(window, people, world, path):
    someone = window()
    someone.sign_in(people["signatory" if "sign" in path else "drafter"])
    ids = ids_of(world)
    someone.go(path.format(**ids))
    if "comments" in path:
        someone.choose("Comments were received")

    someone.click(someone.page.locator("main form button[type=submit]").first)
    summary = someone.page.locator(".govuk-error-summary")
    summary.get_by_role("link").first.click()

    focused = someone.evaluate("document.activeElement.tagName")
    assert someone.violations() == []
    assert focused == "INPUT"


def test_signing_by_keyboard_alone(window, people, world):
    sue = window(width=375)
    sue.sign_in(people["signatory"]).go(SIGN.format(**ids_of(world)))
    keyboard = sue.page.keyboard

    sue.page.locator("#main-content").evaluate("element => element.focus()")
    for _ in range(60):
        keyboard.press("Tab")
        focused = sue.evaluate(
            "[document.activeElement.type, document.activeElement.textContent.trim()]"
        )
        if focused[0] == "checkbox":
            keyboard.press("Space")
        elif focused[0] == "password":
            keyboard.type(make.PASSWORD)
            keyboard.press("Enter")
            break
    sue.page.wait_for_url(f"**/responses/{world['sent'].pk}/")

    world["sent"].refresh_from_db()
    assert world["sent"].status == Status.SIGNED
