"""The days of a rehearsal: what runs, and what people do meanwhile."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forces.actors import Actor
from forces.models import User
from recommendations.choices import CountingRule
from recommendations.models.redating import Dates
from responses.choices import ReminderState, Status
from responses.models import DueChange, Response
from responses.models.ledger import LEDGERS
from responses.models.redating import dates_mark, last_day_mark, redate, set_last_day
from responses.rehearsal.facts import LastDay, Step
from responses.rehearsal.mishaps import DOWN, NO_MAIL, UP, Mishaps
from responses.rehearsal.office import Office, habit
from responses.rehearsal.progress import DAILY, Progress
from responses.rehearsal.record import Look, Record
from responses.rehearsal.service import Service
from responses.rehearsal.workers import Killed, killed_at
from responses.rehearsal.world import PUBLISHED_ON, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from random import Random

    from responses.rehearsal.facts import Case, Fact
    from responses.rehearsal.world import World

    Event = tuple[datetime, Callable[[], None]]

ROUND = (7, 0)
SWEEPS = ((0, 10), (7, 20), (10, 10), (15, 40))
QUIET_DAYS = 7  # at the end: nobody does anything, and nothing goes wrong
OWN_LAST_DAYS = 2  # bodies that are given one


@dataclass(frozen=True)
class Day:
    """A line of the table."""

    on: date
    state: str
    round: str
    counts: Counter[str]

    @property
    def number(self) -> int:
        """Of the period that begins with the day of publication, as day 1."""
        return (self.on - PUBLISHED_ON).days + 1


class Year:
    """A rehearsal under way: live through it, then judge its record."""

    def __init__(self, world: World, *, days: int, rng: Random) -> None:
        self.world, self.days, self.rng = world, days, rng
        self.mishaps = Mishaps(rng)
        cases = {case.force: case for case in world.cases}
        self.first = timezone.localdate(world.opened_at)
        last = self.first + timedelta(days=days - 1)
        self.record = Record(cases, moment(last, 23, 59), world.quiet, world.at_once)
        self.service = Service(self.record, self.mishaps, world.opened_at)
        self.outages = self.mishaps.outages(self.first, days - QUIET_DAYS)
        self.offices = [Office(case, habit(rng), world, rng) for case in world.cases]
        self.forces = [Progress(case, rng.choice(DAILY), world, rng) for case in world.cases]
        self.once = sorted(self._once(), key=lambda event: event[0])

    def live(self) -> Iterator[Day]:
        """Live through the year; each day is handed out when it is over."""
        for days in range(self.days):
            on = self.first + timedelta(days=days)
            self.mishaps.is_quiet = days >= self.days - QUIET_DAYS
            self.service.state = self.outages.get(on, UP)
            self.service.counts = Counter()
            before = _ledger()
            for at, do in sorted(self._events(on), key=lambda event: event[0]):
                if at > self.world.opened_at:
                    self.service.reach(at)
                    do()
            counts = self.service.counts + (_ledger() - before)
            yield Day(on, self.service.state, self.service.rounds.get(on, ""), counts)
        self.record.back_on = [
            two for one, two in pairwise(sorted(self.service.rounds)) if (two - one).days > 1
        ]
        self.record.read_ledger()

    def _events(self, on: date) -> Iterator[Event]:
        if self.service.state in {UP, NO_MAIL}:
            yield moment(on, *ROUND), self.service.round
            for time_of_day in SWEEPS:
                yield moment(on, *time_of_day), self.service.sweep
        if self.mishaps.is_quiet:
            return
        for office in self.offices:
            for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
                if office.works((on - self.first).days):
                    yield self._some_time(on), partial(self._work, office)
        for force in self.forces:
            if force.works():
                yield self._some_time(on), partial(self._carry_out, force)
        yield from (event for event in self.once if timezone.localdate(event[0]) == on)

    def _some_time(self, on: date) -> datetime:
        return moment(on, self.rng.randint(5, 23), self.rng.randint(0, 59))

    def _some_day(self, first: int, last: int) -> datetime:
        """Some time so many days after the first, before the quiet ones."""
        last = min(last, self.days - QUIET_DAYS - 1)
        days = self.rng.randint(min(first, last), last)
        return self._some_time(self.first + timedelta(days=days))

    def _once(self) -> Iterator[Event]:
        """What happens once: the last day is moved, some bodies get one of their own, some people's
        accounts are closed.
        """
        yield self._some_day(30, 50), self._redate
        for case in self.rng.sample(self.world.cases, min(OWN_LAST_DAYS, len(self.world.cases))):
            yield self._some_day(20, 80), partial(self._set_last_day, case)
        for person in self.world.leaving:
            yield self._some_day(10, self.days), partial(self._close, person)

    def _work(self, office: Office) -> None:
        self._do(lambda at: {office.case.force: office.act(at)})

    def _carry_out(self, force: Progress) -> None:
        self._do(lambda at: {force.case.force: force.act(at)})

    def _redate(self) -> None:
        inspection = self.world.inspection
        due_on = inspection.due_on + timedelta(days=self.rng.choice((-10, -3, 5, 14)))
        dates = Dates(PUBLISHED_ON, CountingRule.EXPLICIT, due_on, "An agreed date.")

        def move(at: datetime) -> dict[int, list[Fact]]:
            inspection.refresh_from_db()
            redate(
                inspection, dates, seen=dates_mark(inspection), reason="It was agreed.",
                by=self.world.administrators[0], at=at,
            )  # fmt: skip
            return _moves(at)

        self._do(move)

    def _set_last_day(self, case: Case) -> None:
        response = Response.objects.get(pk=case.response)
        if response.due_on is None or response.is_published:
            return
        due_on = response.due_on + timedelta(days=self.rng.choice((-5, 10, 30)))

        def move(at: datetime) -> dict[int, list[Fact]]:
            actor = Actor.of(self.world.administrators[0], timezone.localdate(at))
            set_last_day(
                response, actor, due_on=due_on, seen=last_day_mark(response),
                reason="It was agreed.", at=at,
            )  # fmt: skip
            return _moves(at)

        self._do(move)

    def _close(self, person: int) -> None:
        User.objects.filter(pk=person).update(is_active=False)
        for case in self.world.cases:
            case.closed[person] = self.service.now

    def _do(self, step: Callable[[datetime], dict[int, list[Fact]]]) -> None:
        """Take a step, unless whoever takes it is killed, and note what happened where."""
        at = self.service.now
        try:
            with killed_at(self.mishaps.last_statement()), transaction.atomic():
                happened = step(at)
        except Killed:
            self.service.counts["killed"] += 1
            return
        self.service.counts["steps"] += any(happened.values())
        hands_over = False
        for force, facts in happened.items():
            self.record.cases[force].facts += facts
            if any(_hands_over(fact) for fact in facts):
                self.record.looks.append(Look(at, force))
                hands_over = True
        if hands_over and self.service.state != DOWN:
            self.service.reach(at)
            self.service.post_at_once()


def _hands_over(fact: Fact) -> bool:
    """Whether people are told of it as it happens."""
    if isinstance(fact, Step):
        return fact.is_return or fact.status == Status.WITH_COMMISSIONER
    return isinstance(fact, LastDay)


def _moves(at: datetime) -> dict[int, list[Fact]]:
    """The last days that were moved at a moment."""
    moved = DueChange.objects.filter(at=at).values_list("response__body__force", "new", "pk")
    return {force: [LastDay(at, new, pk)] for force, new, pk in moved}


def _ledger() -> Counter[str]:
    """How many reminders were reserved by now, and how many are overtaken."""
    return Counter(
        reserved=sum(book.rows.count() for book in LEDGERS),
        overtaken=sum(book.rows.filter(state=ReminderState.OVERTAKEN).count() for book in LEDGERS),
    )
