"""What an upload refuses: every problem at once, each with its row, its column and a reason."""

import pytest

from responses.choices import Position
from responses.spreadsheets import compare
from tests import factories as make
from tests.responses.excel import (
    FORMULAS,
    PLACES,
    book_of,
    compared,
    edited,
    opened,
    rows_of,
    saved,
    sheet_of,
)

WITH = "Answered together with another"


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


def asked(response, number):
    return response.inspection.recommendations.get(number=number)


def of_rows(response, rows):
    return compare(response, opened(sheet_of(rows)))


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {(2, "Position"): "Done"},
            (
                "Row 2, column F (“Position”) has “Done”, which is not a position. Use: Already in "
                "place; Action under way; Action planned; Being considered; No action; Answered "
                "together with another; Addressed to others."
            ),
        ),
        (
            {(3, "Position"): "Action planned", (3, "Planned for"): "31 February 2022"},
            (
                "Row 3, column G (“Planned for”) has “31 February 2022”, which is not a real date. "
                "Write it like 31 March 2022."
            ),
        ),
        (
            {(2, "Position"): "Action planned", (2, "Planned for"): "29/02/2023"},
            (
                "Row 2, column G (“Planned for”) has “29/02/2023”, which is not a real date. "
                "Write it like 31 March 2022."
            ),
        ),
        (
            {(2, "Position"): "Action planned", (2, "Planned for"): "31/03/22"},
            (
                "Row 2, column G (“Planned for”) has “31/03/22”, which is not a real date. "
                "Write it like 31 March 2022."
            ),
        ),
        (
            {(2, "Position"): "No action", (2, "Planned for"): "31 March 2022"},
            (
                "Row 2, column G (“Planned for”) has a date, which goes with the position “Action "
                "planned” only. Change the position, or empty this cell."
            ),
        ),
        (
            {(2, "Position"): WITH, (2, "Answered with"): "9"},
            (
                "Row 2, column H (“Answered with”) has “9”, which is not the number of a "
                "recommendation here."
            ),
        ),
        (
            {(2, "Position"): WITH, (2, "Answered with"): "1"},
            "Row 2, column H (“Answered with”) has the number of its own row. Give another.",
        ),
        (
            {(2, "Position"): WITH},
            (
                "Row 2, column H (“Answered with”) is empty. Give the number of the recommendation "
                "that has the answer."
            ),
        ),
        (
            {(2, "Position"): "No action", (2, "Answered with"): "2"},
            (
                "Row 2, column H (“Answered with”) has a number, which goes with the position "
                "“Answered together with another” only. Change the position, or empty this cell."
            ),
        ),
        (
            {(2, "Your own number"): "12345678901"},
            "Row 2, column E (“Your own number”) has 11 characters. It must be 10 or fewer.",
        ),
        (
            {(4, "Number"): "2"},
            "Row 4, column A (“Number”) has “2”, as row 3 has. Keep one of the two.",
        ),
        (
            {(4, "Number"): "12"},
            (
                "Row 4, column A (“Number”) has “12”, which is not the number of a recommendation "
                "here."
            ),
        ),
        (
            {(4, "Number"): None},
            "Row 4, column A (“Number”) is empty. Put the number of the recommendation back.",
        ),
        (
            {(4, "Mark"): None},
            (
                "Row 4, column L (“Mark”) is not as it was. Download the answers again, and bring "
                "your change over."
            ),
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_the_reason(response, cells, problem):
    found = compared(response, cells)

    assert problem in found.problems
    assert found.changes == []


@pytest.mark.parametrize("formula", FORMULAS, ids=["formula", "array formula"])
@pytest.mark.parametrize("heading", ["Answer", "Number", "Planned for", "Mark", "Position"])
def test_a_formula_is_refused_and_never_worked_out(response, heading, formula):
    found = compared(response, {(2, heading): formula})

    letter = "ABCDEFGHIJKL"[PLACES[heading] - 1]
    assert (
        f"Row 2, column {letter} (“{heading}”) has a formula, which is not worked out here. "
        "Type what it should say."
    ) in found.problems


@pytest.mark.parametrize(
    ("value", "number_format"), [(0.5, "0%"), (1000, "£#,##0"), (44651, "d mmmm yyyy")]
)
def test_a_number_that_is_shown_another_way_is_refused(response, value, number_format):
    book = book_of(response)
    cell = book["Answers"].cell(2, PLACES["Answer"])
    cell.value, cell.number_format = value, number_format

    found = compare(response, opened(saved(book)))

    assert found.problems == [
        (
            "Row 2, column I (“Answer”) has a number or a date that the spreadsheet shows its own "
            "way. Type text."
        )
    ]


def test_an_error_in_a_cell_is_refused(response):
    book = book_of(response)
    cell = book["Answers"].cell(2, PLACES["Answer"])
    cell.value = "#REF!"

    found = compare(response, opened(saved(book)))

    assert found.problems == [
        "Row 2, column I (“Answer”) has the error #REF!. Type what it should say."
    ]


def test_a_number_that_is_no_date_is_refused(response):
    book = book_of(response)
    cell = book["Answers"].cell(2, PLACES["Planned for"])
    cell.value, cell.number_format = 44651, "General"
    book["Answers"].cell(2, PLACES["Position"]).value = "Action planned"

    found = compare(response, opened(saved(book)))

    assert found.problems == [
        (
            "Row 2, column G (“Planned for”) has “44651”, which is not a real date. "
            "Write it like 31 March 2022."
        )
    ]


def test_a_missing_row_is_refused(response):
    rows = rows_of(response)

    found = of_rows(response, [rows[0], rows[1], rows[3]])

    assert found.problems == [
        "There is no row for Recommendation 2. Put it back, from a file that you download again."
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_rows(response):
    found = compared(
        response,
        {
            (4, "Position"): "Perhaps",
            (2, "Position"): "Done",
            (3, "Your own number"): "far too long",
            (3, "Answer"): "=1+1",
        },
    )

    assert [problem.partition(" (")[0] for problem in found.problems] == [
        "Row 2, column F",
        "Row 3, column E",
        "Row 3, column I",
        "Row 4, column F",
    ]


def test_answers_that_lead_on_are_refused(response):
    found = compared(
        response,
        {
            (2, "Position"): WITH,
            (2, "Answered with"): "2",
            (3, "Position"): WITH,
            (3, "Answered with"): "3",
        },
    )

    assert found.problems == [
        (
            "Row 2, column H (“Answered with”) has 2, which is itself answered with 3. Give the "
            "number of a recommendation that has an answer of its own."
        )
    ]


def test_an_answer_that_another_held_one_leads_to_is_no_longer_one_of_its_own(response):
    make.AnswerFactory(
        response=response,
        recommendation=asked(response, "1"),
        position=Position.ANSWERED_WITH,
        answered_with=asked(response, "2"),
    )

    found = compared(response, {(3, "Position"): WITH, (3, "Answered with"): "3"})

    assert [problem.partition(" has ")[0] for problem in found.problems] == [
        "Row 2, column H (“Answered with”)"
    ]


def test_two_answers_that_lead_to_each_other_are_refused(response):
    found = compared(
        response,
        {
            (2, "Position"): WITH,
            (2, "Answered with"): "2",
            (3, "Position"): WITH,
            (3, "Answered with"): "1",
        },
    )

    assert len(found.problems) == 2


def test_rows_whose_cells_were_mixed_up_are_refused(response):
    rows = rows_of(response)
    rows[1][-1], rows[2][-1] = rows[2][-1], rows[1][-1]

    found = of_rows(response, rows)

    assert [problem.partition(":")[0] for problem in found.problems] == [
        "Row 2, column L (“Mark”) is that of another row than 1",
        "Row 3, column L (“Mark”) is that of another row than 2",
    ]


def test_the_answers_of_another_response_are_refused_in_one_sentence(response, cheshire):
    other = make.ResponseFactory(body=cheshire.body)
    make.RecommendationFactory(inspection=other.inspection)
    make.RecommendationFactory(inspection=other.inspection, number="AFI 1")

    found = compare(response, opened(edited(other, {})))

    assert found.problems == [
        (
            "The file has the answers of another response. Go to that response, or download the "
            "answers of this one."
        )
    ]


@pytest.mark.parametrize("heading", ["Number", "Position", "Answer", "Mark", "Planned for"])
def test_a_heading_that_was_changed_is_named(response, heading):
    rows = rows_of(response)
    rows[0][PLACES[heading] - 1] = "Something else"

    with pytest.raises(ValueError, match=f"no column with the heading “{heading}”"):
        opened(sheet_of(rows))


def test_headings_that_stand_twice_are_named(response):
    rows = rows_of(response)
    rows[0][1] = "Answer"

    with pytest.raises(ValueError, match="more than one column with the heading “Answer”"):
        opened(sheet_of(rows))


def test_a_text_too_long_for_a_cell_cannot_be_changed_there(response):
    make.AnswerFactory(
        response=response, recommendation=asked(response, "1"), text="x" * 40_000, reason="y"
    )

    found = compared(response, {(2, "Answer"): "Shorter", (2, "Why no action"): "z"})

    assert found.problems == [
        (
            "Row 2, column I (“Answer”) stands for a text that is too long for a spreadsheet. Put "
            "back what stood here, and change the text on its own page."
        )
    ]


def test_what_stands_beside_a_text_too_long_for_a_cell_can_be_changed(response):
    make.AnswerFactory(response=response, recommendation=asked(response, "1"), text="x" * 40_000)

    found = compared(response, {(2, "Why no action"): "z"})

    assert found.problems == []
    assert found.changes[0].cells == {"reason": "z"}


def test_words_of_the_report_that_were_changed_are_named_and_not_read(response):
    found = compared(response, {(2, "What is asked"): "Something easier", (3, "Answer"): "Yes"})

    assert found.notes == [
        "Row 2, column C (“What is asked”) was changed in the file. It is not read."
    ]


def test_a_cell_that_is_full_asks_whether_all_is_there(response):
    found = compared(response, {(2, "Answer"): "x" * 32_767})

    assert found.notes == [
        "Row 2, column I (“Answer”) is full: see whether the end of the text is there."
    ]


@pytest.mark.parametrize("count", [1, 5])
def test_comparing_takes_as_many_queries_for_few_as_for_many(
    response, django_assert_num_queries, count
):
    for _ in range(count):
        make.RecommendationFactory(inspection=response.inspection)
    cells = {(2 + row, "Answer"): "Changed" for row in range(count)}
    file = opened(edited(response, cells))

    with django_assert_num_queries(2):
        compare(response, file)
