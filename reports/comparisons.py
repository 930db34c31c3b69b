"""What every force says of one recommendation, and what one force says of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommendations.models import CurrentProgress, Recommendation
from reports.forms import UNANSWERED, UNPUBLISHED
from reports.querysets import facts_by_force, published_answers

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import Force
    from recommendations.deadlines import Lateness
    from recommendations.models import Inspection, ProgressUpdate
    from responses.content import AnswerContent
    from responses.models import Response, SignedAnswer


@dataclass(frozen=True)
class Entry:
    """What one force says of a recommendation, and how its response stands."""

    force: Force
    response: Response | None
    lateness: Lateness | None
    answer: SignedAnswer | None
    claim: ProgressUpdate | None

    @property
    def is_published(self) -> bool:
        return self.response is not None and self.response.is_published

    @property
    def group(self) -> str:
        """What a filter asks for: the position of the answer, or why there is none."""
        if not self.is_published:
            return UNPUBLISHED
        return self.answer.position if self.answer and self.answer.position else UNANSWERED


def across(recommendation: Recommendation, actor: Actor) -> list[Entry]:
    """Every force that the inspection concerns, by name. Four queries, however many."""
    inspection = recommendation.inspection
    responses = facts_by_force(inspection)
    answers: dict[int | None, SignedAnswer] = {
        answer.version_id: answer
        for answer in published_answers()
        .filter(recommendation=recommendation)
        .select_related("answered_with")
    }
    claims = {
        progress.force_id: progress.update
        for progress in CurrentProgress.objects.visible_to(actor)
        .filter(recommendation=recommendation)
        .select_related("update")
    }
    entries = []
    for force in inspection.forces.order_by("name"):
        response = responses.get(force.pk)
        entries.append(
            Entry(
                force,
                response,
                response.lateness(actor.on) if response else None,
                answers.get(response.published_version_id) if response else None,
                claims.get(force.pk),
            )
        )
    return entries


@dataclass(frozen=True)
class Item:
    """A recommendation, what a force's published response says of it, and the progress claimed."""

    recommendation: Recommendation
    answer: AnswerContent | None
    claim: ProgressUpdate | None

    @property
    def says_something(self) -> bool:
        """Whether the response has more for this recommendation than an empty entry."""
        return self.answer is not None and says_something(self.answer)


def says_something(answer: AnswerContent) -> bool:
    return bool(
        answer["position"] or answer["text"] or answer["reason"] or answer["officer_comment"]
    )


def items(
    inspection: Inspection, force: Force, response: Response | None, actor: Actor
) -> list[Item]:
    """All recommendations in the report's order, for one force."""
    answers: dict[str, AnswerContent] = {}
    if response and response.published_version:
        answers = {
            answer["number"]: answer for answer in response.published_version.content["answers"]
        }
    claims = {
        progress.recommendation_id: progress.update
        for progress in CurrentProgress.objects.visible_to(actor)
        .filter(recommendation__inspection=inspection, force=force)
        .select_related("update")
    }
    return [
        Item(recommendation, answers.get(recommendation.number), claims.get(recommendation.pk))
        for recommendation in inspection.recommendations.in_order()
    ]
