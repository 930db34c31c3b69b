"""What stands in a cell of a CSV file: readable by a spreadsheet, and harmless in one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

Value = str | date | int | Decimal | None

BOM = "\ufeff"  # without it, a spreadsheet takes UTF-8 for something else
FORMULA = frozenset("=+-@\t\r\n")


def plain(value: Value) -> str:
    """As text; what a spreadsheet would run as a formula begins with an apostrophe."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA else value
    return "" if value is None else str(value)


def read_back(text: str) -> str:
    """The text of a cell that `plain` wrote."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text
