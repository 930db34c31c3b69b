from __future__ import annotations

from typing import TYPE_CHECKING

from celery import shared_task
from django.utils import timezone

from responses import emails
from responses.models import Mail
from responses.models.planning import (
    drop_what_is_not_owed,
    is_time_for_round,
    make_round,
    post,
)
from responses.tasks.handing_in import hand_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@shared_task(name="responses.tasks.send_reminders")
def send_reminders() -> None:
    """The morning round: remind everyone who is owed a reminder today. Safe to run twice.

    One that no worker took up on its day does nothing at night: a sweep makes that morning's round.
    """
    at = timezone.now()
    if is_time_for_round(at):
        _hand_out(make_round(on=timezone.localdate(at), at=at))


@shared_task(name="responses.tasks.send_at_once")
def send_at_once() -> None:
    """Send what was reserved since the morning and may go out today. Safe to run twice."""
    at = timezone.now()
    _hand_out(post(on=timezone.localdate(at), at=at))


@shared_task(name="responses.tasks.retry_reminders")
def retry_reminders() -> None:
    """Take up what was never sent: a round that was missed, what failed and has waited, what a
    lost worker left. Safe to run twice.
    """
    at = timezone.now()
    on = timezone.localdate(at)
    _hand_out(post(on=on, at=at))
    left = Mail.objects.left_behind(on=on, at=at).order_by("pk")
    _hand_out(left.values_list("pk", flat=True))


@shared_task(name="responses.tasks.send_mail")
def send_mail(*, mail_id: int) -> None:
    """Send one mail, unless that is done, being done, or nothing in it is owed any more."""
    deliver(Mail.objects.get(pk=mail_id), at=timezone.now())


def _hand_out(mail_ids: Iterable[int]) -> None:
    for pk in mail_ids:
        send_mail.delay(mail_id=pk)


def deliver(mail: Mail, *, at: datetime) -> None:
    """Claim, send, and record what became of it. Safe to run twice, and twice at once.

    The mail goes out twice only if the mail server accepted it and this process died before the
    row said so. Both then carry the same Message-ID, unless the second says more.
    """
    on = timezone.localdate(at)
    if not mail.claim(on=on, at=at):
        return
    drop_what_is_not_owed(mail, on=on)
    if not mail.has_something_to_say:
        mail.drop()
        return
    hand_in(mail, lambda: emails.digest(mail, on=on), at=at, if_not="reminder_failed")
