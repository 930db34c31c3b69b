"""The steps that a force takes in carrying out what is asked, and what inspectors ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from forces.actors import Actor
from forces.choices import Role
from forces.models import Force
from recommendations.choices import State
from recommendations.deadlines import is_put_off
from recommendations.models import Question, Recommendation
from recommendations.models.claims import claim_of
from recommendations.models.questions import ask
from recommendations.models.rounds import Entry, submit_round
from recommendations.models.standings import standings_of
from responses.rehearsal.facts import Asked, Fact, Replied, Said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from random import Random

    from responses.rehearsal.facts import Case
    from responses.rehearsal.world import World

# How likely a force, or who asks it, does something on a day: some never do.
DAILY = (0, 0.05, 0.15, 0.3)


@dataclass
class Progress:
    """A force at work on what it has to carry out."""

    case: Case
    daily: float
    world: World
    rng: Random

    def works(self) -> bool:
        return self.rng.random() < self.daily

    def act(self, at: datetime) -> list[Fact]:
        """Take one step, if anybody can take one, and return what happened.

        Call inside a transaction.
        """
        if not self.case.open:
            return []
        chance = self.rng.random()
        if chance < 0.25:
            return self._ask(at)
        replied = {fact.question for fact in self.case.all(Replied, at)}
        waiting = [fact.id for fact in self.case.all(Asked, at) if fact.id not in replied]
        if waiting and chance < 0.7:
            return self._reply(self.rng.choice(waiting), at)
        return self._update(at)

    def _somebody(self, roles: Iterable[Role], at: datetime) -> Actor | None:
        """One of those who hold one of these roles today."""
        holders = sorted({person for role in roles for person in self.case.holders(role, at)})
        if not holders:
            return None
        return Actor.of(self.world.people[self.rng.choice(holders)], timezone.localdate(at))

    def _update(self, at: datetime) -> list[Fact]:
        actor = self._somebody((Role.DRAFTER, Role.FORCE_CONTACT), at)
        if actor is None:
            return []
        force = Force.objects.get(pk=self.case.force)
        about = self._recommendation()
        (standing,) = standings_of(force, [about], drafts=True)
        state = self.rng.choice((State.NOT_STARTED, *[State.IN_PROGRESS] * 5, State.COMPLETE))
        goes_on = state != State.COMPLETE
        ahead = self.rng.choice((None, 0, 3, 7, 20, 45)) if goes_on else None
        next_on = None if ahead is None else actor.on + timedelta(days=ahead)
        promised = standing.held_to
        kept = promised if next_on is None and promised and promised >= actor.on else next_on
        entry = Entry(
            about,
            seen=standing.mark,
            state=state,
            text=f"So it stands at {at:%H:%M:%S.%f}.",
            next_on=next_on,
            moved_reason="It takes longer." if goes_on and is_put_off(kept, promised) else "",
        )
        (update,) = submit_round(force, [entry], as_at=actor.on, by=actor.person, at=at)
        return [Said(at, about.pk, update.state, update.next_on)]

    def _ask(self, at: datetime) -> list[Fact]:
        """Ask about what the force says, if it says anything."""
        actor = self._somebody((Role.INSPECTOR, Role.ADMINISTRATOR), at)
        force = Force.objects.get(pk=self.case.force)
        about = self._recommendation()
        claim = claim_of(about, force)
        if actor is None or claim is None:
            return []
        reply_by = actor.on + timedelta(days=self.rng.choice((1, 5, 10, 28)))
        text = f"How is it seen at {at:%H:%M:%S.%f} on {at:%d %B}?"
        asked = ask(about, force, actor, update=claim, text=text, reply_by=reply_by, at=at)
        return [Asked(at, asked.pk, actor.person.pk, reply_by)]

    def _reply(self, question: int, at: datetime) -> list[Fact]:
        actor = self._somebody((Role.DRAFTER, Role.FORCE_CONTACT), at)
        if actor is None:
            return []
        Question.objects.get(pk=question).answer(actor, text="In each file.", at=at)
        return [Replied(at, question)]

    def _recommendation(self) -> Recommendation:
        """One of those that the force has to carry out."""
        return Recommendation.objects.get(pk=self.rng.choice(self.case.open))
