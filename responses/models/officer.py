from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction

from forces.history import tracked
from recommendations.models import Recommendation
from responses import policies
from responses.choices import OFFICER
from responses.models.comments import comments_of, mark_of_texts, set_texts, texts_on
from responses.models.responses import Response
from responses.models.saving import Seen, check_seen, note_saves
from responses.models.triggers import same_inspection
from responses.querysets import OfficerDraftQuerySet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from forces.models import User


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


def draft_of(response: Response) -> OfficerDraft:
    """What the force has drafted by now, or an empty row that is not saved."""
    held = OfficerDraft.objects.filter(response=response).first()
    return held or OfficerDraft(response_id=response.pk)


def texts_of(draft: OfficerDraft) -> dict[int, str]:
    """What is drafted on single recommendations, by the id of each."""
    return texts_on(draft.comments) if draft.pk else {}


def mark_of_draft(draft: OfficerDraft, texts: Mapping[int, str]) -> str:
    """A mark of what the force has drafted: who writes hands it back."""
    return mark_of_texts(texts, draft.comes_from, draft.text)


@transaction.atomic
def save_officer_draft(
    response: Response,
    *,
    seen: Seen,
    by: User,
    at: datetime,
    on_recommendations: Mapping[int, str],
    comes_from: str,
    text: str,
) -> None:
    """Save what the force drafts; the body's draft is not touched by it, wherever that stands.

    Raises EditedMeanwhile and Overtaken as other saves do, and Refused once the comments are
    handed over.
    """
    policies.check_comments_open(response.locked(), comments_of(response))
    draft = draft_of(response)
    mark = mark_of_draft(draft, texts_of(draft))
    check_seen(response, OFFICER, seen, mark, theirs=response)
    draft.comes_from, draft.text = comes_from, text
    new_mark = mark_of_draft(draft, on_recommendations)
    if new_mark == mark:
        return
    draft.save()
    set_texts(draft.comments, on_recommendations)
    note_saves(response, {OFFICER: (seen, new_mark)}, by=by, at=at)
