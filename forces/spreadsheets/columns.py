"""What a table is made of: the words that the person who fills it in, and the reading, go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from openpyxl.utils import column_index_from_string

TEXT, DATE = "@", "d mmmm yyyy"


@dataclass(frozen=True)
class Column:
    """One column: its heading, and for whom it is.

    What people may change is `is_written`. What the reading cannot do without is `is_needed`.
    """

    name: str
    heading: str
    width: int
    about: str
    is_written: bool = False
    is_needed: bool = False
    format: str = TEXT


@dataclass(frozen=True)
class Table:
    """The columns of one sheet, in their order.

    `source` is what people download to get the sheet with all its columns: “the answers”. Two of
    the headings are `such_as`, for somebody whose file has none of them.
    """

    sheet: str
    columns: tuple[Column, ...]
    source: str
    such_as: tuple[str, str]

    @cached_property
    def needed(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_needed)

    @cached_property
    def read(self) -> tuple[Column, ...]:
        """The columns that make a row worth reading when there is anything in them."""
        return tuple(each for each in self.columns if each.is_needed or each.is_written)


class Place(NamedTuple):
    """Where a cell is in somebody's file: its row, the letter of its column, and the heading.

    Where there is more than one sheet, `sheet` names it.
    """

    row: int
    letter: str
    heading: str
    sheet: str = ""

    def __str__(self) -> str:
        where = f"Row {self.row}, column {self.letter} (“{self.heading}”)"
        return f"Sheet “{self.sheet}”, r{where[1:]}" if self.sheet else where

    @property
    def order(self) -> tuple[int, int]:
        """Where it comes in its sheet: column AA after column Z."""
        return self.row, column_index_from_string(self.letter)
