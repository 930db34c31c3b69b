"""What a spreadsheet would make of an inspection: shown first, then saved, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from forces.policies import Refused
from recommendations import inspection_file
from recommendations.models import Theme
from recommendations.recommendation_rows import bring_in

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import Inspection, Recommendation
    from recommendations.spreadsheets.inspections import Filled

NEW, CHANGED, SAME, NOT_IN_THE_FILE = "New", "Changed", "As it is", "Not in the file: stays"


@dataclass(frozen=True)
class Foreseen:
    """What would be there: the inspection, and its recommendations with what becomes of each.

    `seen` is the mark of what is there now.
    """

    inspection: Inspection
    rows: list[tuple[Recommendation, str]]
    inspectorates: list[str]
    forces: list[str]
    new_themes: list[str]
    seen: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        said = [becomes for _, becomes in self.rows]
        kinds = (NEW, CHANGED, SAME, NOT_IN_THE_FILE)
        return [(kind, said.count(kind)) for kind in kinds if kind in said]


def foresee(filled: Filled, inspection: Inspection | None, *, on: date) -> Foreseen:
    """What `save` would do: it is done, looked at, and undone. Raises what that raises."""
    held = _held(inspection)
    themes = set(Theme.objects.values_list("name", flat=True))
    with transaction.atomic():
        made = _save(filled, inspection, on=on)
        found = Foreseen(
            inspection=made,
            rows=[(each, _becomes(each, held, filled)) for each in _recommendations(made)],
            inspectorates=[each.name for each in made.inspectorates.order_by("name")],
            forces=[each.name for each in made.forces.order_by("name")],
            new_themes=sorted(set(Theme.objects.values_list("name", flat=True)) - themes),
            seen=_mark(held),
        )
        transaction.set_rollback(True)
    return found


@transaction.atomic
def save(filled: Filled, inspection: Inspection | None, *, seen: str, on: date) -> Inspection:
    """Create an inspection, or bring recommendations into one that is being set up.

    Raises FileProblem for what is wrong, and Refused when somebody changed the recommendations
    since they were `seen`.
    """
    held = _held(inspection.locked() if inspection else None)
    if _mark(held) != seen:
        raise Refused(
            "Somebody changed this inspection since you uploaded the file. Upload it again, and "
            "check again what would change."
        )
    return _save(filled, inspection, on=on)


def _save(filled: Filled, inspection: Inspection | None, *, on: date) -> Inspection:
    if inspection is None:
        return inspection_file.create(filled.table, on=on)
    bring_in(filled.table, inspection)
    return inspection


def _recommendations(inspection: Inspection) -> list[Recommendation]:
    found = inspection.recommendations.in_order().select_related("follows_up")
    return list(found.prefetch_related("parts__addressees", "measures", "themes"))


def _held(inspection: Inspection | None) -> dict[str, Any]:
    """All that is entered of each recommendation, by its number."""
    return (
        {each.number: _entered(each) for each in _recommendations(inspection)} if inspection else {}
    )


def _entered(recommendation: Recommendation) -> tuple[Any, ...]:
    return (
        recommendation.heading,
        recommendation.text,
        recommendation.kind,
        recommendation.wording,
        recommendation.follows_up_id,
        sorted(
            (
                part.position,
                part.text,
                part.timescale,
                sorted(a.slug for a in part.addressees.all()),
            )
            for part in recommendation.parts.all()
        ),
        sorted(
            (measure.position, measure.name, measure.unit, measure.definition)
            for measure in recommendation.measures.all()
        ),
        sorted(theme.slug for theme in recommendation.themes.all()),
    )


def _mark(held: dict[str, Any]) -> str:
    return sha256(repr(held).encode()).hexdigest()


def _becomes(recommendation: Recommendation, held: dict[str, Any], filled: Filled) -> str:
    if recommendation.number not in held:
        return NEW
    if recommendation.number not in filled.numbers:
        return NOT_IN_THE_FILE
    return SAME if _entered(recommendation) == held[recommendation.number] else CHANGED
