"""How responses stand: in words, and counted for an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forces.govuk.dates import uk_date
from responses.models import Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from recommendations.models import Inspection


def standing(response: Response | None) -> str:
    """Whether a response is published, and when; or that it is not, and by when it is due."""
    if response is None:
        return "No response is owed"
    if response.published_on:
        return f"Published {uk_date(response.published_on)}"
    if response.is_published:
        return "Published, on a day that is not known"
    if not response.is_held:
        return "No response is held here"
    if response.due_on:
        return f"Not yet published, due {uk_date(response.due_on)}"
    return "Not yet published"


def silence(response: Response | None) -> str:
    """In a word, why there is no answer to show: what a cell has room for."""
    if response is None:
        return "None owed"
    return "Not published" if response.is_held else "Not held"


@dataclass
class Count:
    """The responses to one inspection, counted by how they stand on a day."""

    owed: int = 0
    published: int = 0
    in_time: int = 0
    published_late: int = 0
    cannot_be_told: int = 0
    not_held: int = 0
    outstanding: int = 0
    late: int = 0

    def add(self, response: Response, on: date) -> None:
        """Count one more."""
        lateness = response.lateness(on)
        self.owed += 1
        self.published += response.is_published
        self.in_time += lateness.code == "published_on_time"
        self.published_late += response.is_published and lateness.is_late
        self.cannot_be_told += lateness.code == "unknown"
        self.not_held += not response.is_held
        self.outstanding += response.is_held and not response.is_published
        self.late += lateness.code == "late"


@dataclass(frozen=True)
class Tally:
    """An inspection with its responses counted."""

    inspection: Inspection
    count: Count


def tallies(inspections: Iterable[Inspection], on: date) -> list[Tally]:
    """The same inspections in the same order, each with its count. One query."""
    tallied = {inspection.pk: Tally(inspection, Count()) for inspection in inspections}
    for response in Response.objects.public_facts().filter(inspection__in=tallied):
        tallied[response.inspection_id].count.add(response, on)
    return list(tallied.values())
