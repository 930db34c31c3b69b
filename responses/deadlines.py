"""Dates that an office sets by itself, and that no law works out."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS_TO_COMMENT = timedelta(weeks=4)
WEEKS_TO_REPLY = timedelta(weeks=2)


def comments_by(due_on: date | None, *, on: date) -> date:
    """A day to suggest for the chief officer's comments: s.55(4) leaves it to the body.

    Four weeks from now, or two weeks before the last day where that is sooner; where that leaves
    less than half of the time, half of it. After the last day: as soon as a week from now.
    """
    in_four_weeks = on + WEEKS_TO_COMMENT
    if due_on is None:
        return in_four_weeks
    if due_on < on:
        return on + timedelta(weeks=1)
    half_way = on + (due_on - on) // 2
    return min(in_four_weeks, max(due_on - WEEKS_TO_REPLY, half_way))


def comes_too_late(wanted_by: date | None, due_on: date | None) -> bool:
    """Whether comments that come on the day they are wanted by cannot be published in time."""
    return wanted_by is not None and due_on is not None and wanted_by > due_on
