from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from responses.models.trying_again import try_again
from responses.tasks.reminders import send_mail

if TYPE_CHECKING:
    from datetime import date, datetime

    from responses.models import Mail


def send_again(mail: Mail, *, on: date, at: datetime) -> None:
    """Hand a mail that failed to the worker, now. Raises Refused for one that did not fail.

    Where the queue is down, the sweep sends it.
    """
    for mail_id in try_again(mail, on=on, at=at):
        transaction.on_commit(partial(send_mail.delay, mail_id=mail_id), robust=True)
