"""Tables as CSV, streamed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

from forces.csv_text import BOM, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value


class _Echo:
    """A file that hands back what is written to it, so that a row can be sent at once."""

    def write(self, text: str) -> str:
        return text


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
