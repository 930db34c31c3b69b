"""What forces give of measures, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value
    from reports.figures import Across

FIGURE_COLUMNS = (
    "Force", "ONS code", "Recommendation", "Measure", "Unit", "Twelve months to", "Given", "Number",
    "Note",
)  # fmt: skip


def figure_rows(measures: Iterable[Across]) -> Iterator[list[Value]]:
    """A heading, then a row for each measure, force and year. One measure is read at a time."""
    yield list(FIGURE_COLUMNS)
    for across in measures:
        yield from across.rows()
