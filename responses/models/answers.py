from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q

from forces.history import tracked
from forces.models import User
from recommendations.models import Recommendation
from responses.choices import Position
from responses.models.responses import EditedMeanwhile, Response
from responses.models.triggers import same_inspection

if TYPE_CHECKING:
    from datetime import datetime


@tracked()
class Answer(models.Model):
    """The response's entry for one recommendation, as it is being written."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="answers"
    )
    position = models.CharField(max_length=20, choices=Position, blank=True)
    text = models.TextField("answer", blank=True)
    reason = models.TextField(
        "why no action", blank=True, help_text="Why nothing is done, or not yet."
    )
    planned_on = models.DateField("planned for", null=True, blank=True)
    answered_with = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    local_number = models.CharField("your own number", max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "recommendation"], name="answer_one_per_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(position=Position.ANSWERED_WITH, answered_with__isnull=False)
                | (~Q(position=Position.ANSWERED_WITH) & Q(answered_with__isnull=True)),
                name="answer_answered_with_fits_position",
            ),
            models.CheckConstraint(
                condition=Q(answered_with__isnull=True) | ~Q(answered_with=F("recommendation")),
                name="answer_not_answered_with_itself",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(position=Position.PLANNED),
                name="answer_planned_on_fits_position",
            ),
        ]
        triggers = [same_inspection("NEW.response_id", "recommendation_id", "answered_with_id")]

    def __str__(self) -> str:
        return f"{self.response}, {self.recommendation}"


@transaction.atomic
def save_answer(
    response: Response,
    recommendation: Recommendation,
    *,
    by: User,
    at: datetime,
    revision: int,
    **fields: Any,
) -> Answer:
    """Save what was typed for one recommendation.

    `revision` is the one the writer saw, 0 for none. Raises EditedMeanwhile when it has moved on,
    and Refused when the response may not be written.
    """
    response.begin_writing(by=by, at=at)
    answer = response.answers.filter(recommendation=recommendation).first()
    if answer is None:
        answer = Answer(response=response, recommendation=recommendation, revision=0)
    elif answer.revision != revision:
        raise EditedMeanwhile(answer)
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.revision += 1
    answer.saved_by, answer.saved_at = by, at
    answer.save()
    return answer
