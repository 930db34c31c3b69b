from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from reports.watching import rows_of
from responses.models import SavedView


@shared_task(name="reports.tasks.look_at_saved_views")
def look_at_saved_views() -> None:
    """On Mondays: see what changed on the views whose owners want to be told. Safe to run twice.

    The morning round tells them of it.
    """
    for view_id in SavedView.objects.weekly().values_list("pk", flat=True):
        look_at_saved_view.delay(view_id=view_id)


@shared_task(name="reports.tasks.look_at_saved_view")
def look_at_saved_view(*, view_id: int) -> None:
    """See what changed on one view since it was last looked at. Safe to run twice."""
    at = timezone.now()
    on = timezone.localdate(at)
    view = SavedView.objects.weekly().select_related("owner").filter(pk=view_id).first()
    rows = rows_of(view, on) if view else None
    if view and rows is not None:
        view.take_note(rows, on=on, at=at)
