"""The mail server of a rehearsal, and the points at which whoever works there dies."""

from __future__ import annotations

import smtplib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier, local
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from forces.models import User
from responses.models import Mail
from responses.rehearsal.owed import in_ledgers
from responses.tasks.reminders import deliver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from django.core.mail import EmailMessage

    from responses.rehearsal.owed import Owed

T = TypeVar("T")
BACKEND = f"{__name__}.Backend"
here = local()  # which worker this thread is
ERRORS = (
    smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
    smtplib.SMTPDataError(451, b"Try again later"),
    smtplib.SMTPRecipientsRefused({}),
    TimeoutError("timed out"),
)


class Killed(BaseException):
    """Whoever was at work is gone, as by SIGKILL. Nothing that handles errors handles this."""


@contextmanager
def killed_at(statement: int | None) -> Iterator[None]:
    """Be killed before the n-th statement that is sent to the database here, or live (None)."""
    left = statement

    def execute(run: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal left
        if left is not None:
            left -= 1
            if left <= 0:
                raise Killed
        return run(*arguments)

    with connection.execute_wrapper(execute):
        yield


def twice_at_once(do: Callable[[], T]) -> list[T]:
    """Do something in two threads at the same moment, each with a database connection of its own.

    Returns what each returned. Raises what one of them raised.
    """
    together = Barrier(2)

    def one() -> T:
        try:
            together.wait(timeout=30)
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(one) for _ in range(2)]
    return [each.result() for each in both]


@dataclass(frozen=True)
class Fate:
    """What happens to one try to send a mail.

    The worker is killed at a statement to the database, or while it speaks to the mail server:
    before that has accepted the mail, or just after.
    """

    error: Exception | None = None
    statement: int | None = None
    before: bool = False
    after: bool = False


@dataclass
class Accepted:
    """A mail that the mail server accepted. `is_lost`: the worker died before it recorded that."""

    at: datetime
    person: int
    message_id: str
    words: str
    told: frozenset[Owed]
    is_extra: bool = False
    is_lost: bool = False

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


@dataclass
class Worker:
    """One worker with one mail to send at a moment. What became of it is in the last three."""

    at: datetime
    fate: Fate
    accepted: Accepted | None = None
    is_killed: bool = False
    has_failed: bool = False

    def deliver(self, mail_id: int) -> None:
        here.worker = self
        try:
            with killed_at(self.fate.statement):
                deliver(Mail.objects.get(pk=mail_id), at=self.at)
        except Killed:
            self.is_killed = True
            if self.accepted:
                self.accepted.is_lost = True

    def send(self, message: EmailMessage) -> None:
        """What the mail server does with a mail."""
        mail = Mail.objects.get(message_id=message.extra_headers["Message-ID"])
        person = User.objects.get(email__in=message.to)
        rows = frozenset(row for row, _ in in_ledgers(mail))
        if self.fate.error:
            self.has_failed = True
            raise self.fate.error
        if self.fate.before:
            raise Killed
        words = f"{message.subject}\n\n{message.body}"
        self.accepted = Accepted(self.at, person.pk, mail.message_id, words, rows, mail.is_extra)
        if self.fate.after:
            raise Killed


class Backend(BaseEmailBackend):
    """Hands mails to the worker whose thread this is, instead of to a mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            here.worker.send(message)
        return len(email_messages)
