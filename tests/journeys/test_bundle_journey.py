"""An inspector waits for all letters of an inspection, and takes them away."""

from zipfile import ZipFile

import pytest

from tests import factories as make
from tests.responses.bundling import PAGE, ask, ask_of_four, fail, issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bundle(inspection):
    return ask_of_four(inspection)


def wait_for(window, words):
    window.page.get_by_text(words).first.wait_for()


def test_page_says_by_itself_when_the_letters_are_ready(window, inspector, bundle, tmp_path):
    iris = window().enter(inspector)
    iris.go(PAGE)
    wait_for(iris, "0 of 2 letters are ready")
    check = iris.page.get_by_role("link", name="Check how far they are")
    check.focus()

    issue(bundle, but=["essex"])
    wait_for(iris, "1 of 2 letters is ready")
    focused = iris.evaluate("document.activeElement.id")
    issue(bundle, but=["kent"])
    wait_for(iris, "All 2 letters are ready.")
    with iris.page.expect_download() as download:
        iris.page.get_by_role("link", name="Download 2 letters and the index").click()

    assert focused == "bundle-check"  # what a keyboard is on stays
    assert iris.page.get_by_role("status").inner_text().startswith("All 2 letters are ready.")
    assert iris.violations() == []
    download.value.save_as(tmp_path / "letters.zip")
    assert ZipFile(tmp_path / "letters.zip").testzip() is None


def test_page_works_without_javascript_on_a_phone(window, inspector, bundle):
    iris = window(javascript=False, width=320).enter(inspector)
    issue(bundle, but=["essex"])
    iris.go(PAGE)
    fail(bundle, "essex", "OSError: no")

    iris.follow("Check how far they are")

    assert "1 of 2 letters is ready, 1 could not be made." in iris.text
    assert iris.wider() == []
    iris.press("Try again now")
    assert "1 of 2 letters is ready, 1 is being made." in iris.text
    iris.press("Ask again")
    assert bundle.inspection.bundles.count() == 2


def test_page_says_when_its_reader_was_signed_out(window, inspector, inspection):
    make.publish_version(make.ResponseFactory(inspection=inspection), make.TODAY)
    bundle = ask(inspection)
    iris = window().enter(inspector)
    iris.go(PAGE)

    iris.leave()
    wait_for(iris, "You have been signed out.")

    assert iris.heading == "All letters"
    assert bundle.progress().being_made == 1
