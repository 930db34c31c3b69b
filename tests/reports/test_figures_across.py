"""What all forces give of a measure, by name and year by year."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.utils.html import strip_tags
from openpyxl import load_workbook

from recommendations.models import Inspection
from reports.charts import short
from reports.figures import IN_CHART, IN_TABLE, NOTHING, Across
from tests import factories as make
from tests.responses.pages import words

ADDRESS = "/inspections/rape/figures/"
LAST_YEAR, THIS_YEAR = date(2020, 3, 31), date(2021, 3, 31)


@pytest.fixture
def measure(inspection):
    return make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="2"), name="SSAIDP attendance"
    )


@pytest.fixture
def forces(inspection, measure):
    """Five forces: one for each thing that can be given, and one that gives nothing."""
    made = [make.ForceFactory(name=f"{name} Police") for name in ("Avon", "Bath", "Conwy")]
    made += [make.ForceFactory(name=f"{name} Police", region="Wales") for name in ("Dyfed", "Ely")]
    inspection.forces.set(made)
    give(measure, made[0], THIS_YEAR, "number", 1819, note="By course.")
    give(measure, made[0], LAST_YEAR, "number", 12.5)
    for force, standing in zip(made[1:], ("nil", "not_held", "awaited"), strict=False):
        give(measure, force, THIS_YEAR, standing)
    return made


def give(measure, force, year, standing, value=None, note=""):
    make.FigureFactory(
        measure=measure,
        force=force,
        period_ends_on=year,
        standing=standing,
        value=value,
        note=note,
    )


def across(inspector, measure, **narrowed):
    inspection = Inspection.objects.get(slug="rape")
    return Across.of(inspection, measure, make.actor(inspector), **narrowed)


def test_figures_across_keep_apart_what_is_no_number(inspector, measure, forces):
    found = across(inspector, measure)

    assert [
        " ".join(strip_tags(row[1].replace("<br>", " ")).split()) for row in found.charted.rows
    ] == [
        "1,819 By course.",
        "Nil",
        "Not held",
        "Awaited",
        "Nothing given",
    ]
    assert found.said == {
        "A number": 1,
        "Nil": 1,
        "Not held": 1,
        "Awaited": 1,
        NOTHING: 1,
    }
    assert sum(found.said.values()) == len(forces)


def test_figures_across_draw_a_bar_for_each_year_and_a_word_for_what_is_none(
    inspector, measure, forces
):
    chart = across(inspector, measure).charted.chart

    assert chart.rows == tuple(short(force.name) for force in forces)
    assert [(each.word, each.values) for each in chart.series] == [
        ("Twelve months to 31 March 2021", (1819.0, "nil", "not held", "awaited", "–")),
        ("Twelve months to 31 March 2020", (12.5, "–", "–", "–", "–")),
    ]


def test_figures_across_stand_by_name_whatever_the_numbers(sign_in, inspector, measure, forces):
    give(measure, forces[4], THIS_YEAR, "number", 9999)

    page = words(sign_in(inspector).get(ADDRESS).text)

    assert page.index("Avon Police") < page.index("Ely Police")


def test_figures_across_say_what_is_counted_in_which_unit_and_for_when(
    sign_in, inspector, measure, forces
):
    page = words(sign_in(inspector).get(ADDRESS).text)

    assert "Those trained by the last day." in page
    assert "Investigators, for twelve months" in page
    assert "Given for the twelve months to 31 March 2021" in page
    assert "Not held: 1" in page


def test_figures_across_show_the_newest_years_and_say_that_there_are_more(
    sign_in, inspector, measure, forces
):
    for year in range(2010, 2018):
        give(measure, forces[0], date(year, 3, 31), "number", year)

    charted = across(inspector, measure).charted
    page = words(sign_in(inspector).get(ADDRESS).text)

    assert (len(charted.headings), len(charted.chart.series)) == (1 + IN_TABLE, IN_CHART)
    assert f"the newest {IN_TABLE} of 10 years" in page


def test_figures_across_are_of_the_measure_and_region_that_are_chosen(
    sign_in, inspector, measure, forces
):
    other = make.MeasureFactory(recommendation=measure.recommendation, name="Reviews asked for")
    give(other, forces[3], THIS_YEAR, "number", 77)

    page = words(sign_in(inspector).get(f"{ADDRESS}?measure={other.pk}&region=Wales").text)

    assert "Reviews asked for, by force" in page
    assert "77" in page
    assert "1,819" not in page
    assert "Avon Police" not in page


def test_figures_across_of_a_measure_that_is_none_are_of_the_first(
    sign_in, inspector, measure, forces
):
    page = words(sign_in(inspector).get(f"{ADDRESS}?measure=x").text)

    assert "SSAIDP attendance, by force" in page


def test_figures_across_have_none_of_another_inspection(inspector, measure, forces):
    other = make.MeasureFactory(name="Zebras")
    give(other, forces[0], THIS_YEAR, "number", 5)

    assert across(inspector, measure).given[forces[0].pk][THIS_YEAR].value == 1819


def test_figures_across_of_an_inspection_that_asks_for_none(sign_in, inspector, inspection):
    page = sign_in(inspector).get(ADDRESS)

    assert "asks forces for no figures" in page.text


def test_figures_across_before_anybody_gives_any(sign_in, inspector, inspection, measure):
    inspection.forces.add(make.ForceFactory())

    page = words(sign_in(inspector).get(ADDRESS).text)

    assert "Nothing given: 1" in page
    assert "No force has given this figure yet." in page
    assert "<table" not in page


def test_figures_across_are_downloaded_with_a_row_for_each_force_and_year(
    sign_in, inspector, measure, forces
):
    page = sign_in(inspector).get("/inspections/rape/figures.csv?region=Wales")

    rows = list(csv.reader(StringIO(page.getvalue().decode("utf-8-sig"))))
    assert [(row[0], row[5], row[6], row[7]) for row in rows[1:]] == [
        ("Dyfed Police", "2021-03-31", "Asked for and awaited", ""),
        ("Ely Police", "2021-03-31", "Nothing given", ""),
    ]
    assert "figures-rape-region-wales-as-at-2021-08-20" in page["Content-Disposition"]


def test_figures_across_are_numbers_in_a_spreadsheet(sign_in, inspector, measure, forces):
    page = sign_in(inspector).get(f"/inspections/rape/figures.xlsx?measure={measure.pk}")

    sheet = load_workbook(BytesIO(page.getvalue())).worksheets[0]
    assert 1819 in [cell.value for row in sheet.iter_rows() for cell in row]


def test_figures_across_are_for_inspectors(sign_in, cheshire, inspection, measure):
    page = sign_in(cheshire.drafter).get(ADDRESS)

    assert page.status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_figures_across_ask_the_database_the_same_number_of_times(
    sign_in, inspector, inspection, measure, django_assert_num_queries, count
):
    for force in make.ForceFactory.create_batch(count):
        inspection.forces.add(force)
        give(measure, force, THIS_YEAR, "nil")
    client = sign_in(inspector)

    with django_assert_num_queries(6):
        client.get(ADDRESS)
