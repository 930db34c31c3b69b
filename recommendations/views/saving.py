from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils import timezone
from django.utils.text import get_text_list

from forces.policies import Refused
from recommendations.models.rounds import save_drafts, submit_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forces.middleware import Request
    from forces.models import Force
    from recommendations.forms.progress import RoundForm
    from recommendations.models import ProgressUpdate, Recommendation


KEPT = "What was saved is kept."


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
    said = done(len(updates), left=form.left, final=final) if form.entries else KEPT
    messages.success(request, said + (_overtaken(form.overtaken) if final else ""))
    return True


def done(count: int, *, left: Sequence[ProgressUpdate] = (), final: bool) -> str:
    """What was done, and which drafts of others were left as they are."""
    if not final:
        return "Draft saved. Inspectors do not see it until you submit it."
    updates = "1 update" if count == 1 else f"{count} updates"
    return f"{updates} submitted. Inspectors can now see what you said.{_left(left)}"


def _left(drafts: Sequence[ProgressUpdate]) -> str:
    if not drafts:
        return ""
    names = get_text_list(sorted({str(draft.written_by) for draft in drafts}), "and")
    if len(drafts) == 1:
        return f" 1 draft by {names} was left as it is: tick the box below it to submit it."
    return (
        f" {len(drafts)} drafts by {names} were left as they are: tick the box below each to "
        "submit it."
    )


def _overtaken(changed: Sequence[Recommendation]) -> str:
    """What was not submitted, because the person had not read what stands there."""
    if not changed:
        return ""
    names = get_text_list([str(each) for each in changed], "and")
    return f" {names} changed after you opened the page: read what is there now."
