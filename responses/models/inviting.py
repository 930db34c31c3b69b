"""The body invites the chief officer's comments, by a date that it sets: s.55(4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from responses import policies
from responses.choices import CommentsMailKind
from responses.models.comments import ChiefOfficerComments, comments_of
from responses.models.comments_mails import force_contacts, reserve_mails
from responses.models.saving import mark_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.models import User
    from responses.models.responses import Response


def invitation_mark(response: Response) -> str:
    """A mark of the invitation as it stands: who invites hands it back, so that it is once."""
    held = comments_of(response)
    mails = response.comments_mails.filter(kind=CommentsMailKind.INVITED)
    return mark_of(held.invited_on, held.wanted_by, mails.count())


@transaction.atomic
def invite(response: Response, *, wanted_by: date, seen: str, by: User, at: datetime) -> list[User]:
    """Invite the force's contacts by mail, or remind them with a date that may be another.

    Returns whom. The day of the first invitation stays. Raises Refused when the response may not be
    written, when comments are here, for a date in the past, when nobody at the force has an account
    here, and when somebody else changed the invitation since it was `seen`.
    """
    on = timezone.localdate(at)
    held = _lock(response, seen)
    contacts = force_contacts(response, on=on)
    policies.check_invite(held, contacts=len(contacts), wanted_by=wanted_by, on=on)
    invited_on = held.invited_on or on
    _note(response, by=by, at=at, invited_on=invited_on, wanted_by=wanted_by, none_received=False)
    reserve_mails(response, CommentsMailKind.INVITED, contacts, by=by, at=at, wanted_by=wanted_by)
    return contacts


@transaction.atomic
def record_invitation(
    response: Response, *, invited_on: date, wanted_by: date, seen: str, by: User, at: datetime
) -> None:
    """Record an invitation that the office sent by itself; nobody is mailed.

    Raises Refused as `invite` does, and for dates that cannot be.
    """
    _lock(response, seen)
    policies.check_invited_on(invited_on, on=timezone.localdate(at))
    policies.check_time_to_comment(invited_on, wanted_by)
    _note(response, by=by, at=at, invited_on=invited_on, wanted_by=wanted_by)


def _lock(response: Response, seen: str) -> ChiefOfficerComments:
    response.lock_for_writing()
    policies.check_same_invitation(seen, invitation_mark(response))
    return comments_of(response)


def _note(response: Response, *, by: User, at: datetime, **fields: object) -> None:
    response.note_writer(by=by, at=at)
    ChiefOfficerComments.objects.update_or_create(response=response, defaults=fields)
