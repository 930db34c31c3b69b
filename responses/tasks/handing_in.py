from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.mail import EmailMessage

    from responses.models.mails import Outgoing

log = structlog.get_logger(__name__)


def hand_in(mail: Outgoing, made: Callable[[], EmailMessage], *, at: datetime, if_not: str) -> None:
    """Hand a claimed mail to the mail server, and record what became of it.

    `made` makes the message; `if_not` is what the log calls a failure. Whatever goes wrong, the
    row says so and the mail is tried again. It goes out twice only if the mail server accepted it
    and this process died before the row said so.
    """
    try:
        made().send()
    except Exception as error:  # noqa: BLE001  # whatever it is, the row says so and it is retried
        log.warning(if_not, mail_id=mail.pk, error=type(error).__name__)
        mail.fail(f"{type(error).__name__}: {error}", at=at)
    else:
        mail.mark_sent(at=at)
