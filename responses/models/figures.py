from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from recommendations.models import Figure, Measure
from recommendations.policies import check_months_are_asked, check_share
from responses import policies
from responses.models.saving import Seen, check_seen, mark_of, note_saves

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from forces.models import User
    from responses.models.responses import Response

# The place of the figures, among those that people write.
FIGURES = "figures"
GIVEN = ("standing", "period_ends_on", "value", "note")

Held = dict[int, Figure]


@dataclass(frozen=True)
class Given:
    """What an office says of one measure; its standing is empty where it says nothing yet."""

    measure: Measure
    standing: str
    period_ends_on: date
    value: Decimal | None = None
    note: str = ""


def measures_of(response: Response) -> list[Measure]:
    """What the inspection asks of each force, in the report's order."""
    return list(Measure.objects.of_inspection(response.inspection_id))


def held_figures(response: Response) -> Held:
    """The newest figure of each measure that the body's force gave, by the measure's id."""
    return response.force.figures.newest_by_measure(response.inspection_id)


def figures_mark(held: Held) -> str:
    """A mark of the figures as they are: who writes hands it back."""
    return mark_of(*((key, [getattr(held[key], name) for name in GIVEN]) for key in sorted(held)))


def _is_other(given: Given, figure: Figure | None) -> bool:
    if figure is None or not given.standing:
        return bool(figure) or bool(given.standing)
    return any(getattr(figure, name) != getattr(given, name) for name in GIVEN)


@transaction.atomic
def save_figures(
    response: Response, figures: Iterable[Given], *, seen: Seen, by: User, at: datetime
) -> None:
    """Save what an office says of measures. Without a standing, the figure is taken away.

    Changing the end of the twelve months corrects the figure that is held; it adds no second one.
    Raises EditedMeanwhile when somebody saved other figures since they were seen, Overtaken for a
    save that comes too late, and Refused when the response may not be written, when an older
    figure is for the same twelve months, and for months or a number that cannot be.
    """
    response.lock_for_writing()
    held = held_figures(response)
    check_seen(response, FIGURES, seen, figures_mark(held), theirs=held)
    changed = [each for each in figures if _is_other(each, held.get(each.measure.pk))]
    if not changed:
        return
    response.note_writer(by=by, at=at)
    for each in changed:
        figure = held.get(each.measure.pk)
        if not each.standing and figure:
            figure.delete()
        else:
            _store(response, each, figure, by=by, at=at)
    mark = figures_mark(held_figures(response))
    note_saves(response, {FIGURES: (seen, mark)}, by=by, at=at)


def _store(
    response: Response, given: Given, figure: Figure | None, *, by: User, at: datetime
) -> None:
    figure = figure or Figure(measure=given.measure, force=response.force)
    policies.check_period(figure, given.period_ends_on)
    if figure.period_ends_on != given.period_ends_on:
        check_months_are_asked(given.period_ends_on, response.inspection.published_on)
    check_share(given.measure, given.value)
    for name in GIVEN:
        setattr(figure, name, getattr(given, name))
    figure.saved_by, figure.saved_at = by, at
    figure.save()
