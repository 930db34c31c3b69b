"""What happened to each response and of each force's progress: noted apart from the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.utils import timezone

from forces.choices import Role
from responses.choices import Status

if TYPE_CHECKING:
    from datetime import date, datetime


class Post(NamedTuple):
    """A role that somebody holds from a day to a day, both included."""

    person: int
    role: Role
    first: date
    last: date | None = None


class LastDay(NamedTuple):
    """The last day was set. `id` is the row that says it was moved; 0 when it was first set."""

    at: datetime
    day: date | None
    id: int = 0


class Step(NamedTuple):
    """The response was moved on. `id` is the row that says so."""

    at: datetime
    status: Status
    id: int
    is_return: bool = False


class Invitation(NamedTuple):
    """The chief officer was invited to comment by a date; settled when the comments came."""

    at: datetime
    invited_on: date
    wanted_by: date
    is_settled: bool = False


class Wrote(NamedTuple):
    """Somebody wrote in the draft."""

    at: datetime
    person: int


class Said(NamedTuple):
    """The force submitted an update of a recommendation."""

    at: datetime
    recommendation: int
    state: str
    next_on: date | None = None


class Asked(NamedTuple):
    """An inspector asked a question, to be replied to by a day. `id` is its row."""

    at: datetime
    id: int
    person: int
    reply_by: date


class Replied(NamedTuple):
    """The force replied to a question."""

    at: datetime
    question: int


Fact = LastDay | Step | Invitation | Wrote | Said | Asked | Replied
F = TypeVar("F", LastDay, Step, Invitation, Wrote, Said, Asked, Replied)


@dataclass
class Case:
    """One response and the progress of its force, with all that has happened, in order.

    `names` are those of the force and of its body. `open` are the recommendations that the force
    has to carry out. `closed` is when people's accounts were closed, of those who had theirs
    closed.
    """

    force: int
    response: int
    names: tuple[str, str]
    opened_on: date
    posts: list[Post]
    facts: list[Fact] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    closed: dict[int, datetime] = field(default_factory=dict)

    def last(self, kind: type[F], at: datetime) -> F | None:
        """The last thing of a kind that had happened by a moment."""
        facts = (fact for fact in reversed(self.facts) if fact.at <= at)
        return next((fact for fact in facts if isinstance(fact, kind)), None)

    def all(self, kind: type[F], at: datetime) -> list[F]:
        """Everything of a kind that had happened by a moment, in order."""
        return [fact for fact in self.facts if isinstance(fact, kind) and fact.at <= at]

    def said(self, recommendation: int, at: datetime) -> Said | None:
        """What the force says of a recommendation at a moment."""
        found = self.all(Said, at)
        return next((s for s in reversed(found) if s.recommendation == recommendation), None)

    def status(self, at: datetime) -> Status:
        step = self.last(Step, at)
        return step.status if step else Status.NOT_STARTED

    def is_public(self, at: datetime) -> bool:
        """Whether it has been published by a moment, whatever is written since."""
        return any(
            isinstance(fact, Step) and fact.status == Status.PUBLISHED and fact.at <= at
            for fact in self.facts
        )

    def last_day(self, at: datetime) -> date | None:
        fact = self.last(LastDay, at)
        return fact.day if fact else None

    def roles(self, person: int, at: datetime) -> set[Role]:
        """The roles that somebody holds at a moment."""
        return {role for role in Role if person in self.holders(role, at)}

    def writers(self, at: datetime) -> set[int]:
        return {fact.person for fact in self.facts if isinstance(fact, Wrote) and fact.at <= at}

    def holders(self, role: Role, at: datetime, on: date | None = None) -> set[int]:
        """Who held a role on a day (that of the moment), of those who may sign in at the moment."""
        day = on or timezone.localdate(at)
        return {
            post.person
            for post in self.posts
            if post.role == role
            and post.first <= day
            and (post.last is None or day <= post.last)
            and not self.is_closed(post.person, at)
        }

    def is_closed(self, person: int, at: datetime) -> bool:
        closed_at = self.closed.get(person)
        return closed_at is not None and closed_at <= at
