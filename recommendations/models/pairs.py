from __future__ import annotations

from django.db import models

from forces.models import Force
from recommendations.choices import State, Verdict
from recommendations.models.inspections import Inspection
from recommendations.models.pairing import IS_TOLD
from recommendations.models.recommendations import Recommendation
from recommendations.querysets.oversight import OfAForce


class RecommendationForce(models.Model):
    """One recommendation that one force has to carry out, and how it stands.

    There is a row for each force that a released inspection concerns and each of its
    recommendations to police forces, whether or not anything was said of it. The database keeps it:
    what counts what a force has open reads this alone (docs/decisions/0041).
    """

    force = models.ForeignKey(
        Force, on_delete=models.DO_NOTHING, db_index=False, related_name="carries_out"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.DO_NOTHING, related_name="carried_out_by"
    )
    inspection = models.ForeignKey(
        Inspection,
        on_delete=models.DO_NOTHING,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField()
    released_on = models.DateField()
    state = models.CharField(max_length=20, choices=State, blank=True)
    update_key = models.BigIntegerField("key of the update that stands", null=True)
    as_at = models.DateField("as at", null=True)
    said_on = models.DateField("submitted on", null=True)
    next_on = models.DateField("next date", null=True)
    is_moved = models.BooleanField("a date was moved")
    verdict = models.CharField(max_length=20, choices=Verdict, blank=True)
    assessed_key = models.BigIntegerField("key of the claim assessed", null=True)
    is_closed = models.BooleanField()
    is_asked = models.BooleanField("a question waits for a reply")

    objects = OfAForce.as_manager()

    class Meta:
        verbose_name = "recommendation of a force"
        verbose_name_plural = "recommendations of forces"
        constraints = [
            # With all that is counted, so that a count reads no rows: those of one force, which
            # were made with as many reports, lie far apart.
            models.UniqueConstraint(
                fields=["force", "recommendation"],
                include=[
                    *("inspection", "position", "released_on"),
                    *("state", "update_key", "as_at", "said_on", "next_on", "is_moved"),
                    *("verdict", "assessed_key", "is_closed", "is_asked"),
                ],
                name="recommendation_force_one_each",
            )
        ]
        triggers = [IS_TOLD]

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}"
