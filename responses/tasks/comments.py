from __future__ import annotations

from typing import TYPE_CHECKING

from celery import shared_task
from django.utils import timezone

from responses import emails
from responses.models import CommentsMail
from responses.tasks.handing_in import hand_in

if TYPE_CHECKING:
    from datetime import datetime


@shared_task(name="responses.tasks.send_comments_mails")
def send_comments_mails() -> None:
    """Hand out what is reserved, what failed and has waited, and what a lost worker left.

    Safe to run twice: each mail is claimed by one.
    """
    left = CommentsMail.objects.claimable(at=timezone.now()).order_by("pk")
    for pk in left.values_list("pk", flat=True):
        send_comments_mail.delay(mail_id=pk)


@shared_task(name="responses.tasks.send_comments_mail")
def send_comments_mail(*, mail_id: int) -> None:
    """Send one mail, unless that is done, being done, or what it tells is not so any more."""
    found = CommentsMail.objects.select_related(
        "recipient", "reserved_by", "response__body__force", "response__inspection"
    )
    deliver_comments(found.get(pk=mail_id), at=timezone.now())


def deliver_comments(mail: CommentsMail, *, at: datetime) -> None:
    """Claim, send, and record what became of it. Safe to run twice, and twice at once.

    The mail goes out twice only if the mail server accepted it and this process died before the
    row said so. Both then carry the same Message-ID.
    """
    if not mail.claim(at=at):
        return
    if not mail.is_owed(timezone.localdate(at)):
        mail.drop()
        return
    hand_in(mail, lambda: emails.about_comments(mail), at=at, if_not="comments_mail_failed")
