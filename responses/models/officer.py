from __future__ import annotations

from django.db import models

from forces.history import tracked
from recommendations.models import Recommendation
from responses.models.responses import Response
from responses.models.triggers import same_inspection
from responses.querysets import OfficerDraftQuerySet


@tracked()
class OfficerDraft(models.Model):
    """The chief officer's comments while the force writes them, until it hands them over.

    Nobody but the force's contacts reads it; what is handed over is copied into
    `ChiefOfficerComments`.
    """

    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, related_name="officer_draft"
    )
    comes_from = models.CharField(
        "who the comments are from", max_length=160, blank=True, help_text="Name and rank"
    )
    text = models.TextField("general comments", blank=True)

    objects = OfficerDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Chief officer's draft: {self.response}"


@tracked()
class OfficerDraftComment(models.Model):
    """What the force drafts on one recommendation."""

    draft = models.ForeignKey(OfficerDraft, on_delete=models.PROTECT, related_name="comments")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "recommendation"], name="officer_draft_comment_one_each"
            ),
        ]
        triggers = [
            same_inspection(
                "(SELECT response_id FROM responses_officerdraft WHERE id = NEW.draft_id)",
                "recommendation_id",
            )
        ]

    def __str__(self) -> str:
        return f"Chief officer's draft: {self.draft.response}, {self.recommendation}"
