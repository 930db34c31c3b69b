"""The force hands its comments over; and the office gives them back, if they must change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from responses import policies
from responses.choices import CommentsMailKind
from responses.models.comments import CAME, ChiefOfficerComments, comments_of, set_texts
from responses.models.comments_mails import force_contacts, office_staff, reserve_mails
from responses.models.officer import draft_of, mark_of_draft, texts_of
from responses.models.saving import EditedMeanwhile

if TYPE_CHECKING:
    from datetime import datetime

    from forces.models import User
    from responses.models.responses import Response


@transaction.atomic
def hand_over(response: Response, *, seen: str, by: User, at: datetime) -> None:
    """Make what the force has drafted the chief officer's comments, which are then locked.

    The office's staff are mailed. It is nobody's contribution to the body's draft, and does not
    start it. Raises EditedMeanwhile when the draft is not what was `seen`, and Refused when the
    response takes no comments, when the office has recorded some itself, and when the draft does
    not say from whom it is, or nothing else.
    """
    row, held, draft = response.locked(), comments_of(response), draft_of(response)
    policies.check_comments_open(row, held)
    texts = texts_of(draft)
    if mark_of_draft(draft, texts) != seen:
        raise EditedMeanwhile(response)
    policies.check_hand_over(
        row, held, has_singles=response.officer_comments.exists(), draft=draft, texts=texts
    )
    on = timezone.localdate(at)
    # The locks of what is handed over shut as the last of it is in.
    set_texts(response.officer_comments, texts)
    ChiefOfficerComments.objects.update_or_create(
        response=response,
        defaults={
            "text": draft.text,
            "received_from": draft.comes_from,
            "received_on": on,
            "handed_over_at": at,
            "handed_over_by": by,
        },
    )
    people = office_staff(response, on=on)
    reserve_mails(response, CommentsMailKind.HANDED_OVER, people, by=by, at=at)


@transaction.atomic
def give_back(response: Response, *, reason: str, by: User, at: datetime) -> None:
    """Let the force change what it handed over: it is no longer received, and theirs to write.

    Their draft has kept all of it. The force's contacts of that day are mailed. Raises Refused when
    the response may not be written, and when nothing was handed over.
    """
    response.lock_for_writing()
    held = comments_of(response)
    policies.check_give_back(held, reason)
    response.note_writer(by=by, at=at)
    people = force_contacts(response, on=timezone.localdate(at))
    for name, value in {**CAME, "handed_over_at": None, "handed_over_by": None}.items():
        setattr(held, name, value)
    held.save()
    set_texts(response.officer_comments, {})
    reserve_mails(response, CommentsMailKind.GIVEN_BACK, people, by=by, at=at, reason=reason)
