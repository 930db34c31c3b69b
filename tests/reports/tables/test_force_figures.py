"""What a force gives year by year, taken away as it is shown."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make
from tests.reports.tables.opening import name, rows, sheet

ADDRESS = "/progress/rape/cheshire/figures.csv"


@pytest.fixture
def measure(concerned):
    return make.MeasureFactory(
        recommendation=concerned.recommendations.get(number="2"),
        name="SSAIDP attendance",
        unit="investigators",
        definition="All who attended.",
    )


def give(measure, people, year=2021, **values):
    return make.FigureFactory(
        measure=measure,
        force=people.force,
        period_ends_on=date(year, 3, 31),
        saved_by=people.contact,
        **values,
    )


def test_force_figures_table_has_a_row_for_each_year_that_is_asked_for(
    sign_in, inspector, measure, cheshire
):
    give(measure, cheshire, 2020, value=Decimal("90.5"), note="=About this")

    asked, earlier = rows(sign_in(inspector).get(ADDRESS))

    assert asked == {
        "Force": "Cheshire Constabulary",
        "ONS code": "E23000006",
        "Recommendation": "2",
        "Measure": "SSAIDP attendance",
        "Unit": "investigators",
        "Twelve months to": "2021-03-31",
        "Given": "Nothing given",
        "Definition": "All who attended.",
    }
    assert earlier == asked | {
        "Twelve months to": "2020-03-31",
        "Given": "A number",
        "Number": "90.50",
        "Note": "'=About this",
        "Saved by": cheshire.contact.name,
        "Saved on": "2021-08-20",
    }


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_force_figures_table_is_the_force_s_own_and_not_another_s(
    sign_in, cheshire, cumbria, measure, who
):
    give(measure, cheshire, value=34)
    give(measure, cumbria, value=99)

    (row,) = rows(sign_in(getattr(cheshire, who)).get(ADDRESS))

    assert row["Number"] == "34.00"
    assert sign_in(getattr(cumbria, who)).get(ADDRESS).status_code == 404


def test_force_figures_table_asks_a_visitor_to_sign_in(client, measure):
    assert client.get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


def test_force_figures_table_is_a_workbook_of_numbers_with_its_name(
    sign_in, inspector, measure, cheshire
):
    give(measure, cheshire, value=1819, note="=1+1")

    page = sign_in(inspector).get("/progress/rape/cheshire/figures.xlsx")

    book = sheet(page)
    assert name(page) == "figures-rape-cheshire-as-at-2021-08-20-1200.xlsx"
    assert (book["H1"].value, book["H2"].value) == ("Number", 1819)
    assert (book["I2"].value, book["I2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("count", [1, 3])
def test_force_figures_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, measure, cheshire, django_assert_num_queries, count
):
    for year in range(2019, 2019 + count):
        other = make.MeasureFactory(recommendation=measure.recommendation)
        give(other, cheshire, year)
    client = sign_in(inspector)
    client.get(ADDRESS)

    with django_assert_num_queries(4):
        assert rows(client.get(ADDRESS))


def test_the_page_of_a_force_s_figures_leads_to_its_table(sign_in, cheshire, measure):
    page = sign_in(cheshire.contact).get("/progress/rape/cheshire/figures/").text

    assert f'href="{ADDRESS}" download>Download as CSV' in page
    assert 'href="/progress/rape/cheshire/figures.xlsx" download>' in page
