"""What a search finds, taken away as it is shown."""

import pytest

from reports import search as searching
from reports.searches.looking import Depth
from tests import factories as make
from tests.reports.tables.opening import lines, name, rows, sheet

ADDRESS = "/search.csv"


@pytest.fixture
def update(inspection, cheshire):
    one = inspection.recommendations.get(number="1")
    return make.ProgressUpdateFactory(
        recommendation=one, force=cheshire.force, text="The **plum** & the pear are ripe."
    )


def test_search_table_says_all_of_a_passage(sign_in, inspector, update):
    page = sign_in(inspector).get(ADDRESS, {"q": "plums"})

    assert rows(page) == [
        {
            "Kind": "Progress update",
            "What": "Cheshire Constabulary on recommendation 1: Heading of 1",
            "Inspection": "Rape inspection",
            "Force": "Cheshire Constabulary",
            "ONS code": "E23000006",
            "Dated": "2021-08-20",
            "Words in it": "… plum & the pear are ripe …",
            "Address": "http://127.0.0.1:8000/progress/rape/cheshire/1/",
        }
    ]


def test_search_table_tells_another_force_nothing(sign_in, cumbria, update):
    page = sign_in(cumbria.contact).get(ADDRESS, {"q": "plum"})

    assert len(lines(page)) == 1


def test_search_table_asks_a_visitor_to_sign_in(client, update):
    page = client.get(ADDRESS, {"q": "plum"})

    assert page.url == "/accounts/login/?next=/search.csv%3Fq%3Dplum"


@pytest.mark.parametrize("query", [{}, {"q": "the"}, {"q": "plum", "kind": "secret"}])
def test_search_table_of_what_no_search_finds_is_not_there(sign_in, inspector, update, query):
    assert sign_in(inspector).get(ADDRESS, query).status_code == 404


def test_search_table_is_narrowed_and_named_as_the_page_is(sign_in, inspector, update):
    client = sign_in(inspector)

    found = client.get(ADDRESS, {"q": "plum", "kind": "update", "force": "cheshire"})
    none = client.get(ADDRESS, {"q": "plum", "kind": "answer"})

    assert name(found) == (
        "search-words-to-look-for-plum-force-cheshire-constabulary-what-to-look-in-"
        "progress-update-as-at-2021-08-20-1200.csv"
    )
    assert (len(rows(found)), len(rows(none))) == (1, 0)


def test_search_table_holds_more_than_the_page_reads(sign_in, inspector, inspection):
    for n in range(Depth.EVERY_KIND.value + 1):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")

    page = sign_in(inspector).get(ADDRESS, {"q": "plum"})

    assert len(rows(page)) == Depth.EVERY_KIND.value + 1


def test_search_table_as_xlsx_has_days_as_days(sign_in, inspector, update):
    page = sign_in(inspector).get("/search.xlsx", {"q": "plum"})

    heading, row = sheet(page).iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["Dated"].date() == update.as_at


def test_search_table_that_takes_too_long_is_refused_in_a_sentence(
    sign_in, inspector, inspection, monkeypatch
):
    monkeypatch.setattr(searching, "LONGEST", "1ms")
    text = "Plums and other fruit. " * 4000
    make.publish_version(
        make.ResponseFactory(inspection=inspection, introduction=text, answers=True), make.TODAY
    )

    page = sign_in(inspector).get(ADDRESS, {"q": "plum"})

    assert page.status_code == 403
    assert "This takes too long to find. Look for less common or fewer words." in page.text


@pytest.mark.parametrize("more", [1, 3])
def test_search_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, inspection, cheshire, more, django_assert_num_queries
):
    for _ in range(more):
        extra = make.RecommendationFactory(inspection=inspection, text="A plum.")
        make.ProgressUpdateFactory(recommendation=extra, force=cheshire.force, text="A plum.")
    client = sign_in(inspector)

    with django_assert_num_queries(10):
        page = client.get(ADDRESS, {"q": "plum"})

    assert len(rows(page)) == 2 * more


def test_search_page_leads_to_its_table_and_can_be_saved(sign_in, inspector, update):
    page = sign_in(inspector).get("/search/", {"q": "plum", "kind": "update"}).text

    assert 'href="/search.xlsx?q=plum&amp;kind=update"' in page
    assert "address=%2Fsearch%2F&amp;query=q%3Dplum%26kind%3Dupdate" in page
