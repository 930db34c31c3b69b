"""Who owes a response, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from recommendations.models import Inspection
from responses.models import Response

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force
    from recommendations.deadlines import Lateness


@dataclass(frozen=True)
class Entry:
    """One body in the register of an inspection."""

    response: Response
    lateness: Lateness

    @property
    def own_working(self) -> str:
        """What the working of its last day says beyond, or instead of, the inspection's."""
        return self.response.working.removeprefix(self.response.inspection.working).strip()


def entries(inspection: Inspection, on: date) -> list[Entry]:
    """Every body that owes a response, in the order of the forces' names."""
    owed = (
        inspection.responses.public_facts()
        .select_related("body__force")
        .order_by("body__force__name")
    )
    return [Entry(response, response.lateness(on)) for response in owed]


def outstanding() -> QuerySet[Response]:
    """Responses that are owed and not published: the newest inspection first, then by force.

    Not in the order of lateness: this is no league table.
    """
    return (
        Response.objects.public_facts()
        .unpublished()
        .filter(is_recorded=False)
        .select_related("inspection", "body__force")
        .order_by(
            "-inspection__published_on",
            "inspection__title",
            "inspection_id",
            "body__force__name",
            "pk",
        )
    )


@dataclass(frozen=True)
class Concern:
    """An inspection that concerns a force, and how its body's response stands, if it owes one."""

    inspection: Inspection
    response: Response | None
    lateness: Lateness | None


def concerns(force: Force, on: date) -> list[Concern]:
    """Every inspection that concerns a force, newest first."""
    owed = Response.objects.public_facts().filter(body__force=force).select_related("body")
    responses = {response.inspection_id: response for response in owed}
    inspections = Inspection.objects.released().filter(Q(forces=force) | Q(pk__in=responses))
    listed = []
    for inspection in inspections.distinct().newest_first():
        response = responses.get(inspection.pk)
        lateness = response.lateness(on) if response else None
        listed.append(Concern(inspection, response, lateness))
    return listed
