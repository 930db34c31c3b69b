from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import earliest_figures_to, figures_to, written

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import Measure

WHOLE = Decimal(100)


def check_months_are_over(ends_on: date, on: date) -> None:
    """A figure is of twelve months, so it is given when they are over."""
    if ends_on > on:
        raise Refused(
            f"The twelve months to {written(ends_on)} are not over. Enter a day that is today or "
            "in the past."
        )


def check_months_are_asked(ends_on: date, published_on: date) -> None:
    """A figure is of a year that the report asks for, or of one before to compare it with."""
    first, earliest = figures_to(published_on), earliest_figures_to(published_on)
    if ends_on < earliest:
        raise Refused(
            f"The report asks for figures from the twelve months to {written(first)} on. What came "
            f"before can be given back to {written(earliest)}."
        )


def check_share(measure: Measure, value: Decimal | None) -> None:
    """So many of a hundred are never more than a hundred."""
    if measure.is_share and value is not None and value > WHOLE:
        raise Refused(f"The number for {measure} must be 100 or less: it is in {measure.unit}.")


def check_same_figures(seen: str, mark: str) -> None:
    """Nobody overwrites figures that they have not seen."""
    if seen != mark:
        raise Refused(
            "Someone else saved figures for these twelve months after you opened this page. What "
            "you typed is below and is not saved. Look at what they saved, then save again."
        )
