"""The service on trial: its rounds, sweeps and workers, with what befalls them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from responses.models import Mail
from responses.models.planning import make_round, post
from responses.rehearsal.mishaps import LATE, LOST, MISSED, TWICE, UP, Mishaps
from responses.rehearsal.record import Look
from responses.rehearsal.workers import Killed, Worker, killed_at, twice_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from responses.rehearsal.record import Record

SECOND = timedelta(seconds=1)
FIRST_HOUR = 7


class Plan(Protocol):
    """A function that plans, and returns the ids of the mails to send."""

    def __call__(self, *, on: date, at: datetime) -> list[int]: ...


@dataclass
class Service:
    """The service through the year. Its clock only goes forward: what is noted is in order."""

    record: Record
    mishaps: Mishaps
    now: datetime
    state: str = UP
    counts: Counter[str] = field(default_factory=Counter)
    rounds: dict[date, str] = field(default_factory=dict)
    delayed: list[int] = field(default_factory=list)

    def reach(self, at: datetime) -> datetime:
        self.now = max(at, self.now + SECOND)
        return self.now

    def round(self) -> None:
        """What the scheduler starts at 7; at times never, at times by two schedulers at once."""
        if not self.mishaps.happens(MISSED):
            self._hand_out(self._look(make_round, twice=self.mishaps.happens(TWICE)))

    def sweep(self) -> None:
        """What the scheduler starts through the day."""
        self._hand_out(self._look(post))
        left = Mail.objects.left_behind(on=timezone.localdate(self.now), at=self.now)
        self._hand_out(left.order_by("pk").values_list("pk", flat=True))

    def post_at_once(self) -> None:
        """What a hand-over starts, unless that is lost on its way."""
        if not self.mishaps.happens(LOST):
            self._hand_out(self._look(post))

    def _look(self, plan: Plan, *, twice: bool = False) -> list[int]:
        """Plan, and return the mails to hand out; none where whoever was to do it is killed."""
        at, on = self.now, timezone.localdate(self.now)

        def look() -> list[int]:
            return plan(on=on, at=at)

        try:
            with killed_at(self.mishaps.last_statement()):
                found = list(chain(*twice_at_once(look))) if twice else look()
        except Killed:
            self.counts["killed"] += 1
            return []
        is_first = on not in self.rounds and timezone.localtime(at).hour >= FIRST_HOUR
        if plan is make_round or is_first:
            self.record.looks.append(Look(at, is_working_day=self.state == UP))
        elif timezone.localtime(at).hour >= FIRST_HOUR:
            self.record.sweeps.append(at)
        if is_first:
            self.rounds[on] = f"{timezone.localtime(at):%H:%M}{' twice' if twice else ''}"
        return [] if self.mishaps.happens(LOST) else found

    def _hand_out(self, mail_ids: Iterable[int]) -> None:
        """Workers take mails in any order; some never, some later, some two at once."""
        queue, self.delayed = [*mail_ids, *self.delayed], []
        for mail_id in self.mishaps.rng.sample(queue, len(queue)):
            if self.mishaps.happens(LOST):
                continue
            if self.mishaps.happens(LATE):
                self.delayed.append(mail_id)
            else:
                self._deliver(mail_id)

    def _deliver(self, mail_id: int) -> None:
        at, fate = self.reach(self.now), self.mishaps.fate(self.state)

        def deliver() -> Worker:
            worker = Worker(at, fate)
            worker.deliver(mail_id)
            return worker

        is_double = self.mishaps.happens(TWICE)
        for worker in twice_at_once(deliver) if is_double else [deliver()]:
            self.counts["failed"] += worker.has_failed
            self.counts["killed"] += worker.is_killed
            if worker.accepted:
                self.counts["sent"] += 1
                self.record.accepted.append(worker.accepted)
