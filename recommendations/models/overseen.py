"""What inspectors said of a force's progress on one recommendation, and what it replied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forces.prepared import prepared
from recommendations.choices import ClosureState
from recommendations.models.assessments import Assessment
from recommendations.models.closures import Closure
from recommendations.models.questions import Question

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models.recommendations import Recommendation


@dataclass(frozen=True)
class Overseen:
    """As a person may read it, the newest first."""

    assessments: list[Assessment]
    closures: list[Closure]
    questions: list[Question]

    @property
    def assessment(self) -> Assessment | None:
        """The one that stands."""
        return self.assessments[0] if self.assessments else None

    @property
    def live(self) -> Closure | None:
        """The closure that stands, or a proposal that waits."""
        states = {ClosureState.PROPOSED, ClosureState.CLOSED}
        return next((each for each in self.closures if each.state in states), None)


def overseen(recommendation: Recommendation, force: Force, actor: Actor) -> Overseen:
    """All of it that a person may read. Three queries."""
    about = actor, force.pk, recommendation.pk
    return Overseen(_assessments(*about), _closures(*about), _questions(*about))


@prepared
def _assessments(actor: Actor, force: int, recommendation: int) -> QuerySet[Assessment]:
    found = Assessment.objects.visible_to(actor).of(force, recommendation)
    return found.select_related("by", "update", "superseded_by").latest_first()


@prepared
def _closures(actor: Actor, force: int, recommendation: int) -> QuerySet[Closure]:
    found = Closure.objects.visible_to(actor).of(force, recommendation)
    return found.select_related("proposed_by", "decided_by", "reopened_by").latest_first()


@prepared
def _questions(actor: Actor, force: int, recommendation: int) -> QuerySet[Question]:
    found = Question.objects.visible_to(actor).of(force, recommendation)
    return found.select_related("asked_by", "withdrawn_by", "update", "reply__by").latest_first()
