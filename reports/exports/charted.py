"""What charts and their tables show, as one table: a line for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value
    from reports.chart_tables import Charted


def charted_rows(parts: Iterable[Charted]) -> Iterator[list[Value]]:
    yield ["Part", "Of", "What", "Value"]
    for part in parts:
        for name, *cells in part.rows:
            for heading, cell in zip(part.headings[1:], cells, strict=True):
                yield [part.title, name, heading, cell]
