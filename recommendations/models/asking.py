"""Asking somebody for the next update of a force, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forces.choices import Role
from forces.models import Membership, User
from recommendations import policies
from recommendations.models.closures import Closure
from recommendations.models.progress import hold_progress
from recommendations.models.requests import UpdateRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.models import Force
    from recommendations.models.recommendations import Recommendation


def updaters(force: Force, on: date) -> QuerySet[User]:
    """Who may add updates for a force on a day: its contacts, and its body's office staff."""
    roles = Membership.objects.active(on).filter(
        Q(role=Role.FORCE_CONTACT, force=force) | Q(role=Role.DRAFTER, body__force=force)
    )
    return User.objects.filter(pk__in=roles.values("user")).order_by("name", "email")


@transaction.atomic
def ask_for_updates(
    force: Force,
    recommendations: Sequence[Recommendation],
    *,
    person: User,
    wanted_by: date,
    by: User,
    at: datetime,
) -> list[UpdateRequest]:
    """Ask a person for an update of a force on each of these, in place of whoever was asked.

    What the same person was asked by the same day stays as it is. Returns what is new. Raises
    Refused for a day that is past, for a person who may not write the updates, and when one of
    these is closed for the force.
    """
    hold_progress([force.pk])
    on = timezone.localdate(at)
    policies.check_wanted_by(wanted_by, on)
    policies.check_may_be_asked(person, updaters(force, on))
    closed = _closed(force, recommendations)
    for each in recommendations:
        policies.check_takes_updates(each, is_closed=each.pk in closed)
    asked = UpdateRequest.objects.open().filter(force=force, recommendation__in=recommendations)
    same = asked.filter(person=person, wanted_by=wanted_by)
    known = set(same.values_list("recommendation", flat=True))
    asked.exclude(recommendation__in=known).end(at)
    return UpdateRequest.objects.bulk_create(
        [
            UpdateRequest(
                force=force,
                recommendation=each,
                person=person,
                wanted_by=wanted_by,
                asked_by=by,
                asked_at=at,
            )
            for each in recommendations
            if each.pk not in known
        ]
    )


@transaction.atomic
def ask_no_longer(force: Force, recommendations: Sequence[Recommendation], *, at: datetime) -> None:
    """Take back what was asked of a force on each of these, whoever was asked."""
    hold_progress([force.pk])
    asked = UpdateRequest.objects.filter(force=force, recommendation__in=recommendations)
    asked.end(at)


def _closed(force: Force, recommendations: Sequence[Recommendation]) -> set[int]:
    standing = Closure.objects.standing().filter(force=force, recommendation__in=recommendations)
    return set(standing.values_list("recommendation", flat=True))
