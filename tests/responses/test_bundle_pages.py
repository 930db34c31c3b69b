"""The page of an inspection's letters, and the part of it that asks for itself."""

from datetime import timedelta

import pytest
from django.template.defaultfilters import filesizeformat

from responses.choices import LetterState
from responses.models import Bundle, Letter
from tests import factories as make
from tests.responses.bundling import PAGE, ask, ask_of_four, fail, issue, publish, zip_at, zip_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(sign_in, inspector):
    """A client signed in as an inspector."""
    return sign_in(inspector)


@pytest.fixture
def bundle(inspection):
    return ask_of_four(inspection)


def part_of(bundle, seen=""):
    return f"{PAGE}{bundle.pk}/progress/?seen={seen}"


def test_page_before_anyone_asked_offers_to_ask(reader, inspection):
    publish(inspection, "Kent Police", "kent")

    html = reader.get(PAGE).content.decode()

    assert "1 response is published. Nobody has asked for all letters yet." in html
    assert "Ask for all letters</button>" in html
    assert ".zip" not in html


def test_asking_freezes_what_is_published_and_has_it_made(
    reader, inspector, inspection, eager_celery, django_capture_on_commit_callbacks
):
    publish(inspection, "Kent Police", "kent")

    with django_capture_on_commit_callbacks(execute=True):
        page = reader.post(PAGE)

    bundle = Bundle.objects.get()
    assert (page.status_code, page.url) == (302, PAGE)
    assert (bundle.inspection, bundle.asked_by, bundle.asked_at) == (
        inspection, inspector, make.NOON,
    )  # fmt: skip
    assert bundle.progress().ready == 1
    assert "The letter is ready." in reader.get(PAGE).content.decode()


def test_asking_is_refused_to_an_office(sign_in, cheshire, inspection):
    page = sign_in(cheshire.drafter).post(PAGE)

    assert page.status_code == 403
    assert "Only inspectors may ask for all letters of an inspection at once" in str(page.content)
    assert not Bundle.objects.exists()


def test_page_says_how_far_the_letters_are_and_asks_for_that_again(reader, bundle):
    issue(bundle, but=["essex"])

    html = reader.get(PAGE).content.decode()

    assert "<strong>1 of 2 letters is ready</strong>, 1 is being made." in html
    assert f'hx-get="{part_of(bundle, "1-0-1")}" hx-trigger="every 2s"' in html
    assert "htmx.min.js" in html
    assert f'href="{PAGE}">Check how far they are</a>' in html
    assert "letters.zip" not in html


def test_page_of_what_is_done_asks_for_nothing_and_offers_the_zip(reader, bundle):
    issue(bundle)

    html = reader.get(PAGE).content.decode()

    assert "All 2 letters are ready." in html
    assert "hx-get" not in html
    assert "htmx" not in html
    assert f'href="{zip_at(bundle)}" download>Download 2 letters and the index (ZIP, ' in html
    assert "As of 20 August 2021 at midday" in html
    assert "Iris Inspector asked for them." in html


def test_page_says_how_large_the_whole_zip_is(reader, bundle):
    issue(bundle)

    html = reader.get(PAGE).content.decode()

    size = int(reader.get(zip_at(bundle))["Content-Length"])
    assert size > sum(len(bytes(letter.content)) for letter in bundle.letters().defer(None))
    assert f"(ZIP, {filesizeformat(size)})" in html


def test_page_says_what_could_not_be_made_and_why_in_plain_words(reader, bundle):
    issue(bundle, but=["essex"])
    fail(bundle, "essex", "OSError: [Errno 28] No space left on /dev/sda1")

    html = reader.get(PAGE).content.decode()

    assert "<strong>1 of 2 letters is ready</strong>, 1 could not be made." in html
    assert "Essex Police: The service could not read or write something that it needs." in html
    assert "OSError" not in html
    assert "Try again now</button>" in html
    assert "Download 1 letter and the index" in html


def test_page_says_that_more_was_published_since(reader, bundle):
    publish(bundle.inspection, "Sussex Police", "sussex")

    html = reader.get(PAGE).content.decode()

    assert "1 version was published since." in html


def test_page_shows_the_bundle_that_was_asked_for_last(reader, bundle):
    later = ask(bundle.inspection, at=make.NOON + timedelta(hours=2))

    html = reader.get(PAGE).content.decode()

    assert "As of 20 August 2021 at 2pm" in html
    assert part_of(later, "0-0-2") in html


def test_part_is_sent_only_when_it_says_something_new(reader, bundle):
    same = reader.get(part_of(bundle, "0-0-2"), headers=HTMX)
    issue(bundle, but=["essex"])
    new = reader.get(part_of(bundle, "0-0-2"), headers=HTMX)

    assert (same.status_code, same.content) == (204, b"")
    assert new.status_code == 200
    assert new.content.decode().strip().startswith('<div id="bundle-progress"')
    assert b"1 of 2 letters is ready" in new.content
    assert b"<html" not in new.content


def test_part_of_another_inspections_bundle_is_not_found(reader, bundle):
    make.InspectionFactory(slug="other")

    page = reader.get(f"/inspections/other/letters/{bundle.pk}/progress/")

    assert page.status_code == 404


def test_try_again_has_only_what_failed_made(
    reader, bundle, eager_celery, django_capture_on_commit_callbacks
):
    issue(bundle, but=["essex"])
    failed = fail(bundle, "essex", "MemoryError: ")

    with django_capture_on_commit_callbacks(execute=True):
        page = reader.post(f"{PAGE}{bundle.pk}/again/")

    failed.refresh_from_db()
    assert page.url == PAGE
    assert (failed.state, failed.attempts) == (LetterState.READY, 2)
    kent = Letter.objects.get(version__response__body__force__slug="kent", format="pdf")
    assert kent.attempts == 1


@pytest.mark.parametrize("bodies", [1, 3])
def test_pages_need_as_many_queries_for_three_bodies_as_for_one(
    reader, inspection, bodies, django_assert_num_queries
):
    for number in range(bodies):
        publish(inspection, f"Force {number}", f"f-{number}")
    publish(inspection, "Force 9", "f-9")
    bundle = ask(inspection)
    issue(bundle, but=["f-9"])
    fail(bundle, "f-9", "OSError: no")
    reader.get(PAGE)

    with django_assert_num_queries(8):
        reader.get(PAGE)
    with django_assert_num_queries(5):
        reader.get(part_of(bundle))
    with django_assert_num_queries(3):
        reader.get(part_of(bundle, f"{bodies}-1-0"))
    with django_assert_num_queries(5):
        zip_of(reader.get(zip_at(bundle)))
