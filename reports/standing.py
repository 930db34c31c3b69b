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


def is_held(response: Response) -> bool:
    """False for a response from before this system of which nothing has been entered."""
    return response.published_version_id is not None or not response.is_recorded


def standing(response: Response | None) -> str:
    """Whether a response is published, and when; or that it is not, and by when it is due."""
    if response is None:
        return "No response is owed"
    if response.published_on:
        return f"Published {uk_date(response.published_on)}"
    if response.published_version_id:
        return "Published, on a day that is not known"
    if not is_held(response):
        return "No response is held here"
    if response.due_on:
        return f"Not yet published, due {uk_date(response.due_on)}"
    return "Not yet published"


def silence(response: Response | None) -> str:
    """In a word, why there is no answer to show: what a cell has room for."""
    if response is None:
        return "None owed"
    return "Not published" if is_held(response) else "Not held"


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
        is_published = response.published_version_id is not None
        self.owed += 1
        self.published += is_published
        self.in_time += lateness.code == "published_on_time"
        self.published_late += is_published and lateness.is_late
        self.cannot_be_told += lateness.code == "unknown"
        self.not_held += not is_held(response)
        self.outstanding += is_held(response) and not is_published
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
