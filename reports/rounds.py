"""How much of its progress a force has to tell again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from forces.models import Force
from recommendations.choices import FINISHED
from recommendations.deadlines import SILENT_DAYS
from recommendations.models import (
    Closure,
    CurrentProgress,
    InspectionForce,
    Recommendation,
    UpdateRequest,
)

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor


@dataclass(frozen=True)
class Round:
    """A force's open recommendations, and how many of them have no word, or an old one."""

    force: Force
    open: int
    to_update: int
    last_as_at: date | None


def rounds_due(actor: Actor) -> list[Round]:
    """The forces that the person updates, where anything has to be told; two queries and a third.

    Progress that is settled stays as it is. Other progress is told again when its next date has
    come, and in any case after 90 days. What inspectors closed is not asked for.
    """
    open_, told = _open(actor), _told(actor)
    found = []
    for force in Force.objects.filter(pk__in=open_).order_by("name"):
        up_to_date, last_as_at = told.get(force.pk, (0, None))
        wanted = open_[force.pk]
        if up_to_date < wanted:
            found.append(Round(force, wanted, wanted - up_to_date, last_as_at))
    return found


@dataclass(frozen=True)
class AskedOf:
    """How many recommendations of a force a person is asked to update, and the first day."""

    force: Force
    count: int
    first_on: date


def updates_asked(actor: Actor) -> list[AskedOf]:
    """What the person is asked to update, by force, for those that they may still update."""
    asked = UpdateRequest.objects.open().filter(person=actor.person, force__in=actor.updates_for)
    rows = asked.order_by().values("force").annotate(n=Count("pk"), first_on=Min("wanted_by"))
    found = {row["force"]: (row["n"], row["first_on"]) for row in rows}
    forces = Force.objects.filter(pk__in=found).order_by("name")
    return [AskedOf(force, *found[force.pk]) for force in forces] if found else []


def _closed(recommendation: str) -> Exists:
    closed = Closure.objects.standing()
    return Exists(closed.filter(force=OuterRef("force"), recommendation=OuterRef(recommendation)))


def _open(actor: Actor) -> dict[int, int]:
    """By force, how many recommendations to police forces nobody has closed for it."""
    asked = InspectionForce.objects.of_forces(actor.updates_for).filter(
        ~_closed("inspection__recommendations"),
        inspection__recommendations__in=Recommendation.objects.for_police(),
    )
    counted = asked.order_by().values("force").annotate(n=Count("inspection__recommendations"))
    return dict(counted.values_list("force", "n"))


def _told(actor: Actor) -> dict[int, tuple[int, date | None]]:
    """By force: how much of that progress still stands, and the day it was last told."""
    since = actor.on - timedelta(days=SILENT_DAYS)
    fresh = Q(said_on__gt=since) & (Q(next_on=None) | Q(next_on__gt=actor.on))
    rows = (
        CurrentProgress.objects.visible_to(actor)
        .filter(
            ~_closed("recommendation"),
            force__in=actor.updates_for,
            recommendation__in=Recommendation.objects.for_police(),
        )
        .order_by()
        .values("force")
        .annotate(up_to_date=Count("pk", filter=Q(state__in=FINISHED) | fresh), last=Max("as_at"))
        .values_list("force", "up_to_date", "last")
    )
    return {force: (stands, last) for force, stands, last in rows}
