"""What somebody typed in a cell, read kindly: what it means, or why it means nothing."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from forces.govuk.fields import month_number, whole_number
from forces.spreadsheets.cells import unescaped
from forces.spreadsheets.errors import Unclear
from forces.spreadsheets.opening import words

if TYPE_CHECKING:
    from forces.spreadsheets.opening import Cell

DAY_MONTH_YEAR = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ /.-]+(\d{1,2}|[a-z]+\.?),?[ /.-]+(\d+)"
)
YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ t]00:00(?::00)?)?")
FORMULA = "has a formula, which is not worked out here. Type what it should say."


def text_in(cell: Cell) -> str:
    """The text of a cell. Raises Unclear when what it shows is more than what it holds."""
    if cell.kind == "f":
        raise Unclear(FORMULA)
    if cell.kind == "e":
        raise Unclear(f"has the error {cell.value}. Type what it should say.")
    if cell.value is None:
        return ""
    if cell.kind == "b":
        return "TRUE" if cell.value else "FALSE"
    if cell.kind == "d" or not cell.is_plain:
        raise Unclear("has a number or a date that the spreadsheet shows its own way. Type text.")
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    text = unescaped(str(cell.value))
    return text if text.strip() else ""


def line_in(cell: Cell) -> str:
    """The text of a cell in one line. Raises Unclear."""
    return " ".join(text_in(cell).split())


def day_in(cell: Cell) -> date | None:
    """A date, or text that says one. Day before month, as it is written here. Raises Unclear."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    typed = text_in(cell).strip()
    if not typed:
        return None
    day = _day_in(words(typed)) if cell.kind == "s" else None
    if day is None:
        raise Unclear(f"has “{typed}”, which is not a real date. Write it like 31 March 2022.")
    return day


def _day_in(typed: str) -> date | None:
    if found := YEAR_MONTH_DAY.fullmatch(typed):
        year, month, day = found.groups()
    elif found := DAY_MONTH_YEAR.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return None
    parts = whole_number(year, 9999), month_number(month), whole_number(day, 31)
    if len(year) != 4 or None in parts:
        return None
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None
