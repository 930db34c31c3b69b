from __future__ import annotations

from django.db import models
from django.db.models import Q

from forces.models import User
from forces.triggers import final
from recommendations.models.inspections import Inspection
from recommendations.models.recommendations import Recommendation


class Correction(models.Model):
    """Something of a published inspection was put right: what, from what to what, by whom, why.

    `changes` is a list of {"what", "old", "new"}, texts as people read them. It is announced to
    every office that answers the inspection; what they wrote stays with its recommendation.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="corrections")
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
    )
    changes = models.JSONField()
    reason = models.TextField("reason for the correction")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(condition=~Q(changes=[]), name="correction_changes_something"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.recommendation or self.inspection}, corrected"
