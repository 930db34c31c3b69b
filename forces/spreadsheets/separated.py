"""Opens a CSV file that somebody sends, whichever program saved it."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from forces.csv_text import BOM, read_back
from forces.spreadsheets.errors import Unreadable
from forces.spreadsheets.opening import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, TOO_BIG, Found, words

if TYPE_CHECKING:
    from forces.spreadsheets.columns import Table

# What programs put between cells: some that are set to a language other than English, a semicolon.
SEPARATORS = (",", ";", "\t")
# The headings are within so many lines: texts above them may have several.
LINES_ABOVE = 300
SAVE_AS = "Save it as CSV UTF-8, or as an Excel workbook (.xlsx), and upload that."


def rows_of(content: bytes, table: Table) -> list[list[Found]]:
    """The cells of a CSV file, every one of them text. Raises Unreadable with a sentence."""
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    text = _decoded(content).removeprefix(BOM)
    separator = _separator(text, table)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise Unreadable(f"The file is damaged, or is no CSV file. {SAVE_AS}") from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise Unreadable(f"The file has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")
    width = max(map(len, rows), default=0)
    return [[_found(cell) for cell in row + [""] * (width - len(row))] for row in rows]


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise Unreadable(f"The file is not a CSV file. {SAVE_AS}")
    try:
        return content.decode()
    except UnicodeDecodeError:
        # Excel's plain “CSV” is in the code page of western Windows, which has every byte but five.
        return content.decode("cp1252", errors="replace")


def _separator(text: str, table: Table) -> str:
    """What stands between headings of the table: texts have commas and semicolons of their own."""
    known = {words(column.heading) for column in table.columns}
    first = list(islice(StringIO(text, newline=None), LINES_ABOVE))

    def most(separator: str) -> int:
        lines = (line.split(separator, MOST_COLUMNS) for line in first)
        return max(
            (sum(words(c.strip(' "\n')) in known for c in line) for line in lines), default=0
        )

    return max(SEPARATORS, key=most)


def _found(cell: str) -> Found:
    return Found(read_back(cell) if cell.strip() else None, "s", is_plain=True)
