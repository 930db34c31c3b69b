"""What inspectors judge: what a force says now of a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations import policies
from recommendations.models.progress import CurrentProgress, hold_progress

if TYPE_CHECKING:
    from forces.models import Force
    from recommendations.models.progress import ProgressUpdate
    from recommendations.models.recommendations import Recommendation


def claim_of(recommendation: Recommendation, force: Force) -> ProgressUpdate | None:
    """What a force says now, if it has said anything."""
    said = CurrentProgress.objects.filter(force=force, recommendation=recommendation)
    current = said.select_related("update__submitted_by").first()
    return current.update if current else None


def hold_claim(
    recommendation: Recommendation, force: Force, *, seen: int | None
) -> ProgressUpdate | None:
    """What a force says now, which stays so until the transaction ends.

    Raises Refused when that is not the update whose id was `seen`.
    """
    hold_progress([force.pk])
    said = claim_of(recommendation, force)
    policies.check_same_claim(said, seen)
    return said
