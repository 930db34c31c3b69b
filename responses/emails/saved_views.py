"""What owners of saved views are told: what changed on them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from responses.emails.items import Item, one_line, rank
from responses.models import ViewChange

if TYPE_CHECKING:
    from responses.models import Mail

MOST_LINES = 20


def view_items(mail: Mail) -> list[Item]:
    """An item for each view with changes in a mail, the newest change first."""
    steps = mail.viewreminders.reserved().values("step")
    changes = ViewChange.objects.filter(pk__in=steps).select_related("view")
    by_view: dict[int, list[ViewChange]] = defaultdict(list)
    for change in changes.order_by("-on", "-pk"):
        by_view[change.view_id].append(change)
    return [_item(of_one) for of_one in by_view.values()]


def _item(changes: list[ViewChange]) -> Item:
    view = changes[0].view
    lines = [one_line(str(each)) for change in changes for each in change.lines]
    query = f"?{view.query}" if view.query else ""
    return Item(
        rank=rank(days_late=0, is_for_you=False, due_on=None, name=view.name),
        heading="A saved view has changed",
        short_title=view.name,
        force="",
        layout="_view",
        url=f"{settings.SITE_URL}{view.address}{query}",
        says={
            "name": one_line(view.name),
            "lines": lines[:MOST_LINES],
            "more": max(len(lines) - MOST_LINES, 0),
            "stop_url": f"{settings.SITE_URL}{reverse('saved_view_edit', args=[view.pk])}",
        },
    )
