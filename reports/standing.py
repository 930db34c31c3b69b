"""How responses stand: in words, and counted for an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count as Number
from django.db.models import Q

from forces.govuk.dates import uk_date
from forces.prepared import prepared
from recommendations.deadlines import Lateness
from responses.models import Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any, Self

    from django.db.models import QuerySet

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
    """In a word, why there is no answer to show: beside each recommendation."""
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

    @property
    def published_untold(self) -> int:
        """Published here, though whether in time cannot be told."""
        return self.published - self.in_time - self.published_late

    def add(self, code: str, *, owed: int, published: int, held: int) -> None:
        """Count so many more whose lateness has this code."""
        self.owed += owed
        self.published += published
        self.not_held += owed - held
        self.outstanding += held - published
        if code == "published_on_time":
            self.in_time += owed
        elif code == "unknown":
            self.cannot_be_told += owed
        elif code == "late":
            self.late += owed
        elif Lateness(code).is_late:
            self.published_late += published

    @classmethod
    def of(cls, responses: Iterable[Response], on: date) -> Self:
        """Responses that are loaded, counted."""
        count = cls()
        for response in responses:
            code = response.lateness(on).code
            count.add(code, owed=1, published=response.is_published, held=response.is_held)
        return count


@dataclass(frozen=True)
class Tally:
    """An inspection with its responses counted."""

    inspection: Inspection
    count: Count


def tallies(inspections: Iterable[Inspection], on: date) -> list[Tally]:
    """The same inspections in the same order, each with its count, made in the database."""
    tallied = {inspection.pk: Tally(inspection, Count()) for inspection in inspections}
    for key, code, owed, published, held in _counted(tuple(tallied), on):
        tallied[key].count.add(code, owed=owed, published=published, held=held)
    return list(tallied.values())


@prepared
def _counted(inspections: tuple[int, ...], on: date) -> QuerySet[Any, Any]:
    """Of each inspection and lateness: how many are owed, published, and held here."""
    is_held = Q(published_version__isnull=False) | Q(is_recorded=False)
    # Of what is annotated, the type of a response knows nothing.
    facts: QuerySet[Any] = (
        Response.objects.public_facts().filter(inspection__in=inspections).with_lateness(on)
    )
    counted: QuerySet[Any] = (
        facts.order_by()
        .values_list("inspection", "lateness_code")
        .annotate(Number("pk"), Number("published_version"), held=Number("pk", filter=is_held))
    )
    return counted
