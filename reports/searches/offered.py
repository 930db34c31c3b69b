"""Where people can look alone: in one inspection, or in what is of one force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Exists, OuterRef, Value

from forces.models import Force
from forces.prepared import prepared
from recommendations.models import Inspection
from responses.models import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from forces.actors import Actor

    Named = tuple[int, str, str]
    Row = tuple[bool, int, str, str]


class Offered(TypedDict):
    """Inspections, the newest first, and forces by name: the key, slug and name of each."""

    inspections: list[Named]
    forces: list[Named]


def offered(actor: Actor) -> Offered:
    """The inspections that a person may look in, and all forces."""
    return _apart(_seen(actor))


def offered_to_all() -> Offered:
    """The inspections in the register, and the forces of whose bodies it holds anything."""
    return _apart(_published())


@prepared
def _seen(actor: Actor) -> QuerySet[Any, Row]:
    return _together(Inspection.objects.visible_to(actor), Force.objects.all())


@prepared
def _published() -> QuerySet[Any, Row]:
    published = Response.objects.published().filter(
        body__force=OuterRef("pk"), inspection__released_at__isnull=False
    )
    return _together(Inspection.objects.released(), Force.objects.filter(Exists(published)))


def _together(inspections: Any, forces: Any) -> QuerySet[Any, Row]:
    """Rows of both in one query, each with whether it is a force."""
    of_inspections = inspections.newest_first().values_list(Value(False), "pk", "slug", "title")
    of_forces = forces.order_by("name").values_list(Value(True), "pk", "slug", "name")
    together: QuerySet[Any, Row] = of_inspections.union(of_forces, all=True)
    return together


def _apart(rows: Iterable[Row]) -> Offered:
    found = Offered(inspections=[], forces=[])
    for is_force, key, slug, name in rows:
        found["forces" if is_force else "inspections"].append((key, slug, name))
    return found
