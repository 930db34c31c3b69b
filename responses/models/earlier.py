"""What a body said of a recommendation that a later inspection takes up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, OuterRef

from recommendations.models import Recommendation
from responses.choices import Position
from responses.models.answers import Answer
from responses.models.versions import SignedAnswer, SignedVersion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from responses.models.responses import Response

A = TypeVar("A", Answer, SignedAnswer)


@dataclass(frozen=True)
class EarlierAnswer:
    """One answer of an earlier response; `version` is None for what was never signed.

    Where it was answered together with another recommendation, text and reason are that one's.
    """

    recommendation: Recommendation
    version: int | None
    dated_on: date | None
    position: str
    text: str
    reason: str
    planned_on: date | None
    answered_with: Recommendation | None

    @property
    def position_words(self) -> str:
        return str(Position(self.position).label) if self.position else ""


def earlier_answer(response: Response, recommendation: Recommendation) -> EarlierAnswer | None:
    """What the body's force answered to the recommendation that this one takes up again.

    As it was last signed; where nothing of it was ever signed, as it was being written. None where
    it said nothing. At most two queries.
    """
    if recommendation.follows_up_id is None:
        return None
    force, key = response.body.force_id, recommendation.follows_up_id
    signed = _signed(force, key)
    if signed:
        return _told(signed, key, signed[0].version)
    return _told(_working(force, key), key, None)


def _signed(force: int, recommendation: int) -> list[SignedAnswer]:
    """All answers of the newest version of the force's response to that inspection."""
    newer = SignedVersion.objects.filter(
        response=OuterRef("version__response"), number__gt=OuterRef("version__number")
    )
    rows = SignedAnswer.objects.filter(~Exists(newer), version__response__body__force=force)
    return list(
        _to_the_same(rows, recommendation)
        .select_related("version")
        .defer("version__content", "version__html")
    )


def _working(force: int, recommendation: int) -> list[Answer]:
    rows = Answer.objects.filter(response__body__force=force)
    return list(_to_the_same(rows, recommendation))


def _to_the_same(rows: QuerySet[A], recommendation: int) -> QuerySet[A]:
    """Those to any recommendation of the inspection that has this one."""
    return rows.filter(recommendation__inspection__recommendations=recommendation).select_related(
        "recommendation__inspection", "answered_with"
    )


def _told(
    answers: Iterable[Answer | SignedAnswer], key: int, version: SignedVersion | None
) -> EarlierAnswer | None:
    by_recommendation = {answer.recommendation_id: answer for answer in answers}
    answer = by_recommendation.get(key)
    if answer is None:
        return None
    said = by_recommendation.get(answer.answered_with_id or key, answer)
    if not (answer.position or said.text or said.reason):
        return None
    return EarlierAnswer(
        recommendation=answer.recommendation,
        version=version.number if version else None,
        dated_on=version.dated_on if version else None,
        position=answer.position,
        text=answer.text or said.text,
        reason=answer.reason or said.reason,
        planned_on=answer.planned_on or said.planned_on,
        answered_with=answer.answered_with,
    )
