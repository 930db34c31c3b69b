"""How much of its progress a force has to tell again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Max, Min, Q, When

from forces.models import Force
from forces.prepared import prepared
from recommendations.choices import FINISHED, NOT_YET
from recommendations.deadlines import SILENT_DAYS
from recommendations.models import UpdateRequest

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor


@dataclass(frozen=True)
class Round:
    """A force's open recommendations, and how many of them have no word, or an old one."""

    force: Force
    open: int
    to_update: int
    last_as_at: date | None


def rounds_due(actor: Actor) -> list[Round]:
    """The forces that the person updates, where anything has to be told. One query.

    Progress that is settled stays as it is. Other progress is told first when the report is
    published, again when its next date has come, and in any case after 90 days. What inspectors
    closed is not asked for.
    """
    return [
        Round(force, force.open, force.open - force.up_to_date, force.last_as_at)
        for force in _open_and_told(actor)
        if force.up_to_date < force.open
    ]


# What is annotated here, the type of a force knows nothing of.
@prepared
def _open_and_told(actor: Actor) -> QuerySet[Any]:
    """Annotates how many recommendations to police forces nobody has closed for the force, how many
    of those are told well enough, and of what day the last word is.
    """
    since = actor.on - timedelta(days=SILENT_DAYS)
    is_fresh = Q(carries_out__said_on__gt=since) & (
        Q(carries_out__next_on=None) | Q(carries_out__next_on__gt=actor.on)
    )
    wants_more = Q(
        carries_out__verdict__in=NOT_YET, carries_out__assessed_key=F("carries_out__update_key")
    )
    is_settled = Case(  # choices.is_settled; without a verdict, nothing more is wanted
        When(wants_more, then=False),
        When(carries_out__state__in=FINISHED, then=True),
        default=False,
    )
    open_ = Force.objects.filter(pk__in=actor.updates_for, carries_out__is_closed=False)
    counted = open_.annotate(
        open=Count("carries_out__recommendation"),
        up_to_date=Count("carries_out__recommendation", filter=Q(is_settled) | is_fresh),
        last_as_at=Max("carries_out__as_at"),
    )
    return counted.only("name", "slug").order_by("name")


@dataclass(frozen=True)
class AskedOf:
    """How many recommendations of a force a person is asked to update, and the first day."""

    force: Force
    count: int
    first_on: date


def updates_asked(actor: Actor) -> list[AskedOf]:
    """What the person is asked to update, by force, for those that they may still update."""
    return [AskedOf(force, force.asked, force.first_on) for force in _asked(actor)]


@prepared
def _asked(actor: Actor) -> QuerySet[Any]:
    """Annotates how many are asked for, and the first day: the type knows nothing of it either."""
    asked = Force.objects.filter(
        pk__in=actor.updates_for,
        update_requests__person=actor.person,
        update_requests__in=UpdateRequest.objects.open(),
    )
    counted = asked.annotate(
        asked=Count("update_requests"), first_on=Min("update_requests__wanted_by")
    )
    return counted.only("name", "slug").order_by("name")
