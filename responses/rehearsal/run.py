"""A rehearsal from beginning to end."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

from django.test.utils import override_settings

from responses.rehearsal import checks, report, workers, world
from responses.rehearsal.record import Hindsight
from responses.rehearsal.year import Year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from responses.rehearsal.year import Day

# The rules that are rehearsed are those of the service as it comes.
RULES = {
    "EMAIL_BACKEND": workers.BACKEND,
    "REMINDER_DAYS": [-28, -14, -7, -3, -1, 0, 1],
    "REMINDERS_FROM_HOUR": 7,
}


def rehearse(*, seed: int, bodies: int, days: int, say: Callable[[str], object]) -> bool:
    """Live through a year, print it, judge it, and return whether all went well."""
    lived, seen = live(seed=seed, bodies=bodies, days=days, say=say)
    found = checks.failures(seen)
    for line in ("", *report.figures(lived, seen), "", *report.verdicts(found)):
        say(line)
    return not any(found.values())


def live(
    *, seed: int, bodies: int, days: int, say: Callable[[str], object]
) -> tuple[list[Day], Hindsight]:
    """Live through a year in the database as it is, which has to be empty.

    The same seed makes the same world and the same mishaps.
    """
    with _stage():
        rng = Random(seed)  # noqa: S311  # a story, not a secret
        made = world.make(bodies=bodies, days=days, rng=rng)
        year = Year(made, days=days, rng=rng)
        say(f"{bodies} bodies, {len(made.people)} people, {days} days, seed {seed}\n")
        say(report.HEAD)
        lived = []
        for day in year.live():
            lived.append(day)
            say(report.line(day))
    return lived, Hindsight.of(year.record)


@contextmanager
def _stage() -> Iterator[None]:
    """No real mail server, and no log of what fails, since so much does."""
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with override_settings(**RULES):
            yield
    finally:
        logging.disable(level)
