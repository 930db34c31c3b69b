from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written

if TYPE_CHECKING:
    from datetime import date


def check_months_are_over(ends_on: date, on: date) -> None:
    """A figure is of twelve months, so it is given when they are over."""
    if ends_on > on:
        raise Refused(
            f"The twelve months to {written(ends_on)} are not over. Enter a day that is today or "
            "in the past."
        )


def check_same_figures(seen: str, mark: str) -> None:
    """Nobody overwrites figures that they have not seen."""
    if seen != mark:
        raise Refused(
            "Someone else saved figures for these twelve months after you opened this page. What "
            "you typed is below and is not saved. Look at what they saved, then save again."
        )
