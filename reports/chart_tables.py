"""The table that says what a chart shows, built by hand as the matrix is: decision 0011."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.charts import Chart

Cell = str | int


@dataclass(frozen=True)
class Charted:
    """A chart under a heading, with the table that says all that it shows and perhaps more.

    `anchor` is the id of the heading. Where there is nothing to draw, there is no chart.
    """

    anchor: str
    title: str
    about: str
    chart: Chart | None
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    in_numbers: bool = True

    @property
    def table(self) -> SafeString:
        return table_html(self.anchor, self.headings, self.rows, in_numbers=self.in_numbers)


def table_html(
    labelled_by: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    in_numbers: bool = False,
) -> SafeString:
    """A table, with the id of the heading that names it; the first cell of a row heads the row.

    On a narrow screen it is a list. Cells are escaped unless they are marked as safe.
    """
    number = "--numeric" if in_numbers else ""
    cell_class = f"govuk-table__cell{number and f' govuk-table__cell{number}'}"
    head_class = f"govuk-table__header{number and f' govuk-table__header{number}'}"
    first, *others = [escape(heading) for heading in headings]
    head = f'<th scope="col" role="columnheader" class="govuk-table__header">{first}</th>'
    head += "".join(
        f'<th scope="col" role="columnheader" class="{head_class}">{other}</th>' for other in others
    )
    body = []
    for name, *cells in rows:
        body.append(
            '<tr class="govuk-table__row" role="row"><th scope="row" role="rowheader" '
            f'class="govuk-table__header">{_safe(name)}</th>'
        )
        body += [
            f'<td role="cell" class="{cell_class}" data-label="{label}">'
            f"<span>{_safe(cell)}</span></td>"
            for label, cell in zip(others, cells, strict=True)
        ]
        body.append("</tr>")
    return mark_safe(  # noqa: S308  # every text in it is escaped above
        f'<div class="app-stack"><table class="govuk-table" role="table" '
        f'aria-labelledby="{escape(labelled_by)}">'
        f'<thead class="govuk-table__head" role="rowgroup">'
        f'<tr class="govuk-table__row" role="row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body" role="rowgroup">{"".join(body)}</tbody></table></div>'
    )


def _safe(cell: Cell) -> SafeString:
    return conditional_escape(f"{cell:,}" if isinstance(cell, int) else cell)
