"""Finding a recommendation on the home page of a response."""

import pytest

from tests import factories as make
from tests.responses.pages import rows


@pytest.fixture
def response(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)
    first, second, _ = inspection.recommendations.in_order()
    make.AnswerFactory(response=response, recommendation=first, text="Zebras are counted.")
    make.AnswerFactory(response=response, recommendation=second, local_number="1")
    return response


@pytest.fixture
def search(sign_in, cheshire, response):
    def _search(typed):
        return sign_in(cheshire.drafter).get(f"/responses/{response.pk}/", {"q": typed}).text

    return _search


def found(html):
    return {title: row[1] for title, row in rows(html).items() if "Heading of" in title}


def test_search_for_a_number_finds_the_reports_and_the_offices(search):
    html = search("1")

    assert found(html) == {
        "1: Heading of 1": "Found: its number. Action under way",
        "2: Heading of 2": "Found: your own number 1. Action under way",
    }
    assert "2 recommendations found for “1”." in html
    assert "Show all 3" in html


def test_search_for_words_finds_them_in_answers(search):
    html = search("zebra")

    assert found(html) == {"1: Heading of 1": "Found: in your answer. Action under way"}
    assert "1 recommendation found for “zebra”." in html


def test_search_that_finds_nothing_says_so_and_keeps_what_was_typed(search):
    html = search("<giraffe>")

    assert found(html) == {}
    assert "Nothing was found for “&lt;giraffe&gt;”" in html
    assert 'value="&lt;giraffe&gt;"' in html


@pytest.mark.parametrize("typed", ["", "   ", "\x00"])
def test_search_for_nothing_shows_everything(search, typed):
    assert len(found(search(typed))) == 3


def test_search_still_counts_all_answers(search):
    assert "Answer the recommendations (2 of 3 answered)" in search("zebra")


def test_search_asks_the_database_no_more_than_the_page_does(
    sign_in, cheshire, response, django_assert_num_queries
):
    client = sign_in(cheshire.drafter)

    with django_assert_num_queries(12):
        client.get(f"/responses/{response.pk}/", {"q": "1"})
