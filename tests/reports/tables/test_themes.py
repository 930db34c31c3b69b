"""What is asked about a theme, taken away as it is shown."""

import pytest

from recommendations.models import Theme
from reports.exports.themes import AT_ONCE
from tests import factories as make
from tests.reports.tables.opening import lines, name, rows, sheet

ADDRESS = "/themes/victims.csv"


@pytest.fixture
def victims(db):
    return Theme.objects.create(name="Victims’ services", slug="victims")


@pytest.fixture
def asked(victims, inspection):
    recommendation = inspection.recommendations.get(number="1")
    victims.recommendations.add(recommendation)
    return recommendation


def following(earlier, **values):
    """A recommendation of a later inspection that takes this one up."""
    later = make.InspectionFactory(follows_up=earlier.inspection, short_title="Later", **values)
    return make.RecommendationFactory(inspection=later, follows_up=earlier)


def test_theme_table_says_what_is_asked_and_what_takes_it_up(sign_in, cheshire, victims, asked):
    victims.recommendations.add(following(asked))

    later, earlier = sorted(
        rows(sign_in(cheshire.contact).get(ADDRESS)), key=lambda row: row["Inspection"]
    )

    assert earlier == {
        "Inspection": "Rape inspection",
        "Report published": "2021-07-16",
        "Recommendation": "1",
        "Kind": "Recommendation",
        "Heading": asked.heading,
        "Text": asked.text,
        "Wording": "Official wording",
        "Taken up again by": "Later, recommendation 1",
        "Address": "http://127.0.0.1:8000/inspections/rape/#recommendation-1",
    }
    assert later["Takes up again"] == "Rape inspection, recommendation 1"


def test_theme_table_says_nothing_of_what_is_under_embargo(
    sign_in, cheshire, administrator, victims, asked
):
    victims.recommendations.add(following(asked, embargoed=True))

    body = rows(sign_in(cheshire.contact).get(ADDRESS))
    administrator_s = rows(sign_in(administrator).get(ADDRESS))

    assert [row["Inspection"] for row in body] == ["Rape inspection"]
    assert "Taken up again by" not in body[0]
    assert len(administrator_s) == 2


def test_theme_table_of_what_is_all_under_embargo_is_not_found(sign_in, cheshire, victims):
    inspection = make.InspectionFactory(embargoed=True)
    victims.recommendations.add(make.RecommendationFactory(inspection=inspection))

    assert sign_in(cheshire.contact).get(ADDRESS).status_code == 404


def test_theme_table_asks_a_visitor_to_sign_in(client, asked):
    assert client.get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


def test_theme_table_is_named_with_the_theme_and_the_time(sign_in, cheshire, asked):
    page = sign_in(cheshire.contact).get("/themes/victims.xlsx")

    assert name(page) == "theme-victims-as-at-2021-08-20-1200.xlsx"


def test_theme_table_writes_no_formulas(sign_in, cheshire, victims):
    victims.recommendations.add(make.RecommendationFactory(heading="=1+1"))
    client = sign_in(cheshire.contact)

    (row,) = rows(client.get(ADDRESS))
    cell = sheet(client.get("/themes/victims.xlsx"))["E2"]

    assert row["Heading"] == "'=1+1"
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_theme_table_goes_on_where_more_is_asked_than_is_read_at_once(
    sign_in, cheshire, victims, inspection
):
    many = make.RecommendationFactory.create_batch(AT_ONCE + 1, inspection=inspection)
    victims.recommendations.add(*many)

    found = rows(sign_in(cheshire.contact).get(ADDRESS))

    assert [row["Recommendation"] for row in found] == [each.number for each in many]


def test_theme_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, cheshire, victims, asked, django_assert_num_queries
):
    client = sign_in(cheshire.contact)
    client.get(ADDRESS)

    with django_assert_num_queries(4):
        rows(client.get(ADDRESS))
    victims.recommendations.add(*make.RecommendationFactory.create_batch(2))
    with django_assert_num_queries(4):
        found = lines(client.get(ADDRESS))

    assert len(found) == 4


def test_the_page_of_a_theme_leads_to_its_table(sign_in, cheshire, asked):
    page = sign_in(cheshire.contact).get("/themes/victims/").text

    assert 'href="/themes/victims.csv" download>Download as CSV' in page
    assert 'href="/themes/victims.xlsx" download>' in page
