"""What people read of an inspection and of a recommendation: a correction says how that was."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from recommendations.models.recommendations import MeasureText, PartText
from recommendations.querysets import NUMBER_CORRECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forces.models import Force
    from recommendations.models.inspections import Inspection
    from recommendations.models.recommendations import Recommendation

    # Texts, by what they are called.
    Said = dict[str, str]

FORCES = "List of forces concerned"
UNDER_EMBARGO = "One that is not published"


def said_of_inspection(inspection: Inspection) -> Said:
    earlier = inspection.follows_up
    return {
        "Title": inspection.title,
        "Short title": inspection.short_title,
        "Address of the report": inspection.url,
        "The inspection it follows up": _named(earlier, earlier.short_title) if earlier else "",
        "Key findings": inspection.key_findings,
        "Source of the wording": inspection.source,
        "Licence": inspection.licence,
    }


def said_of_forces(old: set[Force], new: set[Force]) -> tuple[Said, Said]:
    """How the list was and is: all of it would be long, and would not show what is other."""
    came = sorted(str(force) for force in new - old)
    went = sorted(str(force) for force in old - new)
    was = [*(f"without {name}" for name in came), *(f"with {name}" for name in went)]
    now = [*(f"with {name}" for name in came), *(f"without {name}" for name in went)]
    return {FORCES: ", ".join(was)}, {FORCES: ", ".join(now)}


def said_of_recommendation(
    recommendation: Recommendation, parts: Sequence[PartText], measures: Sequence[MeasureText]
) -> Said:
    earlier = recommendation.follows_up
    said = {
        NUMBER_CORRECTED: recommendation.number,
        "Heading": recommendation.heading,
        "What it is": recommendation.get_kind_display(),
        "Wording": recommendation.get_wording_display(),
        "Text": recommendation.text,
        "The one it takes up again": _named(earlier.inspection, earlier.title) if earlier else "",
        "Yearly figures": "\n\n".join(_measure(measure) for measure in measures),
    }
    if len(parts) == 1:
        return said | {"Addressed to": _addressees(parts[0]), "Timescale": parts[0].timescale}
    return said | {f"Part {place}": _part(part) for place, part in enumerate(parts, start=1)}


def parts_held(recommendation: Recommendation) -> list[PartText]:
    held = recommendation.parts.order_by("position").prefetch_related("addressees")
    return [PartText(part.text, list(part.addressees.all()), part.timescale) for part in held]


def measures_held(recommendation: Recommendation) -> list[MeasureText]:
    held = recommendation.measures.order_by("position")
    return [MeasureText(each.name, each.unit, each.definition) for each in held]


def mark(said: Said) -> str:
    return sha256(repr(said).encode()).hexdigest()


def _named(inspection: Inspection, name: str) -> str:
    """Everybody reads a correction, and nobody reads there what is under embargo."""
    return name if inspection.is_released else UNDER_EMBARGO


def _measure(measure: MeasureText) -> str:
    definition = f": {measure.definition}" if measure.definition else ""
    return f"{measure.name}, in {measure.unit}{definition}"


def _addressees(part: PartText) -> str:
    return ", ".join(sorted(str(addressee) for addressee in part.addressees))


def _part(part: PartText) -> str:
    timescale = f". Timescale: {part.timescale}" if part.timescale else ""
    return f"{part.text}\n\nAddressed to: {_addressees(part)}{timescale}"
