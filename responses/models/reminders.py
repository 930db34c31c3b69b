from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.govuk.dates import uk_datetime
from forces.models import User
from forces.triggers import final
from responses.choices import MailState, ReminderKind, ReminderState
from responses.milestones import words
from responses.models.mails import Mail
from responses.models.responses import Response
from responses.querysets import ReminderQuerySet

if TYPE_CHECKING:
    from datetime import date


class LedgerRow(models.Model):
    """One reminder owed to one person at one milestone, about what a subclass names.

    `milestone` is a number of days from what it hangs on; minus is before. `step` is the row that
    gave rise to it, if one did. Someone who was told nothing for a while gets the latest one; the
    earlier ones are overtaken.
    """

    milestone = models.SmallIntegerField()
    falls_on = models.DateField()
    step = models.PositiveBigIntegerField(default=0, db_default=0)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="%(class)ss")
    state = models.CharField(max_length=20, choices=ReminderState, default=ReminderState.RESERVED)
    mail = models.ForeignKey(
        Mail, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    reserved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["recipient"],
                condition=Q(state=ReminderState.RESERVED),
                name="%(class)s_unsent",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReminderState.SENT, sent_at__isnull=False, mail__isnull=False)
                | (~Q(state=ReminderState.SENT) & Q(sent_at__isnull=True)),
                name="%(class)s_sent_has_time_and_mail",
            ),
        ]
        triggers = final("sent_is_final", pgtrigger.Q(old__state=ReminderState.SENT))

    @property
    def has_failed(self) -> bool:
        """Whether it could not be sent when it was last tried."""
        mail = self.mail
        return self.state == ReminderState.RESERVED and bool(
            mail and mail.state == MailState.FAILED
        )

    @property
    def standing(self) -> str:
        """What became of it, in a few words."""
        if self.state == ReminderState.SENT:
            return f"Sent on {uk_datetime(self.sent_at)}"
        if self.state == ReminderState.RESERVED and self.mail:
            return self.mail.get_state_display()
        return self.get_state_display()


class Reminder(LedgerRow):
    """One reminder owed to one person about one response at one milestone.

    The milestone counts from the last day, the date given to the chief officer, or the day the
    response was handed over. `step` is the id of a change of the response or of its last day.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(
        max_length=20, choices=ReminderKind, default=ReminderKind.LAST_DAY, db_default="last_day"
    )

    objects = ReminderQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["response", "kind", "milestone", "falls_on", "step", "recipient"],
                name="reminder_once_each",
            ),
            *LedgerRow.Meta.constraints,
        ]

    def __str__(self) -> str:
        kind = ReminderKind(self.kind).label.lower()
        return f"{self.recipient}, {self.response}, {kind} {self.milestone:+d} days"

    @property
    def words(self) -> str:
        """What is told, to go on in a sentence."""
        return words(self.kind, self.milestone)

    @property
    def milestone_key(self) -> tuple[date, str, int, int]:
        """The milestone that it is of, as everyone's reminders of it have it."""
        return self.falls_on, self.kind, self.milestone, self.step


class ReminderRound(models.Model):
    """The morning round of a day: it was made, and what it came to."""

    on = models.DateField(unique=True)
    at = models.DateTimeField()
    reserved = models.PositiveIntegerField(help_text="Reminders that it reserved.")
    mails = models.PositiveIntegerField(help_text="Mails that it made up.")

    def __str__(self) -> str:
        return str(self.on)
