"""The steps that the people of a body take with their response, through the same functions as the
pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from forces.actors import Actor
from forces.choices import Role
from responses.choices import WRITABLE, Position, Status
from responses.content import content_of, digest
from responses.models import Change, Response
from responses.models.answers import NO_ANSWER, save_answer
from responses.models.comments import comments_mark, save_comments
from responses.models.inviting import invitation_mark, record_invitation
from responses.models.publishing import publish
from responses.models.saving import Seen
from responses.models.signing import send, send_back, sign
from responses.rehearsal.facts import Fact, Invitation, Step, Wrote

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from recommendations.models import Recommendation
    from responses.rehearsal.facts import Case
    from responses.rehearsal.world import World


class Habit(NamedTuple):
    """How a body works: from which day on, how likely on a day, and where it gets stuck."""

    begins: int
    daily: float
    stuck: Status | None = None


def habit(rng: Random) -> Habit:
    """Some are early, more are late, some never get there."""
    kind = rng.random()
    if kind < 0.4:
        return Habit(rng.randint(1, 25), 0.5)
    if kind < 0.75:
        return Habit(rng.randint(20, 70), 0.15)
    stuck = (Status.NOT_STARTED, Status.DRAFTING, Status.WITH_COMMISSIONER, Status.SIGNED)
    return Habit(rng.randint(1, 70), 0.3, rng.choice(stuck))


@dataclass
class Office:
    """A body at work on its response."""

    case: Case
    habit: Habit
    world: World
    rng: Random

    def works(self, day: int) -> bool:
        """Whether it does something, some days after the report came out."""
        return day >= self.habit.begins and self.rng.random() < self.habit.daily

    def act(self, at: datetime) -> list[Fact]:
        """Take one step, if anybody there can take one, and return what happened.

        Call inside a transaction.
        """
        response = Response.objects.get(pk=self.case.response)
        status = Status(response.status)
        if status == self.habit.stuck and status != Status.DRAFTING:
            return []
        if status in WRITABLE:
            return self._write(response, at)
        if status == Status.WITH_COMMISSIONER:
            return self._decide(response, at)
        return self._publish_or_reopen(response, at)

    def _somebody(self, role: Role, at: datetime, but: set[int] | None = None) -> Actor | None:
        """One of those who hold a role today."""
        holders = sorted(self.case.holders(role, at) - (but or set()))
        if not holders:
            return None
        user = self.world.people[self.rng.choice(holders)]
        return Actor.of(user, timezone.localdate(at))

    def _write(self, response: Response, at: datetime) -> list[Fact]:
        actor = self._somebody(Role.DRAFTER, at)
        if actor is None:
            return []
        facts: list[Fact] = [Wrote(at, actor.person.pk)]
        answered = response.answers.values_list("recommendation", flat=True)
        left = [each for each in self.world.recommendations if each.pk not in answered]
        asked = self.case.last(Invitation, at)
        was_started = response.status != Status.NOT_STARTED
        if left and (asked or self.rng.random() < 0.6):
            self._answer(response, left[0], actor, at)
        elif asked is None:
            facts.append(self._invite(response, actor, at))
        elif not asked.is_settled and self.rng.random() < 0.4:
            facts.append(self._settle(response, asked, actor, at))
        elif left or self.habit.stuck == Status.DRAFTING:
            return []
        else:
            send(response, actor, at=at)
            return [_step(response, at)]
        return facts if was_started else [*facts, _step(response, at)]

    def _answer(
        self, response: Response, asked: Recommendation, actor: Actor, at: datetime
    ) -> None:
        save_answer(
            response,
            asked,
            by=actor.person,
            at=at,
            seen=NO_ANSWER,
            position=Position.IN_PLACE,
            text="It is done.",
        )

    def _invite(self, response: Response, actor: Actor, at: datetime) -> Invitation:
        told = Invitation(at, actor.on, actor.on + timedelta(days=self.rng.randint(1, 21)))
        record_invitation(
            response,
            invited_on=told.invited_on,
            wanted_by=told.wanted_by,
            seen=invitation_mark(response),
            by=actor.person,
            at=at,
        )
        return told

    def _settle(
        self, response: Response, asked: Invitation, actor: Actor, at: datetime
    ) -> Invitation:
        save_comments(
            response,
            seen=Seen(comments_mark(response)),
            by=actor.person,
            at=at,
            on_recommendations={},
            none_received=True,
        )
        return asked._replace(at=at, is_settled=True)

    def _decide(self, response: Response, at: datetime) -> list[Fact]:
        """Return it, or sign it: nobody signs what they wrote in."""
        if self.rng.random() < 0.35:
            actor = self._somebody(Role.SIGNATORY, at)
            if actor:
                send_back(response, actor, at=at, reason="Say when.")
        else:
            actor = self._somebody(Role.SIGNATORY, at, but=self.case.writers(at))
            if actor:
                seen = digest(content_of(response))
                sign(
                    response,
                    actor,
                    office=actor.offices_for(response.force.pk)[0],
                    at=at,
                    seen=seen,
                    render=lambda _: "<p>A letter</p>",
                )
        return [_step(response, at)] if actor else []

    def _publish_or_reopen(self, response: Response, at: datetime) -> list[Fact]:
        actor = self._somebody(Role.DRAFTER, at) or self._somebody(Role.SIGNATORY, at)
        is_published = response.status == Status.PUBLISHED
        reopens = self.rng.random() < (0.03 if is_published else 0.1)
        if actor is None or (is_published and not reopens):
            return []
        if reopens:
            response.reopen(by=actor.person, at=at, reason="There is more to say.")
        else:
            publish(response, actor, at=at)
        return [_step(response, at)]


def _step(response: Response, at: datetime) -> Step:
    """The newest move of a response, as a fact."""
    change: Change = response.changes.order_by("-pk")[0]
    return Step(at, Status(response.status), change.pk, change.is_return)
