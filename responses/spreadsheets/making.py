"""The spreadsheet that a person downloads."""

from __future__ import annotations

from datetime import UTC, date
from io import BytesIO
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from forces.govuk.dates import uk_datetime
from responses.choices import Position
from responses.spreadsheets.cells import asked_in_a_cell, cells_of, escaped, mark_for
from responses.spreadsheets.changes import held_answers
from responses.spreadsheets.columns import COLUMNS, HOW_TO, SHEET, Column
from responses.spreadsheets.guide import explanation

if TYPE_CHECKING:
    from datetime import datetime

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from recommendations.models import Recommendation
    from responses.models import Answer, Response

LINE = Side(style="thin", color="B1B4B6")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TOP = Alignment(wrap_text=True, vertical="top")
DARK, GREY = PatternFill("solid", fgColor="0B0C0C"), PatternFill("solid", fgColor="F3F2F1")
BOLD, WHITE, FAINT = Font(bold=True), Font(bold=True, color="FFFFFF"), Font(color="505A5F")

# A cell whose text begins so would be taken for a formula, or lose its first sign, when edited.
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t")


def file_name(response: Response, on: date) -> str:
    """With the inspection, the body's force and the day."""
    return f"{response.inspection.slug}-{response.force.slug}-answers-{on.isoformat()}.xlsx"


def workbook(response: Response, *, at: datetime) -> bytes:
    """The answers of a response, one row per recommendation, in the report's order."""
    book = Workbook()
    book.properties.creator = response.body.name
    book.properties.title = f"Answers: {response.inspection.short_title}, {response.body}"
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None)
    book.properties.language = "en-GB"
    sheet = book.worksheets[0]
    sheet.title = SHEET
    rows = _rows(response)
    _fill(sheet, rows)
    _guide(sheet, last=len(rows) + 1)
    _explain(book.create_sheet(HOW_TO), response, at=at)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _rows(response: Response) -> list[dict[str, str | date | None]]:
    held = held_answers(response)
    asked = response.inspection.recommendations.in_order().prefetch_related("parts__addressees")
    return [_row(response, each, held.get(each.pk)) for each in asked]


def _row(
    response: Response, recommendation: Recommendation, answer: Answer | None
) -> dict[str, str | date | None]:
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


def _fill(sheet: Worksheet, rows: list[dict[str, str | date | None]]) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        heading = _cell(sheet, 1, place)
        _put(heading, column.heading)
        heading.font, heading.fill, heading.alignment = WHITE, DARK, TOP
        sheet.column_dimensions[heading.column_letter].width = column.width
        for number, row in enumerate(rows, start=2):
            cell = _cell(sheet, number, place)
            _put(cell, row[column.name])
            _dress(cell, column)


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    return cast("Cell", sheet.cell(row, place))  # no cell is merged with another here


def _put(cell: Cell, value: str | date | None) -> None:
    """Text arrives as text, whatever it begins with."""
    if not value:
        return  # a text cell without text is one that Excel offers to repair
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(BEGINS_LIKE_A_FORMULA)


def _dress(cell: Cell, column: Column) -> None:
    cell.number_format = column.format
    cell.alignment, cell.border = TOP, BORDER
    cell.protection = Protection(locked=not column.is_written)
    if not column.is_written:
        cell.fill, cell.font = GREY, FAINT


def _guide(sheet: Worksheet, *, last: int) -> None:
    """What keeps people from slips, and stands in the way of nothing else."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    allowed = sheet.protection
    allowed.sheet = True
    allowed.formatCells = allowed.formatColumns = allowed.formatRows = False
    allowed.insertColumns = allowed.autoFilter = False
    letters = {column.name: chr(ord("A") + place) for place, column in enumerate(COLUMNS)}
    positions = DataValidation("list", formula1=f'"{",".join(Position.labels)}"')
    positions.error = "Choose one of the positions in the list, or leave the cell empty."
    numbers = DataValidation("list", formula1=f"$A$2:$A${last}")
    numbers.error = "Choose the number of another recommendation, or leave the cell empty."
    days = DataValidation("date", operator="greaterThan", formula1="36525")
    days.error = "Type a date, such as 31 March 2022, or leave the cell empty."
    rules = {"position": positions, "answered_with": numbers, "planned_on": days}
    for name, rule in rules.items():
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.errorTitle = "This cannot be uploaded"
        rule.add(f"{letters[name]}2:{letters[name]}{last}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, response: Response, *, at: datetime) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for row, (name, words) in enumerate(explanation(response, at=at), start=1):
        for place, text in enumerate((name, words), start=1):
            cell = _cell(sheet, row, place)
            _put(cell, text)
            cell.alignment = TOP
        sheet.cell(row, 1).font = BOLD
