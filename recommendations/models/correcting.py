"""Putting right what is wrong in a report that is out.

What hangs on a recommendation hangs on its row, which stays: answers, updates, assessments. The
correction is the record of it, and what every office is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from recommendations import policies
from recommendations.models.corrections import Correction
from recommendations.models.inspections import Inspection, one_link_at_a_time
from recommendations.models.recommendations import Recommendation
from recommendations.models.said import (
    mark,
    measures_held,
    parts_held,
    said_of_forces,
    said_of_inspection,
    said_of_recommendation,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from forces.models import Force, User
    from recommendations.models.recommendations import MeasureText, PartText
    from recommendations.models.said import Said

OF_AN_INSPECTION = [
    "title", "short_title", "url", "follows_up", "key_findings", "source", "licence",
]  # fmt: skip
OF_A_RECOMMENDATION = ["number", "heading", "kind", "wording", "text", "follows_up"]


def mark_of_inspection(inspection: Inspection) -> str:
    """A mark of an inspection as it is: who corrects it hands it back."""
    return mark(said_of_inspection(inspection))


def mark_of_recommendation(recommendation: Recommendation) -> str:
    """The same of a recommendation."""
    return mark(_said_now(recommendation))


@transaction.atomic
def correct_inspection(
    inspection: Inspection, *, seen: str, reason: str, by: User, at: datetime
) -> Correction:
    """Save what was typed into an inspection, and record what that changed.

    Raises Refused when it is not as it was `seen`, without a reason, where nothing changes, where
    what it follows up leads back to it, and where one of its recommendations takes up one of the
    inspection that it no longer follows up.
    """
    one_link_at_a_time()
    old = said_of_inspection(inspection.locked())
    policies.check_as_seen(seen, mark(old))
    inspection.check_no_circle(inspection.follows_up)
    policies.check_follows_up(inspection)
    new = said_of_inspection(inspection)
    made = record(inspection, None, old, new, reason=reason, by=by, at=at)
    inspection.save(update_fields=OF_AN_INSPECTION)
    return made


@transaction.atomic
def correct_recommendation(
    recommendation: Recommendation,
    parts: Sequence[PartText],
    measures: Sequence[MeasureText | None],
    *,
    seen: str,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """Save what was typed into a recommendation, with its parts and the figures it asks for.

    `measures` are what each becomes, in their order: None takes one away, more add to them. Raises
    as `correct_inspection`, and where a figure was returned for one that is taken away.
    """
    inspection = recommendation.inspection.locked()
    old = _said_now(Recommendation.objects.get(pk=recommendation.pk))
    policies.check_as_seen(seen, mark(old))
    policies.check_parts([part.text for part in parts], recommendation.text)
    policies.check_take_away(recommendation, measures)
    kept = [measure for measure in measures if measure]
    new = said_of_recommendation(recommendation, parts, kept)
    made = record(inspection, recommendation, old, new, reason=reason, by=by, at=at)
    recommendation.save(update_fields=OF_A_RECOMMENDATION)
    recommendation.set_parts(parts)
    recommendation.correct_measures(measures)
    return made


@transaction.atomic
def correct_forces(
    inspection: Inspection, forces: Collection[Force], *, reason: str, by: User, at: datetime
) -> Correction:
    """Let a published inspection concern these forces and no others, and record that.

    Whoever calls it opens responses for those that come, and has kept nothing of those that go.
    Raises Refused as `correct_inspection`, and for forces that cannot be those of the inspection.
    """
    held = set(inspection.locked().forces.all())
    policies.check_concerned(inspection.scope, len(forces))
    old, new = said_of_forces(held, set(forces))
    made = record(inspection, None, old, new, reason=reason, by=by, at=at)
    inspection.forces.set(forces)
    return made


def record(
    inspection: Inspection,
    recommendation: Recommendation | None,
    old: Said,
    new: Said,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """Without it the database refuses what is saved next.

    Raises Refused for an inspection that is not published, without a reason, and where nothing
    changes.
    """
    changes = [
        {"what": what, "old": old.get(what, ""), "new": new.get(what, "")}
        for what in old | new
        if old.get(what, "") != new.get(what, "")
    ]
    policies.check_released(inspection)
    policies.check_corrects_something(changes)
    policies.check_reason(reason)
    return Correction.objects.create(
        inspection=inspection,
        recommendation=recommendation,
        changes=changes,
        reason=reason,
        by=by,
        at=at,
    )


def _said_now(recommendation: Recommendation) -> Said:
    return said_of_recommendation(
        recommendation, parts_held(recommendation), measures_held(recommendation)
    )
