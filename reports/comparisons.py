"""What one force says of all recommendations of an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommendations.models import CurrentProgress
from reports.querysets import published_answers

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, ProgressUpdate, Recommendation
    from responses.content import AnswerContent
    from responses.models import Response, SignedAnswer


@dataclass(frozen=True)
class Item:
    """A recommendation, what a force's published response says of it, and the progress claimed."""

    recommendation: Recommendation
    answer: SignedAnswer | None
    claim: ProgressUpdate | None


def says_something(answer: AnswerContent) -> bool:
    return bool(
        answer["position"] or answer["text"] or answer["reason"] or answer["officer_comment"]
    )


def items(
    inspection: Inspection, force: Force, response: Response | None, actor: Actor
) -> list[Item]:
    """All recommendations in the report's order, for one force.

    An answer stays with its recommendation, whatever number a correction gives that.
    """
    answers = {}
    if response and response.published_version_id:
        answers = {
            answer.recommendation_id: answer
            for answer in published_answers()
            .filter(version=response.published_version_id)
            .select_related("answered_with")
        }
    claims = {
        progress.recommendation_id: progress.update
        for progress in CurrentProgress.objects.visible_to(actor)
        .filter(recommendation__inspection=inspection, force=force)
        .select_related("update")
    }
    return [
        Item(recommendation, answers.get(recommendation.pk), claims.get(recommendation.pk))
        for recommendation in inspection.recommendations.in_order()
    ]
