"""Sending a mail again that failed, because a person asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from responses import policies
from responses.choices import MailState
from responses.models.mails import Mail
from responses.models.planning import post

if TYPE_CHECKING:
    from datetime import date, datetime


@transaction.atomic
def try_again(mail: Mail, *, on: date, at: datetime) -> list[int]:
    """Have a mail that failed go out now, and return the ids of the mails to send.

    One that had its day goes out in today's mail, with all else that is owed; where today's has
    gone it waits for the next morning (`mail.waits_for_next`). Nobody gets two mails in a day by
    it, however often it is asked for. Raises Refused for a mail that did not fail.
    """
    policies.check_try_again(mail)
    mails = post(on=on, at=at)
    if Mail.objects.filter(pk=mail.pk, state=MailState.FAILED, on=on).update(try_again_at=at):
        mails.append(mail.pk)
    mail.refresh_from_db()
    return mails
