from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.history import tracked
from forces.models import Force, User
from forces.triggers import final
from recommendations.models.recommendations import Recommendation
from recommendations.querysets.oversight import UpdateRequestQuerySet


@tracked()
class UpdateRequest(models.Model):
    """Who is asked to write the next update of a force on a recommendation, and by when.

    It ends when an update is submitted, or when somebody else is asked in their place.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="update_requests"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="update_requests")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="update_requests")
    wanted_by = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = UpdateRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"],
                condition=Q(ended_at__isnull=True),
                name="update_request_one_open",
            ),
        ]
        triggers = final("ended_is_final", pgtrigger.Q(old__ended_at__isnull=False))

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}: {self.person} by {self.wanted_by}"
