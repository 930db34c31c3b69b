"""Tables as CSV, streamed."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

from forces.csv_text import BOM, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value


AT_ONCE = 25  # rows: each piece that is sent takes time of its own


class _Echo:
    """A file that hands back what is written to it, so that a row can be sent at once."""

    def write(self, text: str) -> str:
        return text


def csv_response(rows: Iterable[Iterable[Value]], name: str) -> StreamingHttpResponse:
    """A download of these rows, some at once, each made as it is sent.

    Dates are written as 2021-09-09.
    """
    return StreamingHttpResponse(
        _pieces(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _pieces(rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # What is no text can be no formula: the writer makes it text more quickly.
    lines = (
        writer.writerow([plain(value) if isinstance(value, str) else value for value in row])
        for row in rows
    )
    yield BOM
    while piece := "".join(islice(lines, AT_ONCE)):
        yield piece
