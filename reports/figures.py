"""What all forces give of a measure of an inspection, year by year: by name, and without a rank."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.choices import STANDING_WORDS, Standing
from recommendations.deadlines import written
from recommendations.models import Figure
from reports.chart_tables import Charted
from reports.charts import Chart, Series, Value, short

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, Measure

NOTHING = "Nothing given"
# So many of the newest years have a place in a table, and in a chart.
IN_TABLE, IN_CHART = 6, 3
YEAR_COLOURS = ("blue", "light_blue", "grey")
STANDING_COLOURS = {Standing.NIL: "blue", Standing.NOT_HELD: "orange", Standing.AWAITED: "yellow"}


@dataclass(frozen=True)
class Across:
    """One measure: what each force that the inspection concerns gives for each twelve months.

    `years` are the last days of all twelve months for which any force gives something.
    """

    measure: Measure
    forces: list[Force]
    years: list[date]
    given: dict[int, dict[date, Figure]]

    @classmethod
    def of(cls, inspection: Inspection, measure: Measure, actor: Actor, region: str = "") -> Self:
        """Two queries, however many forces and years there are."""
        forces = inspection.forces.order_by("name")
        if region:
            forces = forces.filter(region=region)
        listed = list(forces)
        given: dict[int, dict[date, Figure]] = defaultdict(dict)
        figures = Figure.objects.visible_to(actor).filter(measure=measure, force__in=listed)
        for figure in figures:
            given[figure.force_id][figure.period_ends_on] = figure
        years = sorted({year for by_year in given.values() for year in by_year}, reverse=True)
        return cls(measure, listed, years, given)

    @property
    def said(self) -> dict[str, int]:
        """For the newest year, how many forces give what: together they are all forces."""
        if not self.years:
            return {NOTHING: len(self.forces)}
        newest = [self.given[force.pk].get(self.years[0]) for force in self.forces]
        codes = [figure.standing if figure else "" for figure in newest]
        words = {Standing.NUMBER: "A number", **STANDING_WORDS, "": NOTHING}
        return {word: codes.count(code) for code, word in words.items()}

    @property
    def charted(self) -> Charted:
        years = self.years[:IN_TABLE]
        return Charted(
            "across",
            f"{self.measure}, by force",
            "",
            self._chart(self.years[:IN_CHART]),
            ("Force", *(f"To {written(year)}" for year in years)),
            [
                [force.name, *(_cell(self.given[force.pk].get(year)) for year in years)]
                for force in self.forces
            ],
            in_numbers=False,
        )

    def _chart(self, years: list[date]) -> Chart | None:
        if not years or not self.forces:
            return None
        return Chart(
            f"Bar chart of {self.measure}, in {self.measure.unit}, by force",
            tuple(short(force.name) for force in self.forces),
            tuple(
                Series(
                    f"Twelve months to {written(year)}",
                    colour,
                    tuple(_drawn(self.given[force.pk].get(year)) for force in self.forces),
                )
                for year, colour in zip(years, YEAR_COLOURS, strict=False)
            ),
        )


def _drawn(figure: Figure | None) -> Value:
    """A bar for a number; for what is none, its word."""
    if figure is None:
        return "–"
    return float(figure.value) if figure.value is not None else figure.said.lower()


def _cell(figure: Figure | None) -> SafeString:
    if figure is None:
        return mark_safe(f'<span class="app-word app-word--none">{NOTHING}</span>')  # noqa: S308
    note = format_html("<br>{}", figure.note) if figure.note else ""
    if figure.value is not None:
        return format_html("{}{}", figure.said, note)
    colour = STANDING_COLOURS[Standing(figure.standing)]
    word = '<span class="app-word app-word--{}">{}</span>{}'
    return format_html(word, colour, figure.said, note)
