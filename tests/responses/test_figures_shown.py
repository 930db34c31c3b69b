"""Figures in the content of a response, in its letter and in what it lacks."""

from datetime import date
from decimal import Decimal

import pytest

from recommendations.deadlines import figures_to
from recommendations.models.figures import in_figures
from responses.content import content_of
from responses.gaps import gaps
from responses.letters import to_article
from responses.templatetags.letters import figure_words
from tests import factories as make
from tests.responses.pages import words


@pytest.fixture
def measure(inspection):
    return make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="2"), name="SSAIDP attendance"
    )


@pytest.fixture
def response(cheshire, inspection, measure):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)


def test_content_holds_the_newest_figure_of_each_measure(response, measure, cheshire, cumbria):
    other = make.MeasureFactory(recommendation=measure.recommendation, name="Qualified")
    make.FigureFactory(measure=measure, force=cheshire.force, value=1819, note="By course.")
    make.FigureFactory(measure=measure, force=cheshire.force, period_ends_on=date(2020, 3, 31))
    make.FigureFactory(measure=other, force=cumbria.force)

    content = content_of(response)

    assert content["schema"] == 3
    assert [answer["figures"] for answer in content["answers"]] == [
        [],
        [
            {
                "name": "SSAIDP attendance",
                "unit": "investigators",
                "standing": "number",
                "value": "1,819",
                "period_ends_on": "2021-03-31",
                "note": "By course.",
            },
            {
                "name": "Qualified",
                "unit": "investigators",
                "standing": "",
                "value": "",
                "period_ends_on": None,
                "note": "",
            },
        ],
        [],
    ]


@pytest.mark.parametrize("measures", [1, 3])
def test_content_asks_the_database_the_same_number_of_times(
    response, measure, cheshire, django_assert_num_queries, measures
):
    recommendation = measure.recommendation
    more = make.MeasureFactory.create_batch(measures - 1, recommendation=recommendation)
    for each in [measure, *more]:
        make.FigureFactory(measure=each, force=cheshire.force)

    with django_assert_num_queries(10):
        content_of(response)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("34.00", "34"), ("1819", "1,819"), ("90.50", "90.5"), ("0.25", "0.25"), ("1000", "1,000")],
)
def test_numbers_are_written_as_people_write_them(value, shown):
    assert in_figures(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("standing", "value", "is_draft", "shown"),
    [
        ("number", "34", False, "34 investigators"),
        ("number", "1", False, "1 (investigators)"),
        ("nil", "", False, "none"),
        ("not_held", "", False, "not held by the force"),
        ("awaited", "", False, "asked for, and awaited when this was signed"),
        ("awaited", "", True, "asked for, and awaited"),
    ],
)
def test_a_figure_is_told_in_words(standing, value, is_draft, shown):
    figure = {"standing": standing, "value": value, "unit": "investigators"}

    assert figure_words(figure, is_draft) == shown


def test_the_letter_states_a_figure_under_its_recommendation(response, measure, cheshire):
    make.FigureFactory(measure=measure, force=cheshire.force, note="By *course*.")
    make.MeasureFactory(recommendation=measure.recommendation, name="Nothing given")

    letter = to_article(content_of(response))

    said = words(letter)
    assert "SSAIDP attendance, twelve months to 31 March 2021: 34 investigators." in said
    assert said.index("Work on 2") < said.index("SSAIDP") < said.index("Work on 3")
    assert "By <em>course</em>." in letter
    assert "Nothing given" not in letter


def test_the_register_states_a_figure_too(client, response, measure, cheshire):
    make.FigureFactory(measure=measure, force=cheshire.force, standing="nil", value=None)
    make.publish_version(response, make.TODAY)

    page = client.get("/register/rape/cheshire/")

    assert "SSAIDP attendance, twelve months to 31 March 2021: none." in words(page.text)


def test_what_was_signed_before_there_were_figures_is_read_as_before(client, response):
    version = make.sign_version(response)
    content = version.content
    for answer in content["answers"]:
        del answer["figures"]

    assert "twelve months to" not in to_article(content)
    assert all(gap.page != "figures" for gap in gaps(content, on=make.TODAY))


def test_a_measure_without_a_figure_is_worth_a_look(response, measure, cheshire):
    make.FigureFactory(
        measure=make.MeasureFactory(recommendation=measure.recommendation),
        force=cheshire.force,
        standing="awaited",
        value=None,
    )

    found = gaps(content_of(response), on=make.TODAY)

    assert [(gap.number, gap.sentence, gap.blocks) for gap in found if gap.page == "figures"] == [
        ("2", "No figure is given: SSAIDP attendance.", False)
    ]


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2021, 7, 16), date(2021, 3, 31)),
        (date(2021, 3, 31), date(2021, 3, 31)),
        (date(2021, 3, 30), date(2020, 3, 31)),
        (date(2024, 2, 29), date(2023, 3, 31)),
    ],
)
def test_figures_are_for_the_twelve_months_to_the_last_march_before_the_report(
    published_on, ends_on
):
    assert figures_to(published_on) == ends_on
