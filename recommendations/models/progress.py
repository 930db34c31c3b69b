from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from forces.history import tracked
from forces.models import Force, User
from forces.policies import Refused
from recommendations.choices import State
from recommendations.models.recommendations import Recommendation
from recommendations.querysets import CurrentProgressQuerySet, ProgressUpdateQuerySet

if TYPE_CHECKING:
    from datetime import datetime


@tracked()
class ProgressUpdate(models.Model):
    """What a force says about one recommendation, as at a day.

    A draft until it is submitted; from then on it never changes, and inspectors see it.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="updates"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="updates")
    as_at = models.DateField("as at")
    state = models.CharField(max_length=20, choices=State)
    text = models.TextField("what has changed", blank=True)
    next_on = models.DateField("next date", null=True, blank=True)
    moved_reason = models.TextField("reason for moving the date", blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "recommendation", "-as_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"],
                condition=Q(submitted_at__isnull=True),
                name="progress_update_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="progress_update_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(text=""),
                name="progress_update_submitted_has_text",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=models.F("as_at")),
                name="progress_update_next_not_before_as_at",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="submitted_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__submitted_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}, {self.as_at}"

    @transaction.atomic
    def submit(self, *, by: User, at: datetime) -> None:
        """Make this update final, and what the force says now.

        Raises Refused when it has no text, is submitted already, or is older than the update
        that stands.
        """
        if self.submitted_at is not None:
            raise Refused("This update is submitted already.")
        if not self.text:
            raise Refused(f"Say what has changed for {self.recommendation}.")
        current = (
            CurrentProgress.objects.select_for_update()
            .filter(force=self.force, recommendation=self.recommendation)
            .select_related("update")
            .first()
        )
        if current and current.update.as_at > self.as_at:
            raise Refused("A later update is already submitted. Use its date or a later one.")
        self.submitted_by, self.submitted_at = by, at
        self.save()
        CurrentProgress.objects.update_or_create(
            force=self.force, recommendation=self.recommendation, defaults={"update": self}
        )


class CurrentProgress(models.Model):
    """What a force says now of a recommendation: one row each, so that no page looks for it."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="current_progress"
    )
    update = models.OneToOneField(ProgressUpdate, on_delete=models.PROTECT, related_name="+")

    objects = CurrentProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "current progress"
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"], name="current_progress_one_each"
            )
        ]

    def __str__(self) -> str:
        return str(self.update)
