from __future__ import annotations

from typing import TYPE_CHECKING

from celery import shared_task
from django.utils import timezone

from responses import emails
from responses.choices import Format
from responses.models import CopyMail
from responses.tasks.handing_in import hand_in

if TYPE_CHECKING:
    from datetime import datetime


@shared_task(name="responses.tasks.send_copies")
def send_copies() -> None:
    """Hand out the copies whose letter is there: reserved, failed and waited, or left behind.

    Safe to run twice: each mail is claimed by one.
    """
    left = CopyMail.objects.claimable(at=timezone.now()).order_by("pk")
    for pk in left.values_list("pk", flat=True):
        send_copy_mail.delay(mail_id=pk)


@shared_task(name="responses.tasks.send_copy_mail")
def send_copy_mail(*, mail_id: int) -> None:
    """Mail one copy, unless that is done, being done, or its letter is not made yet."""
    deliver_copy(CopyMail.objects.get(pk=mail_id), at=timezone.now())


def deliver_copy(mail: CopyMail, *, at: datetime) -> None:
    """Claim, send, and record what became of it. Safe to run twice, and twice at once.

    The mail goes out twice only if the mail server accepted it and this process died before the
    row said so. Both then carry the same Message-ID.
    """
    if not mail.claim(at=at):
        return
    carries = CopyMail.objects.with_version().get(pk=mail.pk)
    letter = carries.copy.version.letters.get(format=Format.PDF)
    hand_in(mail, lambda: emails.with_copy(carries, letter), at=at, if_not="copy_mail_failed")
