from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.models import User
from responses.choices import ReminderState
from responses.models.responses import Response
from responses.querysets import ReminderQuerySet


class Reminder(models.Model):
    """One reminder owed to one person about one response at one milestone.

    The row is reserved before anything is sent, claimed by the worker that sends, and final once
    sent. `milestone` is a number of days from the last day: minus is before.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="reminders")
    milestone = models.SmallIntegerField()
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    falls_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReminderState, default=ReminderState.RESERVED)
    message_id = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    reserved_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "claimed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "milestone", "recipient"], name="reminder_once_each"
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.SENT, sent_at__isnull=False)
                | (~Q(state=ReminderState.SENT) & Q(sent_at__isnull=True)),
                name="reminder_sent_has_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sent_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=ReminderState.SENT),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.response}, {self.milestone:+d} days"
