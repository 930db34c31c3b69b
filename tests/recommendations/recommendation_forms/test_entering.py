"""A recommendation is entered, moved, changed and deleted."""

import pytest

from recommendations.choices import Kind, Wording
from recommendations.models import Recommendation
from tests import factories as make
from tests.recommendations.recommendation_forms.conftest import (
    DELETE,
    EDIT,
    NEW,
    TEXT,
    order,
    typed,
)


def test_recommendation_new_saves_all_of_it_as_one_part(ada, secret, police):
    page = ada.post(NEW, typed(("", police, "Immediately")))

    made = secret.recommendations.get(number="4")
    assert (page.status_code, page.url) == (302, "/inspections/secret/")
    assert (made.heading, made.text, made.kind) == ("Do and pay", TEXT, Kind.RECOMMENDATION)
    assert order(secret) == ["1", "2", "3", "4"]
    part = made.parts.get()
    assert (part.position, part.text, part.timescale) == (1, TEXT, "Immediately")
    assert list(part.addressees.all()) == [police]


def test_recommendation_new_refuses_a_text_that_no_index_of_words_holds_and_keeps_it(
    ada, secret, police
):
    endless = " ".join(f"word{number}" for number in range(12_000))

    page = ada.post(NEW, typed(("", police, ""), text=endless))

    assert "The text of the recommendation must be 100000 characters or fewer" in page.text
    assert endless in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_new_is_last_unless_told_otherwise(ada, secret):
    page = ada.get(NEW)

    assert '<option value="4" selected>After 3: Heading of 3</option>' in page.text


@pytest.mark.parametrize(
    ("place", "numbers"),
    [("1", ["4", "1", "2", "3"]), ("3", ["1", "2", "4", "3"]), ("4", ["1", "2", "3", "4"])],
)
def test_recommendation_new_moves_those_after_it_on(ada, secret, police, place, numbers):
    ada.post(NEW, typed(("", police, ""), place=place))

    assert order(secret) == numbers
    assert [r.position for r in secret.recommendations.in_order()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [("1", ["2", "1", "3"]), ("2", ["1", "2", "3"]), ("3", ["1", "3", "2"])],
)
def test_recommendation_edit_changes_its_place(ada, secret, police, place, numbers):
    ada.post(EDIT, typed(("", police, ""), number="2", place=place))

    assert order(secret) == numbers


def test_recommendation_edit_shows_where_it_stands(ada, secret):
    assert '<option value="2" selected>After 1: ' in ada.get(EDIT).text


def test_recommendation_edit_after_a_deletion_counts_places_not_positions(ada, secret, police):
    ada.post("/inspections/secret/recommendations/1/delete/")

    ada.post(EDIT, typed(("", police, ""), number="2", place="2"))

    assert order(secret) == ["3", "2"]


def test_recommendation_new_leads_on_to_the_next_one(ada, secret, police):
    page = ada.post(NEW, typed(("", police, ""), add_recommendation="yes"))

    assert (page.status_code, page.url) == (302, NEW)
    assert secret.recommendations.count() == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "Enter the number"),
        ({"number": "2"}, "This inspection already has a recommendation with that number"),
        ({"number": "new"}, "This name is taken by a page of this service"),
        ({"number": "submit"}, "This name is taken by a page of this service"),
        ({"number": "1/2"}, "The number must begin with a letter or a digit"),
        ({"number": ".."}, "The number must begin with a letter or a digit"),
        ({"number": "12345678901"}, "The number must be 10 characters or fewer"),
        ({"heading": ""}, "Enter the heading"),
        ({"text": "  "}, "Enter the text of the recommendation"),
        ({"kind": "wish"}, "Select what it is from the list"),
        ({"wording": ""}, "Select whether the wording is official"),
        ({"place": "7"}, "Select the place in the report from the list"),
        ({"part1-text": "Police forces ought to"}, "must be a stretch of the recommendation’s"),
        ({"part1-addressees": []}, "Select who part 1 is addressed to"),
        (
            {"part1-addressees": [], "part1-text": "", "part1-timescale": ""},
            "Select who this recommendation is addressed to",
        ),
        (
            {"part1-remove": "on", "parts": "2", "part2-remove": "on"},
            "A recommendation has at least one part",
        ),
        ({"part1-timescale": "x" * 121}, "The timescale of part 1 must be 120 characters or fewer"),
        ({"parts": "2", "part2-timescale": "Soon"}, "Select who part 2 is addressed to"),
    ],
)
def test_recommendation_new_says_what_is_wrong_and_keeps_what_was_typed(
    ada, secret, police, changes, sentence
):
    part = ("Police forces should do this now.", police, "Immediately")

    page = ada.post(NEW, typed(part, **{"heading": "Do and pay", **changes}))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert page.text.count(sentence) >= 2  # in the summary and beside the field
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_edit_keeps_the_wording_apart_from_the_kind(ada, secret, police):
    ada.post(
        EDIT,
        typed(
            ("", police, ""), number="2", place="2", kind="area_for_improvement", wording="summary"
        ),
    )

    changed = secret.recommendations.get(number="2")
    assert (changed.kind, changed.wording) == (Kind.AREA_FOR_IMPROVEMENT, Wording.SUMMARY)


def test_recommendation_pages_speak_of_an_area_for_improvement_as_one(ada, secret):
    Recommendation.objects.filter(inspection=secret, number="2").update(kind="area_for_improvement")

    assert ">Delete area for improvement 2</a>" in ada.get(EDIT).text
    assert "Delete area for improvement 2?" in ada.get(DELETE).text
    page = ada.get("/inspections/secret/")
    assert 'Change<span class="govuk-visually-hidden"> area for improvement 2</span>' in page.text


def test_recommendation_delete_asks_first(ada, secret):
    page = ada.get(DELETE)

    assert "Delete recommendation 2?" in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_delete_deletes_and_leads_back(ada, secret):
    page = ada.post(DELETE)

    assert (page.status_code, page.url) == (302, "/inspections/secret/")
    assert order(secret) == ["1", "3"]


def test_recommendations_of_other_inspections_stay(ada, secret, police):
    other = make.RecommendationFactory(number="4")

    ada.post(NEW, typed(("", police, ""), place="1"))
    ada.post(DELETE)

    other.refresh_from_db()
    assert (other.number, other.position) == ("4", 1)
