"""Questions and closures that wait for somebody, counted for a first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from recommendations.models import Closure, Question

if TYPE_CHECKING:
    from forces.actors import Actor


@dataclass(frozen=True)
class OversightWaiting:
    """How many questions wait for a reply, and proposals for the person's own decision."""

    questions: int
    overdue: int
    closures: int


def oversight_waiting(actor: Actor) -> OversightWaiting:
    """What the person can do something about, or waits for. Two queries at most."""
    asked = Question.objects.visible_to(actor).open()
    counts = asked.aggregate(
        questions=Count("pk"), overdue=Count("pk", filter=Q(reply_by__lt=actor.on))
    )
    closures = 0
    if actor.is_inspector:
        proposed = Closure.objects.visible_to(actor).proposed()
        theirs = proposed.filter(recommendation__inspection__inspectorates__in=actor.inspects)
        closures = theirs.exclude(proposed_by=actor.person).distinct().count()
    return OversightWaiting(**counts, closures=closures)
