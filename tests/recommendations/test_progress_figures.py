"""The pages on which a force's figures are given year by year, whatever became of its response."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from forces.policies import Refused
from recommendations.deadlines import years_of_figures
from recommendations.models import Figure, InspectionForce, Measure
from recommendations.models.yearly_figures import Given, mark_of, save_year
from responses.choices import Status
from tests import factories as make
from tests.completing import completing
from tests.responses.pages import words

ADDRESS = "/progress/rape/cheshire/figures/"
YEAR = "/progress/rape/cheshire/figures/2021-03-31/"
MARCH = date(2021, 3, 31)


@pytest.fixture
def measure(inspection, cheshire):
    inspection.forces.add(cheshire.force)
    return make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="2"), name="SSAIDP attendance"
    )


@pytest.fixture
def office(sign_in, cheshire):
    """A client signed in as one who writes for the force's body."""
    return sign_in(cheshire.drafter)


def typed(measure, standing="number", value="34", note="", held=None):
    """What is posted for a measure by someone who saw what is held."""
    if held:
        held.refresh_from_db()
    return {
        "seen": mark_of({measure.pk: held} if held else {}),
        f"standing_{measure.pk}": standing,
        f"value_{measure.pk}": value,
        f"note_{measure.pk}": note,
    }


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2021, 7, 16), [MARCH]),
        (date(2022, 3, 30), [MARCH]),
        (date(2022, 3, 31), [MARCH, date(2022, 3, 31)]),
        (date(2023, 4, 1), [MARCH, date(2022, 3, 31), date(2023, 3, 31)]),
    ],
)
def test_years_of_figures_begin_with_the_reports_own(on, ends):
    assert years_of_figures(date(2021, 7, 16), on) == ends


@pytest.mark.parametrize("who", ["drafter", "contact"])
def test_figures_of_a_year_are_saved(sign_in, cheshire, measure, who):
    person = getattr(cheshire, who)

    page = sign_in(person).post(YEAR, typed(measure, value="1,819", note="By course."), follow=True)

    figure = Figure.objects.get()
    assert (figure.force, figure.period_ends_on, figure.value) == (cheshire.force, MARCH, 1819)
    assert (figure.note, figure.saved_by, figure.saved_at) == ("By course.", person, make.NOON)
    assert "1 figure saved" in words(page.text)


@pytest.mark.parametrize("status", [Status.WITH_COMMISSIONER, Status.SIGNED])
def test_figures_of_a_year_are_saved_whatever_became_of_the_response(
    office, cheshire, inspection, measure, status
):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    if status == Status.SIGNED:
        make.sign_version(response)
    else:
        response.status = status
        response.save()

    office.post(YEAR, typed(measure))

    assert Figure.objects.get().value == 34


@pytest.mark.parametrize("standing", ["nil", "not_held", "awaited"])
def test_figures_of_a_year_other_than_a_number_keep_none(office, measure, standing):
    office.post(YEAR, typed(measure, standing, "12"))

    assert (Figure.objects.get().standing, Figure.objects.get().value) == (standing, None)


def test_figures_of_another_year_are_added_and_the_history_is_kept(office, measure, cheshire):
    make.FigureFactory(
        measure=measure, force=cheshire.force, period_ends_on=date(2020, 3, 31), value=12
    )

    office.post(YEAR, typed(measure))
    page = words(office.get(ADDRESS).text)

    assert sorted(Figure.objects.values_list("value", flat=True)) == [12, 34]
    assert page.index("31 March 2021 34") < page.index("31 March 2020 12")


def test_figures_that_are_corrected_leave_what_was_said_in_the_history(office, measure, cheshire):
    held = make.FigureFactory(measure=measure, force=cheshire.force)

    office.post(YEAR, typed(measure, value="35", held=held))

    assert Figure.objects.get().value == 35
    assert sorted(held.events.values_list("value", flat=True)) == [34, 35]


def test_figures_that_are_taken_away_are_gone(office, measure, cheshire):
    held = make.FigureFactory(measure=measure, force=cheshire.force)

    office.post(YEAR, typed(measure, "taken_away", held=held))

    assert not Figure.objects.exists()


def test_figures_left_alone_are_neither_saved_nor_taken_away(office, measure, cheshire):
    held = make.FigureFactory(measure=measure, force=cheshire.force)
    make.MeasureFactory(recommendation=measure.recommendation)

    page = office.post(YEAR, typed(measure, held=held), follow=True)

    assert Figure.objects.get().saved_by == held.saved_by
    assert "Nothing was changed" in words(page.text)


def test_figures_saved_by_somebody_else_meanwhile_are_not_overwritten_unseen(
    office, measure, cheshire
):
    make.FigureFactory(measure=measure, force=cheshire.force, value=77)

    page = office.post(YEAR, typed(measure, value="35", note="Kept."))
    again = page.context["form"]

    assert "Someone else saved figures for these twelve months" in words(page.text)
    assert "Kept." in page.text
    assert Figure.objects.get().value == 77
    office.post(YEAR, {**typed(measure, value="35"), "seen": again["seen"].value()})
    assert Figure.objects.get().value == 35


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": ""}, "Enter the number for SSAIDP attendance"),
        ({"value": "many"}, "The number for SSAIDP attendance must be a number, like 30"),
        ({"value": "-1"}, "The number for SSAIDP attendance must be 0 or more"),
        ({"standing": "", "note": "Asked."}, "Select what the force gives for SSAIDP attendance"),
    ],
)
def test_figures_that_cannot_be_are_refused_beside_the_field_and_kept(
    office, measure, fields, sentence
):
    page = office.post(YEAR, typed(measure, **{"note": "Kept.", **fields}))

    assert page.text.count(sentence) == 2
    assert (fields.get("note") or "Kept.") in page.text
    assert not Figure.objects.exists()


@pytest.mark.parametrize("unit", ["per cent", "%", "Percent "])
def test_figures_in_per_cent_are_a_hundred_at_most(office, measure, unit):
    with completing():
        Measure.objects.filter(pk=measure.pk).update(unit=unit)

    page = office.post(YEAR, typed(measure, value="100.01", note="Kept."))

    sentence = f"The number for SSAIDP attendance must be 100 or less: it is in {unit}."
    assert page.text.count(sentence) == 2
    assert "Kept." in page.text
    assert not Figure.objects.exists()
    office.post(YEAR, typed(measure, value="100"))
    assert Figure.objects.get().value == 100


@pytest.mark.parametrize("unit", ["per cent of the year before", "investigators"])
def test_figures_that_are_no_share_may_be_more_than_a_hundred(office, measure, unit):
    with completing():
        Measure.objects.filter(pk=measure.pk).update(unit=unit)

    office.post(YEAR, typed(measure, value="101"))

    assert Figure.objects.get().value == 101


def test_figures_are_a_hundred_per_cent_at_most_whatever_a_form_let_pass(cheshire, measure):
    with completing():
        Measure.objects.filter(pk=measure.pk).update(unit="per cent")
    measure.refresh_from_db()
    pair = InspectionForce.objects.get(force=cheshire.force)
    given = Given(measure, "number", Decimal(101))

    with pytest.raises(Refused, match="must be 100 or less"):
        save_year(pair, MARCH, [given], seen=mark_of({}), by=cheshire.drafter, at=make.NOON)

    assert not Figure.objects.exists()


def test_figures_of_months_long_before_the_report_are_refused(office, measure):
    first = date(2018, 3, 31)

    page = office.post(f"{ADDRESS}{first - timedelta(days=1)}/", typed(measure))

    assert page.status_code == 403
    assert (
        "The report asks for figures from the twelve months to 31 March 2021 on. What came before "
        "can be given back to 31 March 2018." in words(page.text)
    )
    assert not Figure.objects.exists()
    assert office.get(f"{ADDRESS}{first}/").status_code == 200


def test_figures_of_months_long_before_the_report_that_are_held_are_corrected(
    office, measure, cheshire
):
    early = date(2012, 3, 31)
    held = make.FigureFactory(measure=measure, force=cheshire.force, period_ends_on=early)

    office.post(f"{ADDRESS}{early}/", typed(measure, "taken_away", held=held))

    assert not Figure.objects.exists()


def test_figures_of_months_that_are_not_over_are_refused(office, measure):
    tomorrow = make.TODAY + timedelta(days=1)

    page = office.post(f"{ADDRESS}{tomorrow}/", typed(measure))

    assert page.status_code == 403
    assert "The twelve months to 21 August 2021 are not over" in page.text
    assert office.get(f"{ADDRESS}{make.TODAY}/").status_code == 200


@pytest.mark.parametrize("day", ["2021-02-30", "0000-01-01", "march"])
def test_figures_of_no_day_are_not_found(office, measure, day):
    assert office.get(f"{ADDRESS}{day}/").status_code == 404


def test_figures_can_be_given_for_months_that_end_on_another_day(office, measure):
    page = office.get(f"{ADDRESS}?ends_on_day=31&ends_on_month=12&ends_on_year=2020")
    late = office.get(f"{ADDRESS}?ends_on_day=31&ends_on_month=12&ends_on_year=2021")
    early = office.get(f"{ADDRESS}?ends_on_day=31&ends_on_month=3&ends_on_year=2012")

    assert page.url == f"{ADDRESS}2020-12-31/"
    assert "The twelve months to 31 December 2021 are not over" in late.text
    assert "What came before can be given back to 31 March 2018" in early.text


def test_figures_say_for_how_many_measures_a_year_is_given(office, measure, cheshire):
    for standing in ("nil", "awaited"):
        other = make.MeasureFactory(recommendation=measure.recommendation)
        make.FigureFactory(measure=other, force=cheshire.force, standing=standing, value=None)

    page = words(office.get(ADDRESS).text)

    assert "31 March 2021 2 of 3, of which 1 awaited" in page
    assert "Nil" in page
    assert "Awaited" in page


def test_figures_of_one_force_are_hidden_from_another(sign_in, cheshire, cumbria, measure):
    make.FigureFactory(measure=measure, force=cheshire.force, note="Zebra")

    page = sign_in(cumbria.drafter).get(ADDRESS)

    assert page.status_code == 404
    assert "Zebra" not in page.text


def test_figures_are_read_by_inspectors_and_given_by_none_of_them(sign_in, inspector, measure):
    client = sign_in(inspector)

    assert "Give figures" not in client.get(ADDRESS).text
    assert client.post(YEAR, typed(measure)).status_code == 403
    assert not Figure.objects.exists()


def test_figures_of_an_inspection_that_asks_for_none(office, cheshire, inspection):
    inspection.forces.add(cheshire.force)

    assert "asks forces for no figures" in office.get(ADDRESS).text
    assert office.get(YEAR).status_code == 404


@pytest.mark.parametrize("further", [0, 2])
def test_figures_ask_the_database_the_same_number_of_times(
    office, measure, cheshire, django_assert_num_queries, further
):
    for year in range(1 + further):
        other = make.MeasureFactory(recommendation=measure.recommendation)
        make.FigureFactory(
            measure=other, force=cheshire.force, period_ends_on=date(2018 + year, 3, 31)
        )

    with django_assert_num_queries(4):
        office.get(ADDRESS)
