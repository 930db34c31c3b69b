from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q

from forces.history import tracked
from forces.models import User
from recommendations.models import Recommendation
from responses.models.responses import Response
from responses.models.saving import Seen, check_seen, mark_of, note_saves
from responses.models.triggers import (
    HANDED_OVER_IS_LOCKED,
    OF_HANDED_OVER_IS_LOCKED,
    same_inspection,
)

if TYPE_CHECKING:
    from datetime import datetime

# The place of the chief officer's comments, among those that people write.
COMMENTS = "comments"


@tracked()
class ChiefOfficerComments(models.Model):
    """The chief officer's comments on a report, which the body invites: s.55(4) and (5)."""

    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, related_name="chief_officer"
    )
    invited_on = models.DateField(null=True, blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    received_from = models.CharField(max_length=160, blank=True)
    none_received = models.BooleanField(default=False)
    text = models.TextField("general comments", blank=True)
    reply = models.TextField("the body's reply", blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    handed_over_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "chief officer's comments"
        constraints = [
            models.CheckConstraint(
                condition=Q(none_received=False)
                | Q(received_on__isnull=True, received_from="", text=""),
                name="comments_received_or_none",
            ),
            models.CheckConstraint(
                condition=Q(wanted_by__isnull=True)
                | Q(invited_on__isnull=True)
                | Q(wanted_by__gte=F("invited_on")),
                name="comments_wanted_after_invited",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True, handed_over_by__isnull=True)
                | Q(
                    handed_over_at__isnull=False,
                    handed_over_by__isnull=False,
                    received_on__isnull=False,
                )
                & ~Q(received_from=""),
                name="comments_handed_over_at_by_and_from",
            ),
        ]
        triggers = [HANDED_OVER_IS_LOCKED]

    def __str__(self) -> str:
        return f"Chief officer's comments: {self.response}"

    @property
    def is_settled(self) -> bool:
        """Whether comments are here, in general or on single recommendations, or never came."""
        return self.none_received or bool(self.received_from or self.text.strip())


@tracked()
class ChiefOfficerComment(models.Model):
    """What the chief officer says of one recommendation."""

    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, related_name="officer_comments"
    )
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "recommendation"], name="officer_comment_one_each"
            ),
        ]
        triggers = [
            same_inspection("NEW.response_id", "recommendation_id"),
            OF_HANDED_OVER_IS_LOCKED,
        ]

    def __str__(self) -> str:
        return f"Chief officer's comment: {self.response}, {self.recommendation}"


def comments_mark(response: Response) -> str:
    """A mark of all that is held of the chief officer's comments: who writes hands it back."""
    general = ChiefOfficerComments.objects.filter(response=response).values_list().first()
    single = response.officer_comments.order_by("recommendation").values_list(
        "recommendation", "text"
    )
    return mark_of(general, list(single))


@transaction.atomic
def save_comments(
    response: Response,
    *,
    seen: Seen,
    by: User,
    at: datetime,
    on_recommendations: dict[int, str],
    **fields: Any,
) -> ChiefOfficerComments:
    """Save the chief officer's comments as pasted: general, and on each recommendation.

    `seen` is what the writer was shown; `on_recommendations` maps a recommendation's
    id to text, and an empty text removes the comment. Raises EditedMeanwhile when somebody saved
    other comments since, and Refused when the response may not be written.
    """
    response.lock_for_writing()
    check_seen(response, COMMENTS, seen, comments_mark(response), theirs=response)
    response.note_writer(by=by, at=at)
    comments, _ = ChiefOfficerComments.objects.update_or_create(response=response, defaults=fields)
    kept = {key: text for key, text in on_recommendations.items() if text.strip()}
    response.officer_comments.exclude(recommendation__in=kept).delete()
    ChiefOfficerComment.objects.bulk_create(
        [
            ChiefOfficerComment(response=response, recommendation_id=key, text=text)
            for key, text in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["response", "recommendation"],
        update_fields=["text"],
    )
    note_saves(response, {COMMENTS: (seen, comments_mark(response))}, by=by, at=at)
    return comments
