"""The page on which an office says what its force gives of each measure."""

from datetime import date
from decimal import Decimal

import pytest

from recommendations.models import Figure, Measure
from responses.choices import Status
from responses.models import Unsaved
from responses.models.figures import figures_mark, held_figures
from tests import factories as make
from tests.completing import completing
from tests.responses.pages import words


@pytest.fixture
def measure(inspection):
    return make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="2"), name="SSAIDP attendance"
    )


@pytest.fixture
def response(cheshire, inspection, measure):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def client(sign_in, cheshire):
    return sign_in(cheshire.drafter)


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/figures/"


def typed(response, measure, standing="number", value="34", *, ends="31 3 2021", note="", **more):
    """What is posted for one measure, by someone who saw what is held now."""
    ends = dict(zip(("day", "month", "year"), ends.split(), strict=True)) if ends else {}
    return {
        "seen": figures_mark(held_figures(response)),
        f"standing_{measure.pk}": standing,
        f"value_{measure.pk}": value,
        f"note_{measure.pk}": note,
        **{f"period_{measure.pk}_{part}": text for part, text in ends.items()},
        **more,
    }


def test_figures_asks_for_each_measure_and_offers_the_usual_months(client, address, measure):
    page = client.get(address)

    html = words(page.text)
    assert "SSAIDP attendance (recommendation 2)" in html
    assert "Those trained by the last day." in html
    assert "The number, in investigators" in html
    assert page.context["form"].initial[f"period_{measure.pk}"] == date(2021, 3, 31)


def test_figures_are_saved_start_the_response_and_note_who_wrote(
    client, address, response, measure, cheshire
):
    page = client.post(address, typed(response, measure, value="1,819", note="By course."))

    response.refresh_from_db()
    figure = Figure.objects.get()
    assert (page.status_code, page.url) == (302, f"/responses/{response.pk}/")
    assert (figure.measure, figure.force, figure.value) == (measure, cheshire.force, 1819)
    assert (figure.period_ends_on, figure.note) == (date(2021, 3, 31), "By course.")
    assert (figure.saved_by, figure.saved_at) == (cheshire.drafter, make.NOON)
    assert response.status == Status.DRAFTING
    assert response.contributions.get().by == cheshire.drafter


@pytest.mark.parametrize("standing", ["nil", "not_held", "awaited"])
def test_figures_other_than_a_number_keep_none(client, address, response, measure, standing):
    client.post(address, typed(response, measure, standing, "not a number"))

    figure = Figure.objects.get()
    assert (figure.standing, figure.value) == (standing, None)


def test_figures_of_nought_are_none(client, address, response, measure):
    client.post(address, typed(response, measure, value="0"))

    assert Figure.objects.get().standing == "nil"


@pytest.mark.parametrize(
    ("value", "number"),
    [("12,345.5", "12345.50"), ("1 000", "1000"), ("1\u00a0000", "1000"), (" 30. ", "30")],
)
def test_figures_are_typed_as_people_write_them(client, address, response, measure, value, number):
    client.post(address, typed(response, measure, value=value))

    assert Figure.objects.get().value == Decimal(number)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": ""}, "Enter the number for SSAIDP attendance"),
        ({"value": "many"}, "The number for SSAIDP attendance must be a number, like 30"),
        *(
            ({"value": slip}, "must be a number, like 30, 12.5 or 1,819")
            for slip in ("12,5", "1,00", "1,0000", "1e5", "1,000 000", "NaN", ".")
        ),
        ({"value": "-1"}, "The number for SSAIDP attendance must be 0 or more"),
        ({"value": "1" * 13}, "The number for SSAIDP attendance must be shorter"),
        ({"value": "1.234"}, "SSAIDP attendance must have no more than 2 decimal places"),
        ({"ends": ""}, "Enter the end of the twelve months for SSAIDP attendance"),
        (
            {"ends": "21 8 2021"},
            "The end of the twelve months for SSAIDP attendance must be today or in the past",
        ),
        (
            {"ends": "30 3 2018"},
            "What came before can be given back to 31 March 2018.",
        ),
        (
            {"ends": "31 2 2021"},
            "The end of the twelve months for SSAIDP attendance must be a real date",
        ),
        ({"standing": ""}, "Select what the force gives for SSAIDP attendance"),
        (
            {"standing": "", "value": "", "note": "Asked."},
            "Select what the force gives for SSAIDP attendance",
        ),
    ],
)
def test_figures_that_cannot_be_are_refused_beside_the_field_and_kept(
    client, address, response, measure, fields, sentence
):
    page = client.post(address, typed(response, measure, **{"note": "Kept.", **fields}))

    assert page.text.count(sentence) == 2
    assert (fields.get("note") or "Kept.") in page.text
    assert not Figure.objects.exists()


def test_figures_in_per_cent_are_a_hundred_at_most(client, address, response, measure):
    with completing():
        Measure.objects.filter(pk=measure.pk).update(unit="per cent")

    page = client.post(address, typed(response, measure, value="101"))

    sentence = "The number for SSAIDP attendance must be 100 or less: it is in per cent."
    assert page.text.count(sentence) == 2
    assert not Figure.objects.exists()


def test_figures_of_long_ago_that_are_held_can_be_corrected(
    client, address, response, measure, cheshire
):
    early = date(2012, 3, 31)
    make.FigureFactory(measure=measure, force=cheshire.force, period_ends_on=early)

    client.post(address, typed(response, measure, value="35", ends="31 3 2012"))

    assert Figure.objects.get().value == 35


def test_figures_to_today_are_taken(client, address, response, measure):
    client.post(address, typed(response, measure, ends="20 8 2021"))

    assert Figure.objects.get().period_ends_on == make.TODAY


def test_figures_with_another_end_correct_the_one_that_is_held(
    client, address, response, measure, cheshire
):
    held = make.FigureFactory(measure=measure, force=cheshire.force)

    client.post(address, typed(response, measure, ends="31 12 2020"))

    held.refresh_from_db()
    assert Figure.objects.get() == held
    assert held.period_ends_on == date(2020, 12, 31)


def test_figures_for_months_that_have_one_already_are_refused(
    client, address, response, measure, cheshire
):
    make.FigureFactory(measure=measure, force=cheshire.force)
    make.FigureFactory(measure=measure, force=cheshire.force, period_ends_on=date(2020, 3, 31))

    page = client.post(address, typed(response, measure, ends="31 3 2020"))

    assert "There is another figure for the twelve months to 31 March 2020" in page.text
    assert Figure.objects.filter(period_ends_on=date(2021, 3, 31)).exists()


def test_figures_let_go_of_what_is_no_longer_said(client, address, response, measure, cheshire):
    make.FigureFactory(measure=measure, force=cheshire.force)

    client.post(address, typed(response, measure, standing="", value=""))

    assert not Figure.objects.exists()


def test_figures_posted_unchanged_start_nothing(client, address, response, measure, cheshire):
    make.FigureFactory(measure=measure, force=cheshire.force)

    client.post(address, typed(response, measure, value="34.00"))

    response.refresh_from_db()
    assert response.status == Status.NOT_STARTED
    assert not response.contributions.exists()


def test_figures_saved_by_somebody_else_meanwhile_are_not_overwritten(
    client, address, response, measure, cheshire
):
    form = typed(response, measure, value="35")
    make.FigureFactory(measure=measure, force=cheshire.force)

    page = client.post(address, form, follow=True)

    html = words(page.text)
    assert Figure.objects.get().value == 34
    assert "choose between two versions" in html
    assert "SSAIDP attendance: The number, in investigators" in html
    assert Unsaved.objects.get().place == "figures"


def test_figures_save_themselves(client, address, response, measure):
    page = client.post(address, typed(response, measure, autosave="yes", page="a" * 32, tick="1"))

    assert "Saved at" in page.text
    assert Figure.objects.get().value == Decimal(34)


def test_figures_of_another_force_are_its_own(client, address, response, measure, cumbria):
    make.FigureFactory(measure=measure, force=cumbria.force, value=77, note="Zebra")

    page = client.get(address).text
    client.post(address, typed(response, measure))

    assert "Zebra" not in page
    assert set(Figure.objects.values_list("force__slug", "value")) == {
        ("cumbria", 77),
        ("cheshire", 34),
    }


def test_figures_are_not_written_once_the_response_is_sent(client, address, response, measure):
    response.status = Status.WITH_COMMISSIONER
    response.save()

    page = client.post(address, typed(response, measure))

    assert "so it cannot be changed now" in page.text
    assert not Figure.objects.exists()


def test_figures_of_an_inspection_that_asks_for_none_are_not_found(client, cheshire):
    response = make.ResponseFactory(body=cheshire.body)

    assert client.get(f"/responses/{response.pk}/figures/").status_code == 404


@pytest.mark.parametrize("further", [0, 2])
def test_figures_asks_the_database_the_same_number_of_times(
    client, address, measure, cheshire, django_assert_num_queries, further
):
    make.MeasureFactory.create_batch(further, recommendation=measure.recommendation)
    make.FigureFactory(measure=measure, force=cheshire.force)

    with django_assert_num_queries(5):
        client.get(address)
