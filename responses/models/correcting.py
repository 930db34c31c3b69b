"""Putting right a recommendation that forces have answered or reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from recommendations.models import ProgressUpdate
from recommendations.models.correcting import correct_recommendation
from responses import policies
from responses.models.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from forces.models import User
    from recommendations.models import Correction, MeasureText, PartText, Recommendation


@transaction.atomic
def correct_answered(
    recommendation: Recommendation,
    parts: Sequence[PartText],
    measures: Sequence[MeasureText | None],
    *,
    is_sure: bool,
    seen: str,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """Correct a recommendation, with its parts and figures. Raises as `correct_recommendation`.

    Raises NoLongerAsked too, unless who corrects it `is_sure`, where it would ask no police force
    any more and some have answered: what they said stays, but pages of progress leave it out.
    """
    recommendation.inspection.locked()
    if not is_sure:
        policies.check_asked(left_unasked(recommendation, parts))
    return correct_recommendation(
        recommendation, parts, measures, seen=seen, reason=reason, by=by, at=at
    )


def left_unasked(recommendation: Recommendation, parts: Sequence[PartText]) -> int:
    """Of how many forces something is held that it would not ask for any more with these parts."""
    asks = any(each.is_police_forces for part in parts for each in part.addressees)
    if asks or not recommendation.is_for_police:
        return 0
    answers = Answer.objects.filter(recommendation=recommendation)
    answered = answers.exclude(Q(position="") & Q(text="")).values_list("response__body__force")
    updates = ProgressUpdate.objects.filter(recommendation=recommendation).values_list("force")
    return len(set(answered) | set(updates))
