from __future__ import annotations

from typing import Any

import structlog
from celery import shared_task

from forces import emails
from forces.demonstration import is_shut_out
from forces.models import User

log = structlog.get_logger(__name__)

# Seconds before each further try, a little more than an hour in all. None comes near the
# broker's visibility_timeout, after which a waiting task would be handed out a second time.
WAITS = [30, 60, 120, 240, 480, *[600] * 5]


@shared_task(name="forces.tasks.send_password_mail", bind=True, max_retries=None)
def send_password_mail(self: Any, *, email: str) -> None:
    """Tell who asked for a new password how to choose one, or that the address has no account.

    Redis is given the address as it was typed, since an unknown one has no id; the key of the
    link is made here. Run twice, it sends two mails, and both links work until one is used.
    """
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    knows = user is not None and not is_shut_out(user.email)
    mail = emails.password_link(user) if user and knows else emails.unknown_account(email)
    try:
        mail.send()
    except Exception as error:  # noqa: BLE001  # whatever it is, its text could hold the address
        reason = type(error).__name__
    else:
        return
    tries = self.request.retries
    if tries < len(WAITS):
        log.warning("password_mail_waits", reason=reason, tries=tries + 1)
        raise self.retry(countdown=WAITS[tries])
    log.error("password_mail_failed", reason=reason, tries=tries + 1)
