"""What was put right in the recommendations that a published version quotes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from recommendations.models import Correction

if TYPE_CHECKING:
    from datetime import datetime

    from responses.models import SignedVersion


@dataclass(frozen=True)
class Corrected:
    """How a recommendation was corrected, newest first, and the number it has now.

    `is_since` says whether that was after the version was signed, which quotes it as it was.
    """

    corrections: list[Correction]
    number: str
    is_since: bool


def answers_as_corrected(version: SignedVersion) -> list[dict[str, Any]]:
    """The answers of a version as they were signed, each with what was `corrected` of it or None.

    One query, however many were.
    """
    by_number = _corrected(version)
    return [
        {**answer, "corrected": by_number.get(answer["number"])}
        for answer in version.content["answers"]
    ]


def _corrected(version: SignedVersion) -> dict[str, Corrected]:
    """By the number that each recommendation had when the version was signed."""
    # A response that came before this service is quoted as it was when it was entered.
    then = version.signed_at or version.publication.at
    rows = Correction.objects.filter(
        inspection=version.response.inspection_id, recommendation__isnull=False
    )
    found: dict[int, list[Correction]] = defaultdict(list)
    for each in rows.select_related("recommendation").newest_first():
        found[each.recommendation_id or 0].append(each)
    return {
        _number(corrections, then): Corrected(
            corrections=corrections,
            number=_now(corrections),
            is_since=corrections[0].at > then,
        )
        for corrections in found.values()
    }


def _number(corrections: list[Correction], then: datetime) -> str:
    """The number that a recommendation had, by its corrections since, newest first."""
    number = _now(corrections)
    for correction in corrections:
        if correction.at > then:
            number = correction.old_number or number
    return number


def _now(corrections: list[Correction]) -> str:
    recommendation = corrections[0].recommendation
    return recommendation.number if recommendation else ""
