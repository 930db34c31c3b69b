from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from forces.models import User
from forces.triggers import final
from recommendations.models.inspections import Inspection
from recommendations.models.recommendations import Recommendation
from recommendations.querysets import NUMBER_CORRECTED

# What is longer is read behind a summary that opens.
LONGEST_IN_A_LINE = 300


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of_the_inspection_itself(self) -> Self:
        return self.filter(recommendation__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


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

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(condition=~Q(changes=[]), name="correction_changes_something"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.recommendation or self.inspection}, corrected"

    @property
    def what(self) -> str:
        """What was put right, in a list of words."""
        return ", ".join(change["what"] for change in self.changes).lower()

    @property
    def old_number(self) -> str:
        """The number that it took away; empty where the number stayed."""
        olds = (each["old"] for each in self.changes if each["what"] == NUMBER_CORRECTED)
        return next(olds, "")

    @property
    def was(self) -> str:
        """How it was, in a line; empty where that would be a long one."""
        was = [
            f"{change['what'].lower()} was “{change['old']}”"
            if change["old"]
            else f"{change['what'].lower()} was empty"
            for change in self.changes
        ]
        line = "; ".join(was)
        return line if len(line) <= LONGEST_IN_A_LINE and "\n" not in line else ""
