from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from forces.models import User
from responses.choices import ReminderState
from responses.models.audience import Audience, Debt
from responses.models.responses import Response
from responses.querysets import ReminderQuerySet, ResponseQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)


def wait_after(attempts: int) -> timedelta:
    """How long a reminder that failed waits: twice as long each time, up to a day."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


class Reminder(models.Model):
    """One reminder owed to one person about one response at one milestone.

    The row is reserved before anything is sent, claimed by the worker that sends, and final once
    sent. `milestone` is a number of days from the last day: minus is before. Someone who was told
    nothing for a while gets the latest one; the earlier ones are overtaken.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="reminders")
    milestone = models.SmallIntegerField()
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    falls_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReminderState, default=ReminderState.RESERVED)
    message_id = models.CharField(
        "Message-ID", max_length=200, blank=True, help_text="The same each time it is tried."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField("why it failed last", blank=True)
    reserved_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    try_again_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "claimed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "milestone", "recipient"], name="reminder_once_each"
            ),
            models.UniqueConstraint(
                fields=["message_id"],
                condition=~Q(message_id=""),
                name="reminder_message_id_unique",
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.SENT, sent_at__isnull=False)
                | (~Q(state=ReminderState.SENT) & Q(sent_at__isnull=True)),
                name="reminder_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.FAILED, try_again_at__isnull=False) & ~Q(error="")
                | (~Q(state=ReminderState.FAILED) & Q(try_again_at__isnull=True)),
                name="reminder_failed_says_why_and_when_next",
            ),
            models.CheckConstraint(
                condition=Q(attempts=0, claimed_at__isnull=True)
                | Q(attempts__gt=0, claimed_at__isnull=False),
                name="reminder_attempted_was_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReminderState.OVERTAKEN, ReminderState.UNNECESSARY])
                | ~Q(message_id=""),
                name="reminder_sendable_has_message_id",
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

    def claim(self, *, at: datetime) -> bool:
        """Take this reminder for sending. False when it is sent, being sent, or has to wait."""
        claimed = (
            Reminder.objects.filter(pk=self.pk)
            .claimable(at)
            .update(
                state=ReminderState.CLAIMED,
                claimed_at=at,
                attempts=F("attempts") + 1,
                error="",
                try_again_at=None,
            )
        )
        self.refresh_from_db()
        return bool(claimed)

    def drop_unless_owed(self, *, on: date) -> bool:
        """Whether a claimed reminder is no longer owed on a day. If so, the row says why.

        A response may be published, a role may end, and a later milestone may come, while a
        reminder waits.
        """
        debts = _debts(Response.objects.reminded().filter(pk=self.response_id), on=on)
        latest = next((d.latest for d in debts if d.person_id == self.recipient_id), None)
        if latest == self.milestone:
            return False
        is_overtaken = latest is not None and latest > self.milestone
        self._leave_claim(
            state=ReminderState.OVERTAKEN if is_overtaken else ReminderState.UNNECESSARY
        )
        return True

    def mark_sent(self, *, at: datetime) -> None:
        """The mail server has accepted it: final."""
        self._leave_claim(state=ReminderState.SENT, sent_at=at)

    def fail(self, reason: str, *, at: datetime) -> None:
        """Record why it was not sent, and when it is tried again."""
        self._leave_claim(
            state=ReminderState.FAILED, error=reason, try_again_at=at + wait_after(self.attempts)
        )

    def _leave_claim(self, **fields: object) -> None:
        """Write the outcome, unless another worker that took this over has written its own."""
        Reminder.objects.filter(pk=self.pk, state=ReminderState.CLAIMED).update(**fields)
        self.refresh_from_db()


def reserve_reminders(*, on: date, at: datetime) -> list[int]:
    """Reserve what is owed on a day, and return the ids of all that is reserved and unsent.

    Each person gets the latest milestone that has passed. Earlier ones of which there is no row
    are recorded as overtaken, and rows that were never sent become so. Safe to run twice, and
    twice at once: the unique constraint decides. The queries do not grow with the rows.
    """
    debts = _debts(Response.objects.reminded(), on=on)
    if debts:
        rows = _missing(debts, at=at)
        rows.sort(key=lambda row: (row.response_id, row.recipient_id, row.milestone))
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        Reminder.objects.overtaken(at).update(state=ReminderState.OVERTAKEN, try_again_at=None)
    return list(Reminder.objects.reserved().order_by("pk").values_list("pk", flat=True))


def _debts(responses: ResponseQuerySet, *, on: date) -> list[Debt]:
    """What is owed on a day about some responses, sent already or not."""
    first = min(settings.REMINDER_DAYS, default=0)
    found = (
        responses.filter(due_on__lte=on - timedelta(days=first))
        .select_related("inspection", "body")
        .prefetch_related("inspection__inspectorates")
    )
    return Audience(found).debts(on=on)


def _missing(debts: list[Debt], *, at: datetime) -> list[Reminder]:
    """Rows for those whose latest milestone has none."""
    kept = set(
        Reminder.objects.filter(
            response__in={debt.response.pk for debt in debts},
            falls_on__gte=min(debt.falls_on(debt.latest) for debt in debts),
        ).values_list("response", "recipient", "milestone")
    )
    return [
        _row(debt, milestone, at=at)
        for debt in debts
        if (debt.response.pk, debt.person_id, debt.latest) not in kept
        for milestone in debt.milestones
    ]


def _row(debt: Debt, milestone: int, *, at: datetime) -> Reminder:
    is_latest = milestone == debt.latest
    return Reminder(
        response=debt.response,
        recipient_id=debt.person_id,
        milestone=milestone,
        falls_on=debt.falls_on(milestone),
        state=ReminderState.RESERVED if is_latest else ReminderState.OVERTAKEN,
        message_id=_message_id() if is_latest else "",
        reserved_at=at,
    )


def _message_id() -> str:
    return f"<reminder.{uuid4()}@{urlsplit(settings.SITE_URL).hostname}>"
