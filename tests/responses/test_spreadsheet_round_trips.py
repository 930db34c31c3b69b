"""What comes back from a spreadsheet as it went out changes nothing, whatever stands in it."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from forces.spreadsheets.cells import escaped, plain, unescaped
from responses.choices import Position
from responses.spreadsheets import compare, workbook
from tests import factories as make
from tests.responses.excel import (
    book_of,
    compared,
    opened,
    rows_of,
    saved,
    sheet_of,
    with_shared_strings,
)

NOTHING = ([], [], [])
AWKWARD = [
    "=1+1",
    "+44 20 7946 0000",
    "-5 per cent",
    "- one\n- two",
    "@everyone",
    "'quoted'",
    "\tindented",
    '=HYPERLINK("https://example.org", "Click")',
    " spaces around ",
    "two\r\nlines",
    "a page\x0cbreak and a bell\x07",
    "_x000D_ and _x0041_ as typed",
    "1.10",
    "31/03/2022",
    "TRUE",
    "#N/A",
    "🙂 outside the first plane",
    "   ",
]
LONG = ["x" * 32_767, "x" * 32_768, "🙂" * 20_000, "line\n" * 400]


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


@pytest.fixture
def answered(response):
    """1 planned with a date, 2 answered with 1, 3 without an answer."""
    one, two, _ = response.inspection.recommendations.in_order()
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position=Position.PLANNED,
        planned_on=date(2022, 3, 31),
        local_number="8",
    )
    make.AnswerFactory(
        response=response,
        recommendation=two,
        position=Position.ANSWERED_WITH,
        answered_with=one,
        text="",
    )
    return response


def held_against(response, content):
    found = compare(response, opened(content))
    return found.changes, found.problems, found.notes


@pytest.mark.parametrize("text", [*AWKWARD, *LONG])
def test_a_text_that_is_awkward_in_a_cell_comes_back_as_it_was(response, text):
    first = response.inspection.recommendations.get(number="1")
    make.AnswerFactory(response=response, recommendation=first, text=text, reason=text)

    found = held_against(response, workbook(response, at=make.NOON))

    assert found == NOTHING


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_that_is_awkward_in_a_cell_survives_another_program(response, text):
    first = response.inspection.recommendations.get(number="1")
    make.AnswerFactory(response=response, recommendation=first, text=text)

    found = held_against(response, saved(book_of(response)))

    assert found == NOTHING


@pytest.mark.parametrize("text", [text for text in AWKWARD if "_x" not in text])
def test_a_text_that_is_awkward_in_a_cell_survives_a_table_of_texts(response, text):
    first = response.inspection.recommendations.get(number="1")
    make.AnswerFactory(response=response, recommendation=first, text=text)

    found = held_against(response, with_shared_strings(workbook(response, at=make.NOON)))

    assert found == NOTHING


@pytest.mark.parametrize("text", ["_x005F_x000D_", "_x000D_", "_x0007_", "a_x0041_b", "_x5F_"])
def test_signs_that_the_format_has_for_itself_are_read_as_they_were_typed(text):
    assert unescaped(escaped(text)) == text


def test_signs_of_the_format_are_read_as_what_they_mean():
    assert unescaped("one_x000D_\ntwo_x0007_") == plain("one\r\ntwo\x07") == "one\ntwo"


def test_answers_that_come_back_as_they_went_out_change_nothing(answered):
    assert held_against(answered, workbook(answered, at=make.NOON)) == NOTHING


def test_columns_and_rows_in_another_order_change_nothing(answered):
    headings, *rows = rows_of(answered)
    turned = [row[::-1] for row in (headings, *reversed(rows))]

    assert held_against(answered, sheet_of(turned)) == NOTHING


def test_a_title_above_the_headings_and_empty_rows_change_nothing(answered):
    headings, *rows = rows_of(answered)
    above = [["Answers of our office"], []]

    found = held_against(answered, sheet_of([*above, headings, rows[0], [], *rows[1:], [], [""]]))

    assert found == NOTHING


def test_headings_are_known_whatever_their_case_and_spaces(answered):
    headings, *rows = rows_of(answered)
    typed = [f" {heading.upper()} " for heading in headings]

    assert held_against(answered, sheet_of([typed, *rows])) == NOTHING


def test_a_column_of_ones_own_is_named_and_not_read(answered):
    rows = [[*row, more] for row, more in zip(rows_of(answered), ["To ask", 1, 2, 3], strict=True)]

    found = compare(answered, opened(sheet_of(rows)))

    assert (found.changes, found.problems) == ([], [])
    assert found.notes == ["The column “To ask” is not read."]


def test_a_formula_in_a_column_of_ones_own_stands_in_no_ones_way(answered):
    rows = [
        [*row, more] for row, more in zip(rows_of(answered), ["n", "=1", "=2", "=3"], strict=True)
    ]

    assert compare(answered, opened(sheet_of(rows))).problems == []


def test_the_answers_are_found_by_the_name_of_their_sheet(answered):
    book = book_of(answered)
    book.create_sheet("Notes of ours", 0).append(["Number", "Answer"])

    assert held_against(answered, saved(book)) == NOTHING


def test_a_sheet_with_another_name_is_read_when_it_is_the_first(answered):
    book = book_of(answered)
    book["Answers"].title = "Sheet1"

    assert held_against(answered, saved(book)) == NOTHING


def test_an_empty_workbook_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="no row with the headings"):
        opened(saved(Workbook()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("31 March 2022", "2022-03-31"),
        ("31 mar 2022", "2022-03-31"),
        ("31st March, 2022", "2022-03-31"),
        ("Thursday 31 March 2022", "2022-03-31"),
        ("31/03/2022", "2022-03-31"),
        ("31.3.2022", "2022-03-31"),
        ("04/05/2022", "2022-05-04"),
        ("2022-03-31", "2022-03-31"),
        (datetime.fromisoformat("2022-03-31T00:00"), "2022-03-31"),
        (date(2022, 3, 31), "2022-03-31"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_people_and_programs_write_it(response, typed, meant):
    found = compared(response, {(2, "Position"): "Action planned", (2, "Planned for"): typed})

    assert found.problems == []
    assert found.changes[0].cells == {"position": "planned", "planned_on": meant}


@pytest.mark.parametrize(
    "typed", ["Action under way", "  action  UNDER way. ", "Action underway", "action under-way"]
)
def test_a_position_is_known_whatever_its_case_and_spaces(response, typed):
    found = compared(response, {(2, "Position"): typed})

    assert found.changes[0].cells == {"position": "under_way"}


@pytest.mark.parametrize("typed", ["2", 2, 2.0, " 2 ", "Recommendation 2", "recommendation 2"])
def test_another_recommendation_is_known_as_people_write_its_number(response, typed):
    found = compared(
        response,
        {(2, "Position"): "Answered together with another", (2, "Answered with"): typed},
    )

    assert found.problems == []
    assert found.changes[0].cells == {"position": "answered_with", "answered_with": "2"}


@pytest.mark.parametrize(("typed", "meant"), [(42, "42"), (1.5, "1.5"), (True, "TRUE")])
def test_a_number_in_place_of_words_is_taken_as_it_is_shown(response, typed, meant):
    assert compared(response, {(2, "Answer"): typed}).changes[0].cells == {"text": meant}
