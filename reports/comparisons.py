"""What one force says of all recommendations of an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from recommendations.models import CurrentProgress
from reports.querysets import published_answers
from responses.models import Response

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, ProgressUpdate, Recommendation
    from responses.content import AnswerContent, Content
    from responses.models import SignedAnswer


@dataclass(frozen=True)
class Item:
    """A recommendation, what a force's published response says of it, and the progress claimed."""

    recommendation: Recommendation
    answer: SignedAnswer | None
    claim: ProgressUpdate | None


@dataclass(frozen=True)
class ForceAnswers:
    """A force's published response to an inspection, with the progress claimed beside it."""

    inspection: Inspection
    force: Force
    response: Response | None
    items: list[Item]

    @classmethod
    def of(cls, inspection: Inspection, force: Force, actor: Actor) -> Self:
        response = (
            Response.objects.public_facts()
            .filter(inspection=inspection, body__force=force)
            .select_related("inspection", "body__force", "published_version")
            .defer("published_version__html")
            .first()
        )
        return cls(inspection, force, response, _items(inspection, force, response, actor))

    @property
    def content(self) -> Content | None:
        """The response as it is published."""
        version = self.response.published_version if self.response else None
        return version.content if version else None


def says_something(answer: AnswerContent) -> bool:
    return bool(
        answer["position"] or answer["text"] or answer["reason"] or answer["officer_comment"]
    )


def _items(
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
