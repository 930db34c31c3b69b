"""The parts of a recommendation leave nothing of it out."""

import pytest

from forces.policies import Refused
from recommendations.models import PartText
from tests.recommendations.recommendation_forms.conftest import EDIT, NEW, TEXT, order, typed


def test_recommendation_new_saves_two_parts_that_quote_it(ada, secret, police, home_office):
    ada.post(
        NEW,
        typed(
            ("Police forces should\r\ndo this now.", police, "Now"),
            ("The Home Office should   pay for it.", home_office, ""),
        ),
    )

    made = secret.recommendations.get(number="4")
    assert [
        (part.position, part.timescale, part.addressees.get())
        for part in made.parts.order_by("position")
    ] == [(1, "Now", police), (2, "", home_office)]


def test_recommendation_new_passes_over_a_part_left_empty(ada, secret, police):
    ada.post(NEW, typed(("", None, ""), (TEXT, police, "")))

    part = secret.recommendations.get(number="4").parts.get()
    assert (part.position, part.text) == (1, TEXT)


@pytest.mark.parametrize(
    ("texts", "sentence", "part"),
    [
        (
            ["The Home Office should pay for it."],
            "What stands before this one is left out: “Police forces should do this now.”",
            1,
        ),
        (
            ["Police forces should do this now."],
            "What stands after this one is left out: “The Home Office should pay for it.”",
            1,
        ),
        (
            ["Police forces should do", "The Home Office should pay for it."],
            "What stands before this one is left out: “this now.”",
            2,
        ),
        (
            ["The Home Office should pay for it.", "Police forces should do this now."],
            "What stands before this one is left out: “Police forces should do this now.”",
            1,
        ),
        ([TEXT, TEXT], "come after the parts above it", 2),
    ],
)
def test_recommendation_new_refuses_parts_that_leave_something_out(
    ada, secret, home_office, texts, sentence, part
):
    page = ada.post(NEW, typed(*((text, home_office, "") for text in texts)))

    assert page.text.count(f"Part {part}: ") >= 2  # in the summary and beside the field
    assert page.text.count(sentence) >= 2
    assert f'href="#id_part{part}-text"' in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_edit_takes_parts_out_and_keeps_the_rows_that_stay(
    ada, secret, police, home_office
):
    ada.post(
        NEW,
        typed(
            ("Police forces should do this now.", police, ""),
            ("The Home Office should pay for it.", home_office, ""),
        ),
    )
    made = secret.recommendations.get(number="4")
    first = made.parts.get(position=1)

    ada.post(
        "/inspections/secret/recommendations/4/edit/",
        typed((TEXT, police, ""), ("not a quotation", None, ""), **{"part2-remove": "on"}),
    )

    assert list(made.parts.all()) == [first]


@pytest.mark.parametrize("url", [NEW, EDIT])
def test_recommendation_pages_add_another_part_without_script(ada, secret, police, url):
    part = ("Police forces should do this now.", police, "By and by")

    page = ada.post(url, typed(part, add_part="yes", number="4(a)", heading="", place="1"))

    assert page.status_code == 200
    assert 'id="part-2"' in page.text
    assert 'name="parts" value="2"' in page.text
    assert "Remove this part" in page.text
    assert f'formaction="{url}#part-3"' in page.text
    for kept in (TEXT, "Police forces should do this now.", "By and by", 'value="4(a)"'):
        assert kept in page.text
    assert f'value="{police.pk}" checked' in page.text
    assert '<option value="1" selected>First' in page.text
    assert "There is a problem" not in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_edit_starts_from_the_parts_that_are_stored(ada, secret, police):
    ada.post(
        NEW,
        typed(
            ("Police forces should do this now.", police, "Now"),
            ("The Home Office should pay for it.", police, "Later"),
        ),
    )

    page = ada.get("/inspections/secret/recommendations/4/edit/")

    assert 'name="parts" value="2"' in page.text
    assert 'value="Now"' in page.text
    assert 'value="Later"' in page.text


def test_recommendation_new_needs_the_text_of_each_of_several_parts(
    ada, secret, police, home_office
):
    page = ada.post(
        NEW, typed(("Police forces should do this now.", police, ""), ("", home_office, ""))
    )

    assert "Enter the text of part 2" in page.text
    assert 'href="#id_part2-text"' in page.text


@pytest.mark.parametrize("parts", ["", "x", "0", "-1", "1e9", "999999999"])
def test_recommendation_new_survives_a_forged_number_of_parts(ada, secret, police, parts):
    page = ada.post(NEW, typed(("", police, ""), parts=parts, heading=""))

    assert page.status_code == 200
    assert "Enter the heading" in page.text


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([], "at least one part"),
        (["else"], "must be a stretch"),
        ([" "], "must be a stretch"),
        (["Police forces should do"], "after this one is left out: “thing 2.”"),
        (["thing 2."], "before this one is left out: “Police forces should do”"),
    ],
)
def test_set_up_refuses_parts_that_do_not_fit(secret, police, texts, sentence):
    recommendation = secret.recommendations.get(number="2")

    with pytest.raises(Refused, match=sentence):
        recommendation.set_up(place=2, parts=[PartText(text, [police]) for text in texts])

    assert recommendation.parts.get().text == recommendation.text
