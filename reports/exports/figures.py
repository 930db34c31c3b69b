"""What forces give of measures, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recommendations.choices import Standing
from reports.figures import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from forces.csv_text import Value
    from forces.models import Force
    from recommendations.models import Figure, Measure
    from recommendations.models.yearly_figures import History, Year
    from reports.figures import Across

FIGURE_COLUMNS = (
    "Force", "ONS code", "Recommendation", "Measure", "Unit", "Twelve months to", "Given", "Number",
    "Note",
)  # fmt: skip


def figure_rows(measures: Iterable[Across]) -> Iterator[list[Value]]:
    """A heading, then a row for each measure, force and year; a force that gives nothing of a year
    has one too. One measure is read at a time.
    """
    yield list(FIGURE_COLUMNS)
    for across in measures:
        for force in across.forces:
            given = across.given[force.pk]
            for year in across.years:
                yield _row(across.measure, force, year, given.get(year))


def force_figure_rows(
    force: Force, histories: Iterable[History], years: Sequence[Year]
) -> Iterator[list[Value]]:
    """The same of one force, with the definition of each measure and who saved what."""
    yield [*FIGURE_COLUMNS, "Definition", "Saved by", "Saved on"]
    for measure, figures in histories:
        given = {figure.period_ends_on: figure for figure in figures}
        for year in years:
            figure = given.get(year.ends_on)
            yield [
                *_row(measure, force, year.ends_on, figure),
                measure.definition,
                str(figure.saved_by) if figure else None,
                localdate(figure.saved_at) if figure else None,
            ]


def _row(measure: Measure, force: Force, year: date, figure: Figure | None) -> list[Value]:
    return [
        force.name,
        force.ons_code,
        measure.recommendation.number,
        measure.name,
        measure.unit,
        year,
        Standing(figure.standing).label if figure else NOTHING,
        figure.value if figure else None,
        figure.note if figure else "",
    ]
