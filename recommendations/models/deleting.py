"""Deleting what a force drafted and will not say: all that it submitted stays."""

from __future__ import annotations

from django.db import transaction

from recommendations import policies
from recommendations.models.progress import ProgressUpdate, hold_progress


def mark_of(draft: ProgressUpdate) -> str:
    """Another one whenever the draft or its files have changed."""
    files = draft.evidence.order_by("pk").values_list("pk", flat=True)
    return "-".join([draft.mark, *map(str, files)])


def is_closed(draft: ProgressUpdate) -> bool:
    """Whether it is of a recommendation that is closed for its force."""
    return ProgressUpdate.objects.filter(pk=draft.pk).of_closed().exists()


@transaction.atomic
def delete_draft(draft: ProgressUpdate, *, seen: str) -> None:
    """Delete a draft and its files, as someone saw them whom `seen` marks; none is left of two.

    Raises Refused once it is submitted, and when it has changed since it was seen.
    """
    hold_progress([draft.force_id])
    now = ProgressUpdate.objects.filter(pk=draft.pk).first()
    if now is not None:
        policies.check_delete_draft(now, is_closed=is_closed(now))
        policies.check_same_draft(mark_of(now), seen)
        now.delete()
