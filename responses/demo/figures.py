"""What the forces of the demonstration give of measures for the years before the report."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from recommendations.choices import Standing
from recommendations.deadlines import figures_to
from recommendations.models import InspectionForce, Measure
from recommendations.models.yearly_figures import Given, mark_of, save_year

if TYPE_CHECKING:
    from forces.models import Force, User
    from recommendations.models import Inspection

YEARS_BEFORE = (2, 1)
COME = {Standing.NUMBER: 7, Standing.NIL: 1, Standing.NOT_HELD: 1, Standing.AWAITED: 1}


def give_earlier_figures(inspection: Inspection, force: Force, by: User) -> None:
    """Figures for two earlier years, on the day of the report.

    They come by chances of the force's own, so that no other chance of the demonstration moves.
    """
    rng = Random(force.slug)  # noqa: S311  # the same demonstration every time
    measures = list(Measure.objects.of_inspection(inspection.pk))
    if not measures:
        return
    pair = InspectionForce.objects.select_related("force").get(inspection=inspection, force=force)
    newest = figures_to(inspection.published_on)
    at = timezone.make_aware(datetime.combine(inspection.published_on, time(16)))
    for years in YEARS_BEFORE:
        given = [_given(measure, rng) for measure in measures]
        ends_on = newest.replace(year=newest.year - years)
        save_year(pair, ends_on, given, seen=mark_of({}), by=by, at=at)


def _given(measure: Measure, rng: Random) -> Given:
    standing = rng.choices(list(COME), list(COME.values()))[0]
    number = Decimal(rng.randint(5, 160))
    return Given(measure, standing, number if standing == Standing.NUMBER else None)
