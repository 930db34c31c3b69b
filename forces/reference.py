"""The forces, their bodies through time and the inspectorates, as this project ships them.

Loading adds what is missing and changes nothing that is there: what a technical administrator
has corrected stays corrected. docs/data.md says where the data is from and what is uncertain.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from forces.models import Force, ForceName, Inspectorate, PolicingBody

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> int:
    """Add the inspectorates, the forces, and the names and bodies of the forces added.

    Returns how many rows were added.
    """
    inspectorates = Inspectorate.objects.bulk_create(_missing_inspectorates())
    forces = {force.slug: force for force in Force.objects.bulk_create(_missing_forces())}
    names = ForceName.objects.bulk_create(
        ForceName(force=forces[row["force_slug"]], **_period(row))
        for row in rows("force_names.csv")
        if row["force_slug"] in forces
    )
    bodies = PolicingBody.objects.bulk_create(
        PolicingBody(force=forces[row["force_slug"]], kind=row["kind"], **_period(row))
        for row in rows("policing_bodies.csv")
        if row["force_slug"] in forces
    )
    return len(inspectorates) + len(forces) + len(names) + len(bodies)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _missing_inspectorates() -> list[Inspectorate]:
    here = set(Inspectorate.objects.values_list("slug", flat=True))
    return [Inspectorate(**row) for row in rows("inspectorates.csv") if row["slug"] not in here]


def _missing_forces() -> list[Force]:
    here = set(Force.objects.values_list("slug", flat=True))
    return [
        Force(
            slug=row["slug"],
            name=row["name"],
            ons_code=row["ons_code"],
            country=row["country"],
            region=row["region"],
            is_territorial=row["kind"] == "territorial",
            has_deadline=row["has_deadline"] == "yes",
            deadline_law=row["deadline_law"],
        )
        for row in rows("forces.csv")
        if row["slug"] not in here
    ]


def _period(row: dict[str, str]) -> dict[str, str | date | None]:
    """What a force's name and a force's body have in common."""
    return {
        "name": row["name"],
        "valid_from": _day(row["valid_from"]),
        "valid_to": _day(row["valid_to"]),
        "source": row["source"],
        "uncertain": row["uncertain"],
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
