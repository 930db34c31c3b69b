"""Questions and closures that wait for somebody, counted for a first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Value

from forces.prepared import how_many, prepared
from recommendations.models import Closure, Inspection, Question

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor


@dataclass(frozen=True)
class OversightWaiting:
    """How many questions wait for a reply, and proposals for the person's own decision."""

    questions: int
    overdue: int
    closures: int


def oversight_waiting(actor: Actor) -> OversightWaiting:
    """What the person can do something about, or waits for. Two queries at most."""
    questions, overdue = next(iter(_open_questions(actor)), (0, 0))
    closures = sum(_to_decide(actor)) if actor.is_inspector else 0
    return OversightWaiting(questions, overdue, closures)


@prepared
def _open_questions(actor: Actor) -> QuerySet[Question, tuple[int, int]]:
    """A row of how many there are, and how many of them are overdue."""
    found = Question.objects.visible_to(actor).open().order_by().values(every=Value(1))
    is_overdue = Q(reply_by__lt=actor.on)
    counted = found.annotate(number=Count("pk"), overdue=Count("pk", filter=is_overdue))
    rows: QuerySet[Question, tuple[int, int]] = counted.values_list("number", "overdue")
    return rows


@prepared
def _to_decide(actor: Actor) -> QuerySet[Closure, int]:
    proposed = Closure.objects.visible_to(actor).proposed().exclude(proposed_by=actor.person)
    overseen = Inspection.objects.overseen_by(actor)
    return how_many(proposed.filter(recommendation__inspection__in=overseen))
