"""An inspector's day: who is late, what four forces say, a question, a closure of two, a file."""

import csv

import pytest
from playwright.sync_api import expect

from recommendations.models import Closure, Question
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLUGS = ("kent", "durham", "dorset")


@pytest.fixture
def overseen(cheshire, cumbria, yesterday):
    """Three recommendations: four forces answered in time and say all is done; Cumbria is late."""
    forces = [make.ForceFactory(name=f"{s.capitalize()} Police", slug=s) for s in SLUGS]
    inspection = make.InspectionFactory(
        slug="overseen", forces=[cheshire.force, cumbria.force, *forces]
    )
    for _ in range(3):
        make.RecommendationFactory(inspection=inspection)
    bodies = [cheshire.body, *(make.PolicingBodyFactory(force=force) for force in forces)]
    for body in bodies:
        make.ResponseFactory(inspection=inspection, body=body, answers=True, published=True)
        make.ProgressUpdateFactory(
            recommendation=inspection.recommendations.get(number="3"),
            force=body.force,
            as_at=yesterday,
            state="complete",
            text="All are trained.",
        )
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    return inspection


@pytest.fixture
def second(db):
    return make.MembershipFactory(inspector=True, user__name="Noor Second").user


def test_an_inspector_s_day(window, inspector, second, overseen, today):
    visitor = window().enter(inspector)
    _find_who_is_late(visitor)
    _compare_four_forces(visitor)
    _ask_a_question(visitor)
    _propose_to_close(visitor)

    _authorise_by_keyboard(window(width=320).enter(second))

    _take_away(visitor, today)


def _sound(visitor):
    assert visitor.violations() == []
    assert visitor.wider() == []


def _find_who_is_late(visitor):
    visitor.go("/inspections/overseen/matrix/")
    visitor.page.get_by_text("Filter and sort").click()
    visitor.page.get_by_label("Published or late").select_option("Not yet published, and late")
    visitor.press("Apply")

    assert visitor.page.locator("tbody th").all_inner_texts() == ["Cumbria Constabulary"]
    assert "Late by" in visitor.page.locator("tbody tr").inner_text()


def _compare_four_forces(visitor):
    visitor.go("/inspections/overseen/recommendations/3/")
    visitor.page.get_by_text("Put forces side by side").click()
    for name in ("Cheshire Constabulary", *(f"{slug.capitalize()} Police" for slug in SLUGS)):
        visitor.page.get_by_role("checkbox", name=name).check()
    visitor.press("Apply")

    assert visitor.path.count("force=") == 4
    assert visitor.page.locator("section.app-entry").count() == 4
    _sound(visitor)


def _ask_a_question(visitor):
    entry = visitor.page.locator("section.app-entry", has_text="Cheshire Constabulary")
    visitor.click(entry.get_by_role("link", name="Ask a question"))
    _sound(visitor)
    visitor.page.get_by_label("The update as at").check()
    visitor.fill("Question", "How many did you train?")
    visitor.press("Ask the question")

    assert visitor.path == "/progress/overseen/cheshire/3/"
    assert Question.objects.get().force.slug == "cheshire"
    assert "How many did you train?" in visitor.text
    _sound(visitor)
    visitor.shoot("history-with-question")


def _propose_to_close(visitor):
    visitor.go("/progress/overseen/kent/3/").follow("Propose to close it")
    _sound(visitor)
    visitor.fill("Why it should be closed", "Two samples bear it out.")
    visitor.press("Propose to close it")

    assert "Another inspector has to authorise it" in visitor.text
    assert visitor.page.get_by_role("link", name="Authorise or decline").count() == 0
    assert Closure.objects.get().decision == ""


def _authorise_by_keyboard(colleague):
    """On a narrow screen, and without a pointer from the list to the decision."""
    page = colleague.go("/").page
    colleague.follow("1 closure waits for you or another second inspector")
    _sound(colleague)
    colleague.shoot("closures-narrow")
    page.get_by_role("link", name="Authorise or decline").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _sound(colleague)
    page.get_by_role("radio", name="Authorise: the recommendation is closed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Agreed.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save the decision")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert Closure.objects.get().decided_by.name == "Noor Second"
    assert "This recommendation was closed for the force" in colleague.text
    _sound(colleague)
    colleague.shoot("history-closed-narrow")


def _take_away(visitor, today):
    visitor.go("/inspections/overseen/matrix/")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download as CSV").click()

    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Force"]: row for row in csv.DictReader(file)}
    assert download.value.suggested_filename.startswith("matrix-overseen")
    assert len(rows) == 5
    assert rows["Kent Police"]["3: progress claimed"] == "Complete"
    assert rows["Kent Police"]["3: closed on"] == today.isoformat()
    assert rows["Dorset Police"]["3: closed on"] == ""
