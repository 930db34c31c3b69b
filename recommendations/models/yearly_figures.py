"""What a force gives of an inspection's measures year by year, whatever became of its response."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from recommendations import policies
from recommendations.choices import Standing
from recommendations.deadlines import years_of_figures
from recommendations.models.figures import Figure, Measure
from recommendations.models.progress import hold_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from forces.models import User
    from recommendations.models.inspections import InspectionForce

SAID = ("standing", "value", "note")


@dataclass(frozen=True)
class Given:
    """What is said of one measure for twelve months; without a standing, nothing is."""

    measure: Measure
    standing: str
    value: Decimal | None = None
    note: str = ""


class History(NamedTuple):
    """A measure, and all that a force gave of it, the newest first."""

    measure: Measure
    figures: list[Figure]


class Year(NamedTuple):
    """Twelve months to a day, and for how many measures the force gives what."""

    ends_on: date
    given: int
    awaited: int
    asked: int

    @property
    def is_complete(self) -> bool:
        return self.given - self.awaited == self.asked


def histories(pair: InspectionForce) -> list[History]:
    """Each measure of the inspection with what the force gave of it. Two queries."""
    found = {m.pk: History(m, []) for m in Measure.objects.of_inspection(pair.inspection_id)}
    figures = Figure.objects.of_inspection(pair.inspection_id).filter(force=pair.force_id)
    for figure in figures.select_related("saved_by").order_by("-period_ends_on"):
        found[figure.measure_id].figures.append(figure)
    return list(found.values())


def years(pair: InspectionForce, told: Iterable[History], *, on: date) -> list[Year]:
    """The years that are asked for until a day, and others the force gave; the newest first."""
    all_told = list(told)
    figures = [figure for history in all_told for figure in history.figures]
    ends = {figure.period_ends_on for figure in figures}
    ends.update(years_of_figures(pair.inspection.published_on, on))
    return [
        Year(
            end,
            sum(figure.period_ends_on == end for figure in figures),
            sum(
                figure.period_ends_on == end and figure.standing == Standing.AWAITED
                for figure in figures
            ),
            len(all_told),
        )
        for end in sorted(ends, reverse=True)
    ]


def mark_of(held: Mapping[int, Figure]) -> str:
    """A mark of the figures as they are: who writes hands it back."""
    rows = [(key, *(str(getattr(held[key], name)) for name in SAID)) for key in sorted(held)]
    return sha256(repr(rows).encode()).hexdigest()[:16]


def check_months(
    pair: InspectionForce, ends_on: date, held: Mapping[int, Figure], *, on: date
) -> None:
    """Twelve months for which figures are given: those that are `held` can always be corrected."""
    policies.check_months_are_over(ends_on, on)
    if not held:
        policies.check_months_are_asked(ends_on, pair.inspection.published_on)


@transaction.atomic
def save_year(
    pair: InspectionForce,
    ends_on: date,
    given: Iterable[Given],
    *,
    seen: str,
    by: User,
    at: datetime,
) -> int:
    """Save what a force gives for the twelve months to a day, and tell how many figures changed.

    Without a standing, what is held is taken away. What was given before stays in the history of
    the row. Raises Refused for months that are not over or not asked for, for a number that cannot
    be, and when somebody saved others since.
    """
    hold_progress([pair.force_id])
    held = pair.force.figures.by_measure(pair.inspection_id, ends_on)
    check_months(pair, ends_on, held, on=timezone.localdate(at))
    policies.check_same_figures(seen, mark_of(held))
    return sum(_save(pair, ends_on, each, held.get(each.measure.pk), by, at) for each in given)


def _save(
    pair: InspectionForce,
    ends_on: date,
    given: Given,
    figure: Figure | None,
    by: User,
    at: datetime,
) -> bool:
    """Save one figure, and tell whether that changed anything."""
    if not given.standing:
        if figure is not None:
            figure.delete()
        return figure is not None
    if figure is None:
        figure = Figure(measure=given.measure, force=pair.force, period_ends_on=ends_on)
    elif all(getattr(figure, name) == getattr(given, name) for name in SAID):
        return False
    policies.check_share(given.measure, given.value)
    for name in SAID:
        setattr(figure, name, getattr(given, name))
    figure.saved_by, figure.saved_at = by, at
    figure.save()
    return True
