"""Moving last days: those of an inspection when its dates change, or one body's own.

A response of which anything is published keeps the day it was judged by. So does one that came
before this service.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from recommendations.policies import check_dates, check_reason, check_redate
from responses import policies
from responses.models.due_changes import DueChange
from responses.models.planning import reserve
from responses.models.responses import Response
from responses.models.saving import EditedMeanwhile, mark_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.actors import Actor
    from forces.models import User
    from recommendations.models import Inspection
    from recommendations.models.redating import Dates
    from responses.querysets import ResponseQuerySet


def dates_mark(inspection: Inspection) -> str:
    """A mark of an inspection's dates as they are: who changes them hands it back."""
    dates = inspection.dates
    # The rule as a word: a row that was read has no enumeration in it.
    rule = str(dates.counting_rule)
    return mark_of(dates.published_on, rule, dates.explicit_due_on, dates.rule_reason)


def last_day_mark(response: Response) -> str:
    """A mark of a response's last day as it is: who sets another one hands it back."""
    return mark_of(response.due_on, response.due_reason)


def usual_last_day(response: Response) -> date | None:
    """The last day without one of its own: the inspection's, or none where the law sets none."""
    return response.inspection.due_on if response.body.force.has_deadline else None


@dataclass(frozen=True)
class Effect:
    """What new dates of an inspection do to the responses to it.

    `moved` is how many responses get the new last day, by the one they have; `late` is how many
    of those are late by it at once.
    """

    due_on: date
    moved: list[tuple[date | None, int]]
    late: int
    published: int
    own: int


def foresee(inspection: Inspection, dates: Dates, *, on: date, seen: str) -> Effect:
    """What `redate` would do. Raises what it would raise, but for want of a reason."""
    _check_dates_seen(inspection, seen)
    check_dates(inspection.dates, dates, on=on)
    policies.check_redated(inspection, dates)
    responses = inspection.responses.all()
    moving = responses.following_inspection().exclude(due_on=dates.due_on)
    by_day = moving.values_list("due_on").annotate(count=Count("pk")).order_by("due_on")
    moved = list(by_day)
    return Effect(
        due_on=dates.due_on,
        moved=moved,
        late=sum(count for _, count in moved) if dates.due_on < on else 0,
        published=responses.published().exclude(due_on=dates.due_on).count(),
        own=responses.unpublished().exclude(due_reason="").count(),
    )


@transaction.atomic
def redate(
    inspection: Inspection, dates: Dates, *, seen: str, reason: str, by: User, at: datetime
) -> int:
    """Change the dates of a published inspection; every open response's last day follows.

    `seen` is the mark of the dates that the person was shown. The staff of each body whose last
    day moves are told once. Returns how many responses that are. Raises EditedMeanwhile when
    somebody changed the dates since, and Refused for dates that cannot be.
    """
    row = inspection.locked()
    _check_dates_seen(row, seen)
    policies.check_redated(row, dates)
    inspection.redate(dates, reason=reason, by=by, at=at)
    following = inspection.responses.following_inspection()
    return _move(following, dates.due_on, reason=reason, by=by, at=at)


def _check_dates_seen(inspection: Inspection, seen: str) -> None:
    if seen != dates_mark(inspection):
        raise EditedMeanwhile(inspection)


def foresee_last_day(response: Response, due_on: date | None, *, seen: str) -> date | None:
    """The last day that `set_last_day` would give it. Raises what it would raise of the day."""
    _check_last_day_seen(response, seen)
    policies.check_set_last_day(response, due_on)
    return usual_last_day(response) if due_on is None else due_on


@transaction.atomic
def set_last_day(
    response: Response, actor: Actor, *, due_on: date | None, seen: str, reason: str, at: datetime
) -> bool:
    """Give one body's response a last day of its own; or, with None, take that away again.

    The reason stands beside the last day from then on. `seen` is the mark of the last day that
    the person was shown. Its staff are told once, if the day moves; returns whether it did.
    Raises EditedMeanwhile and Refused as `redate` does.
    """
    response.inspection.locked()  # first, as `redate` does
    row = response.locked()
    check_redate(actor, row.inspection)
    new = foresee_last_day(row, due_on, seen=seen)
    check_reason(reason)
    this = Response.objects.filter(pk=row.pk)
    own_reason = "" if due_on is None else reason
    return bool(_move(this, new, reason=reason, by=actor.person, at=at, own_reason=own_reason))


def _check_last_day_seen(response: Response, seen: str) -> None:
    if seen != last_day_mark(response):
        raise EditedMeanwhile(response)


def _move(
    responses: ResponseQuerySet,
    due_on: date | None,
    *,
    reason: str,
    by: User,
    at: datetime,
    own_reason: str = "",
) -> int:
    """Give responses another last day, record it for each, and have their staff told.

    Of those that have that day already nothing is recorded, and nobody is told.
    """
    rows = responses.exclude(due_on=due_on).select_for_update(of=("self",), no_key=True)
    moved = list(rows.order_by("pk").only("inspection", "due_on"))
    DueChange.objects.bulk_create(
        DueChange(response=row, old=row.due_on, new=due_on, reason=reason, by=by, at=at)
        for row in moved
    )
    responses.update(due_on=due_on, due_reason=own_reason)
    told = Response.objects.filter(pk__in=[row.pk for row in moved])
    reserve(told, on=timezone.localdate(at), at=at)
    return len(moved)
