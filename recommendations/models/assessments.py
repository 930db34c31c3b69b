from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q

from forces.models import Force, User
from forces.models.loading import ReadInNumbers
from forces.triggers import Trigger, final
from forces.word_index import SHELF, Beside
from recommendations import policies
from recommendations.choices import NOT_YET, Verdict
from recommendations.models.claims import hold_claim
from recommendations.models.inspections import Inspection
from recommendations.models.pairing import OF_ASSESSMENT, tells_its_pair
from recommendations.models.progress import ProgressUpdate
from recommendations.models.recommendations import Recommendation
from recommendations.models.triggers import UPDATE_IS_ITS_OWN
from recommendations.querysets.oversight import (
    ASSESSMENT_WORDS,
    AssessmentQuerySet,
    CurrentAssessmentQuerySet,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.actors import Actor


class Assessment(ReadInNumbers):
    """What an inspector makes of a force's progress on one recommendation, on a day.

    It stands beside the claim, never over it: `update` is what the force said when it was made,
    if it had said anything. Nothing of it changes afterwards; a new one is added.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="assessments"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="assessments")
    update = models.ForeignKey(
        ProgressUpdate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name="claim assessed",
    )
    verdict = models.CharField(max_length=20, choices=Verdict)
    superseded_by = models.ForeignKey(
        Inspection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="later inspection",
    )
    reason = models.TextField()
    assessed_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["force", "recommendation", "-at"]),
            GinIndex(
                ASSESSMENT_WORDS,
                SHELF,
                Beside("force"),
                Beside("recommendation"),
                name="assessment_words",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="assessment_has_reason"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="assessment_has_verdict"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.SUPERSEDED, superseded_by__isnull=False)
                | (~Q(verdict=Verdict.SUPERSEDED) & Q(superseded_by__isnull=True)),
                name="assessment_superseded_names_inspection",
            ),
        ]
        triggers = [*final("append_only"), UPDATE_IS_ITS_OWN]

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}: {self.get_verdict_display()}"

    @property
    def is_not_yet(self) -> bool:
        """Whether by it the recommendation is not carried out yet, whatever the force claims."""
        return self.verdict in NOT_YET


class CurrentAssessment(models.Model):
    """The assessment that stands now, one row for a force and a recommendation.

    What lists read of it is here too: the database copies it whenever the row is written.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="current_assessments"
    )
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(
        max_length=20, choices=Verdict, editable=False, default="", db_default=""
    )
    assessed_on = models.DateField(null=True, editable=False)
    update = models.ForeignKey(
        ProgressUpdate,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        verbose_name="claim assessed",
    )

    objects = CurrentAssessmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["force"],
                include=["recommendation", "verdict", "update"],
                name="current_assessment_of_force",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"], name="current_assessment_one_each"
            )
        ]
        triggers = [
            Trigger(
                name="is_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    SELECT verdict, assessed_on, update_id
                    INTO NEW.verdict, NEW.assessed_on, NEW.update_id
                    FROM recommendations_assessment
                    WHERE id = NEW.assessment_id AND force_id = NEW.force_id
                        AND recommendation_id = NEW.recommendation_id;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'The assessment that stands is of that force';
                    END IF;
                    RETURN NEW;
                """,
            ),
            tells_its_pair(OF_ASSESSMENT),
        ]

    def __str__(self) -> str:
        return str(self.assessment)


@transaction.atomic
def assess(
    recommendation: Recommendation,
    force: Force,
    actor: Actor,
    *,
    verdict: str,
    reason: str,
    assessed_on: date,
    superseded_by: Inspection | None,
    seen: int | None,
    at: datetime,
) -> Assessment:
    """Say what an inspector makes of the claim that they have `seen`: from now on that stands.

    Raises Refused when the force has said more since, when the recommendation is closed for it,
    and when just that stands already.
    """
    policies.check_oversees(actor, recommendation.inspection)
    claim = hold_claim(recommendation, force, seen=seen)
    policies.check_is_open(recommendation.closures.live_of(force.pk, recommendation.pk))
    policies.check_assessed_on(assessed_on, actor.on, claim)
    policies.check_superseded(verdict, superseded_by, recommendation.inspection)
    said = {
        "update": claim,
        "verdict": verdict,
        "superseded_by": superseded_by,
        "reason": reason,
        "assessed_on": assessed_on,
    }
    earlier = Assessment.objects.of(force.pk, recommendation.pk).latest_first()
    policies.check_not_assessed(earlier.select_related("by").first(), **said)
    made = Assessment.objects.create(
        recommendation=recommendation, force=force, by=actor.person, at=at, **said
    )
    CurrentAssessment.objects.update_or_create(
        force=force, recommendation=recommendation, defaults={"assessment": made}
    )
    return made
