"""Sheets that people download: a heading and rows, dressed so that what may be typed in is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from forces.spreadsheets.cells import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from forces.spreadsheets.columns import Column, Table

Value = str | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINE = Side(style="thin", color="B1B4B6")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TOP = Alignment(wrap_text=True, vertical="top")
DARK, GREY = PatternFill("solid", fgColor="0B0C0C"), PatternFill("solid", fgColor="F3F2F1")
BOLD, WHITE, FAINT = Font(bold=True), Font(bold=True, color="FFFFFF"), Font(color="505A5F")

# A cell whose text begins so would be taken for a formula, or lose its first sign, when edited.
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t")


def new_book(*, title: str, creator: str, at: datetime) -> Workbook:
    """A workbook with one sheet, which has no name yet."""
    book = Workbook()
    book.properties.creator = creator
    book.properties.title = title
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None)
    book.properties.language = "en-GB"
    return book


def written(book: Workbook) -> bytes:
    """The file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def put(cell: Cell, value: Value) -> None:
    """Text arrives as text, whatever it begins with."""
    if not value:
        return  # a text cell without text is one that Excel offers to repair
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(BEGINS_LIKE_A_FORMULA)


def fill(sheet: Worksheet, table: Table, rows: Iterable[Mapping[str, Value]]) -> None:
    """The headings of a table, and its rows by the names of the columns."""
    sheet.title = table.sheet
    for place, column in enumerate(table.columns, start=1):
        heading = _cell(sheet, 1, place)
        put(heading, column.heading)
        heading.font, heading.fill, heading.alignment = WHITE, DARK, TOP
        sheet.column_dimensions[heading.column_letter].width = column.width
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(table.columns, start=1):
            cell = _cell(sheet, number, place)
            put(cell, row[column.name])
            _dress(cell, column)


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    return cast("Cell", sheet.cell(row, place))  # no cell is merged with another here


def _dress(cell: Cell, column: Column) -> None:
    cell.number_format = column.format
    cell.alignment, cell.border = TOP, BORDER
    cell.protection = Protection(locked=not column.is_written)
    if not column.is_written:
        cell.fill, cell.font = GREY, FAINT


def ready_to_print(sheet: Worksheet) -> None:
    """Headings that stay in sight, on the screen and on each page."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def protect(sheet: Worksheet) -> None:
    """Keep people from slips in the cells that are not theirs, without a password."""
    allowed = sheet.protection
    allowed.sheet = True
    allowed.formatCells = allowed.formatColumns = allowed.formatRows = False
    allowed.insertColumns = allowed.autoFilter = False


def allow_only(
    sheet: Worksheet, table: Table, rules: Mapping[str, DataValidation], *, last: int
) -> None:
    """What a spreadsheet program takes in the columns of these names, down to the row `last`."""
    letters = {
        column.name: get_column_letter(place) for place, column in enumerate(table.columns, start=1)
    }
    for name, rule in rules.items():
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.errorTitle = "This cannot be uploaded"
        rule.add(f"{letters[name]}2:{letters[name]}{last}")
        sheet.add_data_validation(rule)


def explain(sheet: Worksheet, lines: Iterable[tuple[str, str]]) -> None:
    """Lines of two cells: what each is about, and what there is to say of it."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for row, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = _cell(sheet, row, place)
            put(cell, text)
            cell.alignment = TOP
        sheet.cell(row, 1).font = BOLD
