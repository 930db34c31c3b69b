"""What one force says of all recommendations of an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from forces.prepared import prepared
from recommendations.models import CurrentProgress, ProgressUpdate
from recommendations.rows import recommendations_of
from reports.querysets import lead_together, published_answers
from responses.models import Response

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, Recommendation
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
        response = next(iter(_response(inspection.pk, force.pk)), None)
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
    recommendations = recommendations_of(inspection.pk)
    version = response.published_version_id if response else None
    said = _answers(version) if version else []
    lead_together(said, recommendations)
    answers = {each.recommendation_id: each for each in said}
    claims = {each.recommendation_id: each for each in _claims(actor, inspection.pk, force.pk)}
    return [Item(each, answers.get(each.pk), claims.get(each.pk)) for each in recommendations]


@prepared
def _response(inspection: int, force: int) -> QuerySet[Response]:
    facts = Response.objects.public_facts().filter(inspection=inspection, body__force=force)
    found = facts.select_related("inspection", "body__force", "published_version")
    return found.defer("published_version__html")


@prepared
def _answers(version: int) -> QuerySet[SignedAnswer]:
    return published_answers().filter(version=version)


@prepared
def _claims(actor: Actor, inspection: int, force: int) -> QuerySet[ProgressUpdate]:
    """What the force claims now."""
    current = CurrentProgress.objects.visible_to(actor)
    of_force = current.filter(recommendation__inspection=inspection, force=force)
    return ProgressUpdate.objects.filter(pk__in=of_force.values("update"))
