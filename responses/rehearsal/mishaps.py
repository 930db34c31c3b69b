"""What goes wrong in a rehearsal, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from responses.rehearsal.workers import ERRORS, Fate

if TYPE_CHECKING:
    from datetime import date
    from random import Random

# How the service is on a day. Without a scheduler, only what people do starts anything; when it is
# down, there are no workers either.
UP, NO_SCHEDULER, DOWN, NO_MAIL = "up", "no scheduler", "down", "no mail server"
LONGEST_OUTAGE = 9  # days

MAIL_FAILS = 0.2
WORKER_DIES = 0.06
LOST = 0.05  # on the way to a worker
LATE = 0.04  # with a worker only after the next round or sweep
TWICE = 0.08
MISSED = 0.08
BEGINS_TO_BE_DOWN = 0.04  # a day


@dataclass
class Mishaps:
    """Dice. While it is quiet, nothing goes wrong."""

    rng: Random
    is_quiet: bool = False

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance and not self.is_quiet

    def last_statement(self) -> int | None:
        """Before which statement to the database somebody is killed; mostly nobody is."""
        return self.rng.randint(1, 25) if self.happens(WORKER_DIES) else None

    def fate(self, state: str) -> Fate:
        """Of one try to send a mail."""
        if state == NO_MAIL or self.happens(MAIL_FAILS):
            return Fate(error=self.rng.choice(ERRORS))
        if self.happens(WORKER_DIES):
            points = (Fate(statement=self.rng.randint(1, 25)), Fate(before=True), Fate(after=True))
            return self.rng.choice(points)
        return Fate()

    def outages(self, first: date, days: int) -> dict[date, str]:
        """The days on which something is away, and what."""
        found: dict[date, str] = {}
        day = 0
        while day < days:
            if self.happens(BEGINS_TO_BE_DOWN):
                kind = self.rng.choice((NO_SCHEDULER, DOWN, NO_MAIL))
                length = self.rng.randint(1, LONGEST_OUTAGE)
                away = range(day, min(day + length, days))
                found |= {first + timedelta(days=each): kind for each in away}
                day += length
            day += 1
        return found
