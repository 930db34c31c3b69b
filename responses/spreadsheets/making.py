"""The spreadsheet that a person downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from forces.govuk.dates import uk_datetime
from forces.spreadsheets import making
from responses.choices import Position
from responses.spreadsheets.cells import asked_in_a_cell, cells_of, mark_for
from responses.spreadsheets.changes import held_answers
from responses.spreadsheets.columns import HOW_TO, TABLE
from responses.spreadsheets.guide import explanation

if TYPE_CHECKING:
    from datetime import date, datetime

    from openpyxl.worksheet.worksheet import Worksheet

    from forces.spreadsheets.making import Value
    from recommendations.models import Recommendation
    from responses.models import Answer, Response


def file_name(response: Response, on: date) -> str:
    """With the inspection, the body's force and the day."""
    return f"{response.inspection.slug}-{response.force.slug}-answers-{on.isoformat()}.xlsx"


def workbook(response: Response, *, at: datetime) -> bytes:
    """The answers of a response, one row per recommendation, in the report's order."""
    title = f"Answers: {response.inspection.short_title}, {response.body}"
    book = making.new_book(title=title, creator=response.body.name, at=at)
    sheet = book.worksheets[0]
    rows = _rows(response)
    making.fill(sheet, TABLE, rows)
    making.ready_to_print(sheet)
    making.protect(sheet)
    _allow_only(sheet, last=len(rows) + 1)
    making.explain(book.create_sheet(HOW_TO), explanation(response, at=at))
    return making.written(book)


def _rows(response: Response) -> list[dict[str, Value]]:
    held = held_answers(response)
    asked = response.inspection.recommendations.in_order().prefetch_related("parts__addressees")
    return [_row(response, each, held.get(each.pk)) for each in asked]


def _row(
    response: Response, recommendation: Recommendation, answer: Answer | None
) -> dict[str, Value]:
    cells = cells_of(answer)
    return {
        **cells,
        "number": recommendation.number,
        "heading": recommendation.heading,
        "asked": asked_in_a_cell(recommendation),
        "is_for_police": "Yes" if recommendation.is_for_police else "No",
        "position": Position(cells["position"]).label if cells["position"] else "",
        "planned_on": answer.planned_on if answer else None,
        "saved": f"{answer.saved_by}, {uk_datetime(answer.saved_at)}" if answer else "",
        "mark": mark_for(response, recommendation, answer),
    }


def _allow_only(sheet: Worksheet, *, last: int) -> None:
    """What keeps people from slips, and stands in the way of nothing else."""
    positions = DataValidation("list", formula1=f'"{",".join(Position.labels)}"')
    positions.error = "Choose one of the positions in the list, or leave the cell empty."
    numbers = DataValidation("list", formula1=f"$A$2:$A${last}")
    numbers.error = "Choose the number of another recommendation, or leave the cell empty."
    days = DataValidation("date", operator="greaterThan", formula1="36525")
    days.error = "Type a date, such as 31 March 2022, or leave the cell empty."
    rules = {"position": positions, "answered_with": numbers, "planned_on": days}
    making.allow_only(sheet, TABLE, rules, last=last)
