from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from forces.models import User
from forces.triggers import final
from responses.models.responses import Response


class DueChange(models.Model):
    """The last day of one response was moved: from when to when, by whom, why."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="due_changes")
    old = models.DateField(null=True, blank=True)
    new = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(old__isnull=True, new__isnull=False)
                | Q(old__isnull=False, new__isnull=True)
                | ~Q(old=F("new")),
                name="due_change_changes_something",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="due_change_has_reason"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.response}: {self.old} to {self.new}"
