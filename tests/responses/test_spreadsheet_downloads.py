from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from responses.choices import Position
from responses.spreadsheets import workbook
from responses.spreadsheets.guide import MEANING
from tests import factories as make
from tests.responses.excel import PLACES, book_of, rows_of


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


def answer(response, number, **fields):
    recommendation = response.inspection.recommendations.get(number=number)
    return make.AnswerFactory(response=response, recommendation=recommendation, **fields)


def test_the_answers_are_downloaded_as_a_workbook_of_that_day(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers.xlsx")

    assert page["Content-Disposition"] == (
        'attachment; filename="rape-cheshire-answers-2021-08-20.xlsx"'
    )
    assert page["Cache-Control"] == "private, no-store"
    assert load_workbook(BytesIO(page.content)).sheetnames == ["Answers", "How to use this"]


def test_a_row_says_what_is_asked_and_what_is_answered(response):
    user = make.UserFactory(name="Ann Drafter")
    answer(
        response,
        "1",
        position=Position.PLANNED,
        planned_on=date(2022, 3, 31),
        local_number="8",
        text="We will train everyone.",
        reason="Not before spring.",
        saved_by=user,
    )

    row = rows_of(response)[1]

    assert row[:4] == ["1", "Heading of 1", "Police forces should do thing 1.", "Yes"]
    assert row[4:6] == ["8", "Action planned"]
    assert row[6].date() == date(2022, 3, 31)
    assert row[7:10] == [None, "We will train everyone.", "Not before spring."]
    assert row[10] == "Ann Drafter, 20 August 2021 at midday"


def test_rows_stand_in_the_reports_order(response):
    make.RecommendationFactory(inspection=response.inspection, number="10", position=5)
    make.RecommendationFactory(inspection=response.inspection, number="AFI 2", position=4)

    assert [row[0] for row in rows_of(response)[1:]] == ["1", "2", "3", "AFI 2", "10"]


def test_a_recommendation_for_others_and_a_summary_say_that_they_are(response):
    make.RecommendationFactory(inspection=response.inspection, wording="summary", text="Train.")

    rows = rows_of(response)

    assert [row[3] for row in rows[1:4]] == ["Yes", "Yes", "No"]
    assert rows[4][2] == "Summary, not the official wording: Train."


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'a", "\t=1+1"])
def test_what_looks_like_a_formula_is_text_and_stays_so_when_edited(response, text):
    answer(response, "1", text=text)

    cell = book_of(response)["Answers"].cell(2, PLACES["Answer"])

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert cell.number_format == "@"


def test_no_cell_of_any_sheet_is_a_formula(response):
    response.body.name = "=HYPERLINK(1)"
    answer(response, "1", text="=1+1", local_number="=2+2", reason="=3+3")

    cells = [cell for sheet in book_of(response) for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_a_text_too_long_for_a_cell_says_so_in_its_place(response):
    answer(response, "1", text="x" * 40_000)

    assert rows_of(response)[1][PLACES["Answer"] - 1] == (
        "This text is too long for a spreadsheet (40,000 characters, 1 lines). "
        "It stays as it is: change it on its own page."
    )


def test_only_what_may_be_changed_is_open(response):
    sheet = book_of(response)["Answers"]

    assert sheet.protection.sheet
    assert [
        name for name, place in PLACES.items() if not sheet.cell(2, place).protection.locked
    ] == [
        "Your own number",
        "Position",
        "Planned for",
        "Answered with",
        "Answer",
        "Why no action",
    ]
    assert sheet.freeze_panes == "B2"


def test_the_position_is_chosen_from_a_list_that_excel_takes(response):
    rules = book_of(response)["Answers"].data_validations.dataValidation

    lists = {str(rule.sqref): rule.formula1 for rule in rules}
    assert lists["F2:F4"] == f'"{",".join(Position.labels)}"'
    assert lists["H2:H4"] == "$A$2:$A$4"
    assert len(lists["F2:F4"]) < 255
    assert not any("," in label for label in Position.labels)


def test_the_guide_names_every_column_and_every_position(response):
    lines = [row[0] for row in book_of(response)["How to use this"].iter_rows(values_only=True)]

    assert set(PLACES) | set(Position.labels) <= set(lines)
    assert set(MEANING) == set(Position)


@pytest.mark.parametrize("count", [1, 5])
def test_the_workbook_takes_as_many_queries_for_few_as_for_many(
    response, django_assert_num_queries, count
):
    for recommendation in response.inspection.recommendations.in_order()[:count]:
        make.AnswerFactory(response=response, recommendation=recommendation)
    for _ in range(count):
        make.RecommendationFactory(inspection=response.inspection)

    with django_assert_num_queries(4):
        workbook(response, at=make.NOON)


def test_another_bodys_answers_are_not_in_it(response, cumbria):
    other = make.ResponseFactory(inspection=response.inspection, body=cumbria.body)
    answer(other, "1", text="zebra")

    assert "zebra" not in str(rows_of(response))
