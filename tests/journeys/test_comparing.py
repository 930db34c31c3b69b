"""An inspector compares forces, and the public reads: by keyboard, without JavaScript, on paper."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests import factories as make
from tests.completing import completing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MATRIX = "/inspections/rape/matrix/"
BEGIN_AT = """() => [...document.querySelectorAll(".govuk-width-container")]
  .map((each) => each.getBoundingClientRect().left)"""
ENDS_AT = "cell => cell.getBoundingClientRect().right"


@pytest.fixture
def many(inspection, cheshire, cumbria, today):
    """An inspection of 13 recommendations, all answered by Cheshire: wider than the window."""
    for _ in range(10):
        make.RecommendationFactory(inspection=inspection, heading="A heading of several words")
    with completing():
        inspection.forces.add(cheshire.force, cumbria.force)
    make.ForceFactory.create_batch(20)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.publish_version(response, today)
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="1"), force=cumbria.force, as_at=today
    )


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("query", ["", "?standing=unpublished&sort=lateness"])
def test_the_matrix_breaks_no_rule_and_fits(window, inspector, many, width, query):
    visitor = window(width=width).sign_in(inspector).go(MATRIX + query)

    visitor.shoot(f"matrix-{width}{'-narrowed' if query else ''}")
    assert visitor.violations() == []
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width
    assert len(set(visitor.evaluate(BEGIN_AT))) == 1  # menu, content and footer


def test_the_matrix_scrolls_by_keyboard_and_keeps_the_forces_in_sight(window, inspector, many):
    page = window(width=800).sign_in(inspector).go(MATRIX).page
    force, first = page.locator("tbody th").first, page.locator("tbody td:nth-child(3)").first
    first.scroll_into_view_if_needed()
    expect(first).to_be_in_viewport()

    page.get_by_role("region", name="Matrix").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")

    expect(first).not_to_be_in_viewport()
    expect(force).to_be_in_viewport()


def test_the_matrix_is_a_list_on_a_phone(window, inspector, many):
    page = window(width=375).sign_in(inspector).go(MATRIX).page

    assert page.locator("tbody tr").nth(0).locator("td:visible").count() == 14
    # Of a force that has not published, only what it claims is listed.
    assert page.locator("tbody tr").nth(1).locator("td:visible").count() == 2
    assert page.get_by_role("cell", name="Not published Progress: in progress").is_visible()


def test_the_matrix_is_narrowed_without_javascript(window, inspector, many):
    visitor = window(javascript=False).sign_in(inspector).go(MATRIX)
    label = visitor.page.get_by_label("Published or late")
    assert not label.is_visible()

    visitor.page.get_by_text("Filter and sort").click()
    label.select_option("Not yet published")
    visitor.press("Apply")

    assert visitor.page.locator("tbody th").all_inner_texts() == ["Cumbria Constabulary"]
    assert "standing=unpublished" in visitor.path
    assert label.is_visible()
    visitor.page.get_by_text("Filter and sort").click()
    assert not label.is_visible()
    assert "Published or late: Not yet published; Sort by: Force." in visitor.text

    visitor.follow("Clear")
    assert visitor.page.locator("tbody tr").count() == 2
    assert not label.is_visible()


def test_the_filters_of_the_matrix_are_unfolded_by_keyboard(window, inspector, many):
    page = window().sign_in(inspector).go(MATRIX).page
    page.locator("summary", has_text="Filter and sort").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_label("Region")).to_be_focused()


def test_the_matrix_begins_in_the_first_window(window, inspector, many):
    page = window(width=1280, height=900).sign_in(inspector).go(MATRIX).page

    expect(page.locator("tbody tr").first).to_be_in_viewport()


def test_a_cell_leads_to_the_answer(window, inspector, many):
    visitor = window().sign_in(inspector).go(MATRIX)

    visitor.click(visitor.page.locator("tbody tr").nth(0).get_by_role("link").nth(8))

    assert visitor.path.endswith("/inspections/rape/forces/cheshire/#recommendation-7")
    expect(visitor.page.locator("#recommendation-7")).to_be_in_viewport()


def test_the_matrix_fits_its_paper(window, inspector, many):
    page = window().sign_in(inspector).go(MATRIX).page

    page.set_viewport_size({"width": 1062, "height": 733})  # A4 on its side, less 8 mm all round
    page.emulate_media(media="print")

    matrix = page.locator(".app-matrix")
    assert matrix.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert matrix.evaluate("frame => frame.scrollHeight <= frame.clientHeight")
    assert not page.get_by_text("Filter and sort").is_visible()


@pytest.mark.parametrize("count", [16, 17, 43])
def test_every_recommendation_of_the_matrix_is_on_paper(window, inspector, cheshire, today, count):
    """Sixteen are a table as wide as the paper; more stand one after another under each force."""
    asked = make.InspectionFactory(slug="wide", published_on=today, forces=[cheshire.force])
    for number in range(1, count + 1):
        make.RecommendationFactory(
            inspection=asked, number=str(number), heading=f"Heading{number:02} of several words"
        )
    response = make.ResponseFactory(inspection=asked, body=cheshire.body, answers=True)
    make.publish_version(response, today)
    page = window().sign_in(inspector).go("/inspections/wide/matrix/").page

    pdf = page.pdf(format="A4", prefer_css_page_size=True)

    text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    letters = "".join(text.split())
    assert [n for n in range(1, count + 1) if f"Heading{n:02}" not in letters] == []
    page.set_viewport_size({"width": 1062, "height": 733})  # A4 on its side, less 8 mm all round
    page.emulate_media(media="print")
    assert page.locator("tbody td").last.evaluate(ENDS_AT) <= 1062


def test_what_the_matrix_was_narrowed_to_is_printed(window, inspector, many):
    page = window().sign_in(inspector).go(f"{MATRIX}?standing=unpublished").page

    page.emulate_media(media="print")

    assert page.get_by_text("Published or late: Not yet published.").is_visible()
    for hidden in ("Filter and sort", "Clear"):
        assert not page.get_by_text(hidden).is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_forces_are_put_side_by_side(window, inspector, many, width):
    visitor = window(width=width, javascript=False).sign_in(inspector)
    visitor.go("/inspections/rape/recommendations/1/")

    visitor.page.get_by_text("Put forces side by side").click()
    for name in ("Cheshire Constabulary", "Cumbria Constabulary"):
        visitor.page.get_by_role("checkbox", name=name).check()
    visitor.press("Apply")

    assert visitor.path.endswith("&force=cheshire&force=cumbria")
    first, second = (entry.bounding_box() for entry in visitor.page.locator(".app-entry").all())
    assert (first["y"] == second["y"]) is (width == 1280)
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/", "/register/", "/register/rape/", "/register/rape/cheshire/"])
def test_public_pages_set_no_cookie(window, many, path):
    visitor = window().go(path)

    assert visitor.page.context.cookies() == []
