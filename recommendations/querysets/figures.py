from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Figure, Measure


class MeasureQuerySet(models.QuerySet["Measure"]):
    def of_inspection(self, inspection_id: int) -> Self:
        """What an inspection asks of each force, in the report's order."""
        asked = self.filter(recommendation__inspection=inspection_id)
        return asked.select_related("recommendation").order_by(
            "recommendation__position", "position"
        )


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, actor: Actor) -> Self:
        """Inspectors see those of all forces, others those of their own."""
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.own_forces)

    def of_inspection(self, inspection_id: int) -> Self:
        return self.filter(measure__recommendation__inspection=inspection_id)

    def newest_of_measures(self, inspection_id: int) -> Self:
        """Of one force: of each measure of an inspection the figure for the latest year."""
        newest = self.of_inspection(inspection_id).order_by("measure", "-period_ends_on")
        return newest.distinct("measure")

    def newest_by_measure(self, inspection_id: int) -> dict[int, Figure]:
        """Of one force: the same by the id of the measure."""
        return {figure.measure_id: figure for figure in self.newest_of_measures(inspection_id)}

    def by_measure(self, inspection_id: int, ends_on: date) -> dict[int, Figure]:
        """Of one force: its figures for the twelve months to a day, by the id of the measure."""
        found = self.of_inspection(inspection_id).filter(period_ends_on=ends_on)
        return {figure.measure_id: figure for figure in found}
