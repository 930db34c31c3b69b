"""Where a correction is read: on every page of the recommendation or the inspection."""

from datetime import timedelta

import pytest

from recommendations.models import Correction
from tests import factories as make

RESPONSE = "/register/rape/cheshire/"
EARLIER, LATER = make.NOON - timedelta(days=1), make.NOON + timedelta(days=1)
WAS = "heading was “The old heading”. Reason: A slip of the pen."


def record(inspection, recommendation=None, *, at=make.NOON, **change):
    return Correction.objects.create(
        inspection=inspection,
        recommendation=recommendation,
        changes=[{"what": "Heading", "old": "The old heading", "new": "New"} | change],
        reason="A slip of the pen.",
        by=make.UserFactory(),
        at=at,
    )


@pytest.mark.parametrize(
    "url",
    [
        "/inspections/rape/",
        "/inspections/rape/recommendations/1/",
        "/register/rape/recommendations/1/",
    ],
)
def test_correction_of_a_recommendation_is_shown(sign_in, inspector, first, url):
    record(first.inspection, first)

    page = sign_in(inspector).get(url)

    assert WAS in page.text


def test_correction_is_shown_where_the_answer_is_written(sign_in, cheshire, first):
    record(first.inspection, first)
    response = make.ResponseFactory(inspection=first.inspection, body=cheshire.body, drafting=True)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/1/")

    assert WAS in page.text


def test_correction_is_shown_in_the_register_of_the_inspection(client, first):
    record(first.inspection, first)
    record(first.inspection, what="Title", old="The old title")

    page = client.get("/register/rape/")

    assert "(corrected on " in page.text
    assert "title was “The old title”" in page.text
    assert "The old heading" not in page.text


def test_correction_of_a_long_text_is_read_behind_a_summary(client, first):
    record(first.inspection, first, what="Text", old="A long text. " * 50)

    page = client.get("/register/rape/recommendations/1/")

    assert "Corrected on 20 August 2021: text" in page.text.replace("\n", "")
    assert "A long text. A long text." in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_inspection_shows_corrections_in_a_number_of_queries_that_does_not_grow(
    sign_in, administrator, inspection, django_assert_max_num_queries, count
):
    for recommendation in list(inspection.recommendations.all())[:count]:
        record(inspection, recommendation)
        record(inspection, recommendation)
    client = sign_in(administrator)

    with django_assert_max_num_queries(18):
        page = client.get("/inspections/rape/")

    assert page.text.count("The old heading") == 2 * count


@pytest.fixture
def published(cheshire, inspection):
    """A response that quotes the recommendations as they are."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.publish_version(response, make.TODAY)
    return response


def test_a_published_response_shows_what_was_corrected_since(client, first, published):
    record(first.inspection, first, at=LATER)

    page = client.get(RESPONSE).text

    assert page.count(WAS) == 1
    assert page.index("Recommendation 1: ") < page.index(WAS) < page.index("Recommendation 2: ")
    assert "The response quotes it as it was before." in page
    assert 'href="/register/rape/recommendations/1/"' in page


def test_a_published_response_shows_what_was_corrected_before(client, first, published):
    record(first.inspection, first, at=EARLIER)

    page = client.get(RESPONSE).text

    assert WAS in page
    assert "The response quotes it as it was before." not in page


def test_a_published_response_knows_a_recommendation_by_the_number_it_had(client, first, published):
    record(first.inspection, first, at=LATER, what="Number", old="1", new="9")
    record(first.inspection, first, at=LATER, old="Another heading")
    first.number = "9"
    first.save()

    page = client.get(RESPONSE).text

    assert page.index("Recommendation 1: ") < page.index("number was “1”")
    assert page.index("heading was “Another heading”") < page.index("Recommendation 2: ")
    assert 'href="/register/rape/recommendations/9/"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_published_response_shows_them_in_one_query(
    client, inspection, published, django_assert_max_num_queries, count
):
    for recommendation in list(inspection.recommendations.all())[:count]:
        record(inspection, recommendation, at=LATER)

    with django_assert_max_num_queries(6):
        page = client.get(RESPONSE)

    assert page.text.count(WAS) == count
