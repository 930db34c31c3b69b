"""Tables as CSV: streamed, readable by a spreadsheet, and harmless in one."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Value = str | date | int | None

BOM = "\ufeff"  # without it, a spreadsheet takes UTF-8 for something else
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that hands back what is written to it, so that a row can be sent at once."""

    def write(self, text: str) -> str:
        return text


def plain(value: Value) -> str:
    """As text; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_response(rows: Iterable[Iterable[Value]], name: str) -> StreamingHttpResponse:
    """A download of these rows, each made as it is sent. Dates are written as 2021-09-09."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield BOM
        for row in rows:
            yield writer.writerow([plain(value) for value in row])

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
