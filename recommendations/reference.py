"""The addressees that recommendations name, as this project ships them."""

from __future__ import annotations

import csv
from pathlib import Path

from recommendations.models import Addressee

DATA = Path(__file__).parent / "data"


def load() -> int:
    """Add the addressees that are missing, and return how many."""
    here = set(Addressee.objects.values_list("slug", flat=True))
    with (DATA / "addressees.csv").open(encoding="utf-8", newline="") as file:
        missing = [
            Addressee(
                slug=row["slug"],
                name=row["name"],
                is_police_forces=row["is_police_forces"] == "yes",
            )
            for row in csv.DictReader(file)
            if row["slug"] not in here
        ]
    return len(Addressee.objects.bulk_create(missing))
