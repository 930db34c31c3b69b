"""What somebody typed in a row, read kindly: the cells it means, or why it means none."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from forces.govuk.fields import month_number, whole_number
from responses.choices import Position
from responses.spreadsheets.cells import Cells, unescaped
from responses.spreadsheets.columns import PROSE, WRITTEN
from responses.spreadsheets.opening import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from recommendations.models import Recommendation
    from responses.spreadsheets.opening import Cell, Row

POSITIONS = {re.sub(r"\W", "", words(each.label)): each for each in Position}
DAY_MONTH_YEAR = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ /.-]+(\d{1,2}|[a-z]+\.?),?[ /.-]+(\d+)"
)
YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ t]00:00(?::00)?)?")
LONGEST_NUMBER = 10
FORMULA = "has a formula, which is not worked out here. Type what it should say."


class Unclear(ValueError):
    """A cell that cannot be taken as it is. Its text says why, after the place of the cell."""


class Numbers:
    """The recommendations by what people write for their number: "4", "AFI 2", "afi2"."""

    def __init__(self, asked: Iterable[Recommendation]) -> None:
        self.by_number: dict[str, Recommendation] = {}
        self.loosely: dict[str, list[Recommendation]] = {}
        for each in asked:
            self.by_number[each.number] = each
            for way in {self._loose(each.number), self._loose(str(each))}:
                self.loosely.setdefault(way, []).append(each)

    @staticmethod
    def _loose(text: str) -> str:
        return re.sub(r"\s", "", words(text))

    def find(self, text: str) -> Recommendation | None:
        """The one that is meant; None when there is none, or more than one."""
        if text.strip() in self.by_number:
            return self.by_number[text.strip()]
        meant = self.loosely.get(self._loose(text), [])
        return meant[0] if len(meant) == 1 else None


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


def cells_in(row: Row, *, numbers: Numbers, refuse: Callable[[Cell, str], None]) -> Cells:
    """The cells of a row, as `cells_of` gives those of an answer.

    What is unclear is told to `refuse`, and left out.
    """
    cells: Cells = {}
    for column in WRITTEN:
        cell = row[column.name]
        try:
            cells[column.name] = _read(column.name, cell, numbers)
        except Unclear as unclear:
            refuse(cell, str(unclear))
    return cells


def _read(name: str, cell: Cell, numbers: Numbers) -> str:
    if name == "planned_on":
        return _day(cell)
    text = text_in(cell)
    if name in PROSE:
        return text
    text = " ".join(text.split())
    if name == "position":
        return _position(text)
    if name == "answered_with":
        return _number(text, numbers)
    if len(text) > LONGEST_NUMBER:
        raise Unclear(f"has {len(text)} characters. It must be {LONGEST_NUMBER} or fewer.")
    return text


def _position(text: str) -> str:
    if not text:
        return ""
    position = POSITIONS.get(re.sub(r"\W", "", words(text)))
    if position is None:
        raise Unclear(f"has “{text}”, which is not a position. Use: {'; '.join(Position.labels)}.")
    return position.value


def _number(text: str, numbers: Numbers) -> str:
    if not text:
        return ""
    found = numbers.find(text)
    if found is None:
        raise Unclear(f"has “{text}”, which is not the number of a recommendation here.")
    return found.number


def _day(cell: Cell) -> str:
    """A date, or text that says one. Day before month, as it is written here."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    typed = text_in(cell).strip()
    if not typed:
        return ""
    day = _day_in(words(typed)) if cell.kind == "s" else None
    if day is None:
        raise Unclear(f"has “{typed}”, which is not a real date. Write it like 31 March 2022.")
    return day.isoformat()


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
