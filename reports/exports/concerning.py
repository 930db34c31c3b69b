"""The columns with which every public table begins: what report, what force, whose response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forces.csv_text import Value

CONCERNING = (
    "Inspection", "Inspection code", "Report published", "Demonstration", "Force", "Force code",
    "ONS code", "Policing body",
)  # fmt: skip


def concerning(response: Any) -> list[Value]:
    inspection, force = response.inspection, response.body.force
    return [
        inspection.title,
        inspection.slug,
        inspection.published_on,
        "yes" if inspection.is_demonstration else "no",
        force.name,
        force.slug,
        force.ons_code,
        response.body.name,
    ]
