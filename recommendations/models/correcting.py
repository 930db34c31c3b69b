"""Putting right what is wrong in a report that is out.

What hangs on a recommendation hangs on its row, which stays: answers, updates, assessments. The
correction is the record of it, and what every office is told.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from recommendations import policies
from recommendations.models.corrections import Correction
from recommendations.models.inspections import Inspection
from recommendations.models.recommendations import PartText, Recommendation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from forces.models import User

    Said = dict[str, str]

OF_AN_INSPECTION = ["title", "short_title", "url", "key_findings", "source", "licence"]
OF_A_RECOMMENDATION = ["number", "heading", "kind", "wording", "text"]


def mark_of_inspection(inspection: Inspection) -> str:
    """A mark of an inspection as it is: who corrects it hands it back."""
    return _mark(_said_of_inspection(inspection))


def mark_of_recommendation(recommendation: Recommendation) -> str:
    """The same of a recommendation."""
    return _mark(_said_of_recommendation(recommendation, _parts_held(recommendation)))


@transaction.atomic
def correct_inspection(
    inspection: Inspection, *, seen: str, reason: str, by: User, at: datetime
) -> Correction:
    """Save what was typed into an inspection, and record what that changed.

    Raises Refused when it is not as it was `seen`, without a reason, and where nothing changes.
    """
    old = _said_of_inspection(inspection.locked())
    policies.check_as_seen(seen, _mark(old))
    new = _said_of_inspection(inspection)
    made = _record(inspection, None, old, new, reason=reason, by=by, at=at)
    inspection.save(update_fields=OF_AN_INSPECTION)
    return made


@transaction.atomic
def correct_recommendation(
    recommendation: Recommendation,
    parts: Sequence[PartText],
    *,
    seen: str,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """Save what was typed into a recommendation, with its parts. Raises as `correct_inspection`."""
    inspection = recommendation.inspection.locked()
    held = Recommendation.objects.get(pk=recommendation.pk)
    old = _said_of_recommendation(held, _parts_held(held))
    policies.check_as_seen(seen, _mark(old))
    policies.check_parts([part.text for part in parts], recommendation.text)
    new = _said_of_recommendation(recommendation, parts)
    made = _record(inspection, recommendation, old, new, reason=reason, by=by, at=at)
    recommendation.save(update_fields=OF_A_RECOMMENDATION)
    recommendation.set_parts(parts)
    return made


def _record(
    inspection: Inspection,
    recommendation: Recommendation | None,
    old: Said,
    new: Said,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """Without it the database refuses what is saved next."""
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


def _said_of_inspection(inspection: Inspection) -> Said:
    return {
        "Title": inspection.title,
        "Short title": inspection.short_title,
        "Address of the report": inspection.url,
        "Key findings": inspection.key_findings,
        "Source of the wording": inspection.source,
        "Licence": inspection.licence,
    }


def _parts_held(recommendation: Recommendation) -> list[PartText]:
    held = recommendation.parts.order_by("position").prefetch_related("addressees")
    return [PartText(part.text, list(part.addressees.all()), part.timescale) for part in held]


def _said_of_recommendation(recommendation: Recommendation, parts: Sequence[PartText]) -> Said:
    """What people read of it, by what that is called."""
    said = {
        "Number": recommendation.number,
        "Heading": recommendation.heading,
        "What it is": recommendation.get_kind_display(),
        "Wording": recommendation.get_wording_display(),
        "Text": recommendation.text,
    }
    if len(parts) == 1:
        return said | {"Addressed to": _addressees(parts[0]), "Timescale": parts[0].timescale}
    return said | {f"Part {place}": _part(part) for place, part in enumerate(parts, start=1)}


def _addressees(part: PartText) -> str:
    return ", ".join(sorted(str(addressee) for addressee in part.addressees))


def _part(part: PartText) -> str:
    timescale = f". Timescale: {part.timescale}" if part.timescale else ""
    return f"{part.text}\n\nAddressed to: {_addressees(part)}{timescale}"


def _mark(said: Said) -> str:
    return sha256(repr(said).encode()).hexdigest()
