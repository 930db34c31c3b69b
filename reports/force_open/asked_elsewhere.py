"""Questions that wait for a force's reply, though it has nothing open of what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate

from forces.prepared import prepared
from forces.querysets import called
from recommendations.models import Closure, Question, Recommendation

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force


class AskedElsewhere(NamedTuple):
    """A question, and what it is about: closed, or not for the force to carry out."""

    inspection: str
    published_on: date
    number: str
    heading: str
    is_closed: bool
    asked_by: str
    asked_on: date
    reply_by: date
    text: str

    @property
    def standing(self) -> str:
        return "Closed" if self.is_closed else "Not for the force to carry out"


def asked_elsewhere(force: Force, actor: Actor) -> list[AskedElsewhere]:
    """Those that a person may read, the first to reply to first. One query."""
    return [AskedElsewhere._make(row) for row in _elsewhere(actor, force.pk)]


@prepared
def _elsewhere(actor: Actor, force: int) -> QuerySet[Question, tuple[Any, ...]]:
    closed = Closure.objects.standing().filter(
        force=force, recommendation=OuterRef("recommendation")
    )
    waiting = Question.objects.visible_to(actor).open().filter(force=force)
    found = waiting.exclude(recommendation__in=Recommendation.objects.open_for(force))
    rows: QuerySet[Question, tuple[Any, ...]] = found.order_by("reply_by", "pk").values_list(
        "recommendation__inspection__short_title",
        "recommendation__inspection__published_on",
        "recommendation__number",
        "recommendation__heading",
        Exists(closed),
        called("asked_by"),
        TruncDate("asked_at"),
        "reply_by",
        "text",
    )
    return rows
