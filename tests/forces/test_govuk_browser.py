"""The patterns in a browser: by keyboard, without JavaScript, on a phone, and by axe's rules."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.forces.govuk_gallery"),
    pytest.mark.django_db(transaction=True),
]
SIZES = [1280, 375]
PAGES = ["/gallery/form/", "/gallery/patterns/", "/accounts/login/"]


@pytest.fixture
def visit(chromium, live_server):
    """Open a page. What the browser complains of, such as inline code, fails the test."""
    contexts, complaints = [], []

    def _visit(path, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.goto(live_server.url + path)
        return page

    yield _visit
    for context in contexts:
        context.close()
    assert complaints == []


def send_wrong(page):
    page.check("text=Planned")
    page.fill("#id_planned_on_day", "31")
    page.fill("#id_planned_on_month", "Feb")
    page.fill("#id_planned_on_year", "2027")
    page.fill("#id_published_on_day", "1")
    page.click("text=Save and continue")
    page.wait_for_selector(".govuk-error-summary")


def focused(page):
    return page.evaluate("document.activeElement.id")


def breaches(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_rule_and_fits(visit, path, width):
    page = visit(path, width)

    assert breaches(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", SIZES)
def test_wrong_form_breaks_no_rule(visit, width):
    page = visit("/gallery/form/", width)

    send_wrong(page)

    assert breaches(page) == []
    assert page.title() == "Error: Form - Inspection Responses"


def test_error_summary_takes_the_focus_and_each_link_passes_it_on(visit):
    page = visit("/gallery/form/")

    send_wrong(page)

    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    reached = []
    for link in page.query_selector_all(".govuk-error-summary a"):
        link.press("Enter")
        reached.append(focused(page))
    assert reached == [
        "id_title",
        "id_title",
        "id_days",
        "id_planned_on_day",
        "id_kind",
        "id_bodies_0_0",
        "id_national_0",
        "id_published_on_month",
        "id_report",
        "id_agree",
        "id_password",
    ]


@pytest.mark.parametrize("has_script", [True, False])
def test_conditional_question_shows_when_its_choice_is_made(visit, has_script):
    page = visit("/gallery/form/", java_script_enabled=has_script)

    assert not page.is_visible("#id_planned_on_day")
    page.check("text=Planned")
    assert page.is_visible("#id_planned_on_day")
    page.check("text=Already in place")
    assert not page.is_visible("#id_planned_on_day")


def test_skip_link_is_first_and_leads_to_the_content(visit):
    page = visit("/gallery/form/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert focused(page) == "main-content"
    page.keyboard.press("Tab")
    assert focused(page) == "id_title"


def test_tab_follows_the_order_of_the_form(visit):
    page = visit("/gallery/form/")
    page.check("text=Planned")
    page.focus("#id_title")

    order = []
    for _ in range(6):
        page.keyboard.press("Tab")
        order.append(focused(page))

    assert order == [
        "id_notes",
        "id_days",
        "id_position_1",
        "id_planned_on_day",
        "id_planned_on_month",
        "id_planned_on_year",
    ]


def test_menu_opens_on_a_phone(visit):
    page = visit("/gallery/form/", 375)

    assert not page.is_visible("#navigation")
    page.click("text=Menu")
    assert page.is_visible("#navigation")


def test_menu_is_open_without_javascript(visit):
    page = visit("/gallery/form/", 375, java_script_enabled=False)

    assert page.is_visible("#navigation")


def test_matrix_keeps_its_head_and_first_column_in_sight(visit):
    page = visit("/gallery/patterns/", 800)
    where = "selector => document.querySelector(selector).getBoundingClientRect().toJSON()"

    page.focus(".app-matrix")
    page.evaluate("document.querySelector('.app-matrix').scrollTo(400, 400)")
    frame = page.evaluate(where, ".app-matrix")
    corner = page.evaluate(where, ".app-matrix thead th")
    column = page.evaluate(where, ".app-matrix tbody tr:nth-child(20) th")

    assert page.evaluate("document.querySelector('.app-matrix').scrollTop") > 0
    assert page.evaluate("document.querySelector('.app-matrix').scrollLeft") > 0
    assert abs(corner["y"] - frame["y"]) < 3
    assert abs(corner["x"] - frame["x"]) < 3
    assert abs(column["x"] - frame["x"]) < 3


def test_matrix_is_a_list_on_a_phone(visit):
    page = visit("/gallery/patterns/", 375)
    cell = page.query_selector(".app-matrix td")

    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")

    assert label == '"Recommendation 1"'
    assert cell.bounding_box()["width"] > 300


def test_a_wide_table_that_was_typed_scrolls_in_its_frame(visit):
    page = visit("/gallery/patterns/", 320)
    wide, narrow = page.locator(".app-letter .app-table").all()

    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=wide.element_handle())

    assert narrow.evaluate("e => e.scrollWidth") == narrow.evaluate("e => e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
