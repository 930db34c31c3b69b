"""What somebody typed in a row, read kindly: the cells it means, or why it means none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forces.spreadsheets import Unclear, words
from forces.spreadsheets.typed import day_in, line_in, text_in
from responses.choices import Position
from responses.spreadsheets.cells import Cells
from responses.spreadsheets.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forces.spreadsheets import Cell, Row
    from recommendations.models import Recommendation

POSITIONS = {re.sub(r"\W", "", words(each.label)): each for each in Position}
LONGEST_NUMBER = 10


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
        day = day_in(cell)
        return day.isoformat() if day else ""
    if name in PROSE:
        return text_in(cell)
    text = line_in(cell)
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
