from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from forces.govuk.dates import uk_datetime
from forces.models import User
from forces.triggers import final
from responses.choices import MAIL_IS_LIVE, MailState, ReminderState
from responses.querysets import MailQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

    from responses.querysets import LedgerQuerySet

FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=4)


def wait_after(attempts: int) -> timedelta:
    """How long a mail that failed waits: twice as long each time, up to four hours.

    It goes out on its own day or, with the rest of that day, on the next one.
    """
    doublings = min(attempts - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def new_message_id() -> str:
    return f"<reminder.{uuid4()}@{urlsplit(settings.SITE_URL).hostname}>"


SENT_HAS_TIME = Q(state=MailState.SENT, sent_at__isnull=False) | (
    ~Q(state=MailState.SENT) & Q(sent_at__isnull=True)
)
FAILED_SAYS_WHY_AND_WHEN_NEXT = Q(state=MailState.FAILED, try_again_at__isnull=False) & ~Q(
    error=""
) | (~Q(state=MailState.FAILED) & Q(try_again_at__isnull=True))
ATTEMPTED_WAS_CLAIMED = Q(attempts=0, claimed_at__isnull=True) | Q(
    attempts__gt=0, claimed_at__isnull=False
)
SENT_IS_FINAL = final("sent_is_final", pgtrigger.Q(old__state=MailState.SENT))


class Outgoing(models.Model):
    """A mail on its way: reserved, claimed by one worker, then sent, failed or dropped."""

    state = models.CharField(max_length=20, choices=MailState, default=MailState.RESERVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField("why it failed last", blank=True)
    reserved_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    try_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def take(self, takeable: models.QuerySet[Any], *, at: datetime) -> bool:
        """Claim this mail if it is among those that may be taken; no two workers both do."""
        claimed = takeable.filter(pk=self.pk).update(
            state=MailState.CLAIMED,
            claimed_at=at,
            attempts=F("attempts") + 1,
            error="",
            try_again_at=None,
        )
        self.refresh_from_db()
        return bool(claimed)

    def mark_sent(self, *, at: datetime) -> None:
        """The mail server has accepted it: final."""
        self._leave_claim(state=MailState.SENT, sent_at=at)

    def fail(self, reason: str, *, at: datetime) -> None:
        """Record why it was not sent, and when it is tried again."""
        self._leave_claim(
            state=MailState.FAILED, error=reason, try_again_at=at + wait_after(self.attempts)
        )

    def drop(self) -> None:
        """Nothing in it is owed any more."""
        self._leave_claim(state=MailState.UNNECESSARY)

    def _leave_claim(self, **fields: object) -> None:
        """Write the outcome, unless another worker that took this over has written its own."""
        rows = type(self)._default_manager.filter(pk=self.pk, state=MailState.CLAIMED)
        rows.update(**fields)
        self.refresh_from_db()


class Mail(Outgoing):
    """One mail to one person on one day, with the reminders that go out in it.

    Everything that a person is owed on a day is in one mail. An extra one beside it is for what
    cannot wait for the next morning, and for people who asked for a mail each time.
    """

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mails")
    on = models.DateField(help_text="The day on which it may go out.")
    is_extra = models.BooleanField(default=False)
    message_id = models.CharField(
        "Message-ID", max_length=200, unique=True, help_text="The same each time it is tried."
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "on"],
                condition=Q(is_extra=False, state__in=sorted(MAIL_IS_LIVE)),
                name="mail_one_a_day",
            ),
            models.CheckConstraint(condition=SENT_HAS_TIME, name="mail_sent_has_time"),
            models.CheckConstraint(
                condition=FAILED_SAYS_WHY_AND_WHEN_NEXT, name="mail_failed_says_why_and_when_next"
            ),
            models.CheckConstraint(
                condition=ATTEMPTED_WAS_CLAIMED, name="mail_attempted_was_claimed"
            ),
        ]
        triggers = SENT_IS_FINAL

    def __str__(self) -> str:
        return f"{self.recipient}, {self.on}"

    @property
    def ledgers(self) -> tuple[LedgerQuerySet[Any], ...]:
        """The reminders in it, of each ledger, in the order in which rows are locked."""
        return (
            self.reminders.all(), self.progressreminders.all(), self.viewreminders.all(),
        )  # fmt: skip

    @property
    def has_something_to_say(self) -> bool:
        """Whether anything in it is still to be sent."""
        return any(reminders.reserved().exists() for reminders in self.ledgers)

    def waits_for_next(self, on: date) -> bool:
        """Whether it failed and had its day: what it says goes out with the person's next mail."""
        return self.state == MailState.FAILED and self.on < on

    def next_try(self, on: date) -> str:
        """When one that failed goes out, in a sentence."""
        again = self.try_again_at
        if self.waits_for_next(on) or again is None or timezone.localdate(again) > self.on:
            return "It goes out with their next morning’s mail."
        return f"It is tried again on {uk_datetime(again)}."

    def claim(self, *, on: date, at: datetime) -> bool:
        """Take this mail for sending. False when it is sent, being sent, waits, or had its day."""
        return self.take(Mail.objects.claimable(on=on, at=at), at=at)

    @transaction.atomic
    def mark_sent(self, *, at: datetime) -> None:
        """The mail server has accepted it: final, with every reminder in it.

        Reminders before their mail: that is the order in which a round locks them.
        """
        for reminders in self.ledgers:
            reminders.reserved().filter(mail__state=MailState.CLAIMED).update(
                state=ReminderState.SENT, sent_at=at
            )
        super().mark_sent(at=at)
