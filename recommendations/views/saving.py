from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils import timezone

from forces.policies import Refused
from recommendations.models.rounds import save_drafts, submit_round

if TYPE_CHECKING:
    from forces.middleware import Request
    from forces.models import Force
    from recommendations.forms.progress import RoundForm


def is_kept(request: Request, form: RoundForm, force: Force, *, final: bool) -> bool:
    """Save what was typed, or submit it; on an error nothing is, and the form says why."""
    if not form.is_valid():
        return False
    keep = submit_round if final else save_drafts
    try:
        updates = keep(
            force,
            form.entries,
            as_at=form.cleaned_data["as_at"],
            by=request.actor.person,
            at=timezone.now(),
        )
    except Refused as refusal:  # nothing typed may be lost, so not on a page of its own
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done(len(updates), final=final))
    return True


def done(count: int, *, final: bool) -> str:
    if not final:
        return "Draft saved. Inspectors do not see it until you submit it."
    updates = "1 update" if count == 1 else f"{count} updates"
    return f"{updates} submitted. Inspectors can now see what you said."
