"""What is owed to the owners of saved views on a day. Reads, and writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forces.choices import Role
from forces.models import Membership
from responses.choices import ViewReminderKind
from responses.milestones import Milestone
from responses.milestones.days import days_before
from responses.milestones.of_progress import NEWS_FOR
from responses.models.saved_views import ViewChange

if TYPE_CHECKING:
    from datetime import date

    from responses.querysets import SavedViewQuerySet


class ViewDebt(NamedTuple):
    """What is owed to the owner of a view about one change of it. Nothing came before it."""

    about_id: int
    person_id: int
    latest: Milestone
    is_muted: bool = False
    roles: frozenset[Role] = frozenset()

    def overtaken(self, *, on: date) -> list[Milestone]:
        return []


def view_debts_of(views: SavedViewQuerySet, *, on: date) -> list[ViewDebt]:
    """What changed of late on views whose owners want to be told, and still hold a role."""
    held = Membership.objects.active(on).values("user")
    told = views.weekly().filter(owner__in=held)
    changes = ViewChange.objects.filter(view__in=told, on__gt=days_before(on, NEWS_FOR), on__lte=on)
    return [
        ViewDebt(view, owner, Milestone(ViewReminderKind.CHANGED, 0, fell_on, step=pk))
        for view, owner, fell_on, pk in changes.order_by("pk").values_list(
            "view", "view__owner", "on", "pk"
        )
    ]
