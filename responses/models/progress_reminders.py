from __future__ import annotations

from django.db import models

from recommendations.models import InspectionForce
from responses.choices import ProgressReminderKind
from responses.models.reminders import LedgerRow
from responses.querysets import ProgressReminderQuerySet


class ProgressReminder(LedgerRow):
    """One reminder owed to one person about a force's progress on an inspection.

    `pair` is the inspection and the force. `step` is the id of what somebody did: the request, the
    question, the correction or the closure. It is 0 where dates alone bring it: then one row stands
    for all of the inspection's recommendations.
    """

    pair = models.ForeignKey(
        InspectionForce, on_delete=models.PROTECT, related_name="progress_reminders"
    )
    kind = models.CharField(max_length=20, choices=ProgressReminderKind)

    objects = ProgressReminderQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "kind", "milestone", "falls_on", "step", "recipient"],
                name="progressreminder_once_each",
            ),
            *LedgerRow.Meta.constraints,
        ]

    def __str__(self) -> str:
        kind = ProgressReminderKind(self.kind).label.lower()
        return f"{self.recipient}, {kind} {self.milestone:+d} days"
