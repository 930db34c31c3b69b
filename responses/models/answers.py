from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q

from forces.history import tracked
from forces.models import User
from forces.models.loading import ReadInNumbers
from recommendations.models import Recommendation
from responses import policies
from responses.choices import Position
from responses.models.responses import Response
from responses.models.saving import Seen, check_seen, note_saves
from responses.models.triggers import same_inspection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


@tracked()
class Answer(ReadInNumbers):
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

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said yet: nobody would miss it if it were answered with another."""
        return not (self.position or self.text.strip() or self.reason.strip())


# What a person writes in an answer, and its value where nothing is written.
WRITTEN: dict[str, Any] = {
    "position": "",
    "text": "",
    "reason": "",
    "planned_on": None,
    "answered_with": None,
    "local_number": "",
}
NO_ANSWER = Seen("0")


def place_of(recommendation: Recommendation) -> str:
    """The place of an answer, among those that people write."""
    return f"answer-{recommendation.pk}"


def answer_mark(answer: Answer | None) -> str:
    """A mark of an answer as it is: who writes hands it back."""
    return str(answer.revision) if answer else NO_ANSWER.mark


@dataclass(frozen=True)
class Written:
    """What somebody wrote of one recommendation. What `fields` does not name stays as it is."""

    recommendation: Recommendation
    seen: Seen
    fields: Mapping[str, Any]


def save_answer(
    response: Response,
    recommendation: Recommendation,
    *,
    by: User,
    at: datetime,
    seen: Seen,
    **fields: Any,
) -> None:
    """Save what was typed for one recommendation: see `save_answers`."""
    save_answers(response, [Written(recommendation, seen, fields)], by=by, at=at)


@transaction.atomic
def save_answers(
    response: Response, written: Iterable[Written], *, by: User, at: datetime
) -> list[Answer]:
    """Save what was typed for some recommendations: all of it, or nothing.

    Returns the answers that are other than before; each such save is a revision, which history
    keeps. Raises EditedMeanwhile, with their answer, for the first that somebody else saved since
    it was seen; Overtaken for a save that comes too late; and Refused when the response may not
    be written, or when an answer would point at one that points on.
    """
    response.lock_for_writing()
    rows = response.answers.select_related("recommendation", "answered_with")
    held = {answer.recommendation_id: answer for answer in rows}
    changed: dict[str, tuple[Seen, Answer]] = {}
    for each in written:
        place, answer = place_of(each.recommendation), held.get(each.recommendation.pk)
        check_seen(response, place, each.seen, answer_mark(answer), theirs=answer)
        if answer is None:
            answer = Answer(response=response, recommendation=each.recommendation, revision=0)
        if any(getattr(answer, name) != value for name, value in each.fields.items()):
            for name, value in each.fields.items():
                setattr(answer, name, value)
            answer.revision += 1
            answer.saved_by, answer.saved_at = by, at
            changed[place] = each.seen, answer
            held[each.recommendation.pk] = answer
    if not changed:
        return []
    policies.check_answered_with(held.values())
    response.note_writer(by=by, at=at)
    answers = [answer for _, answer in changed.values()]
    _store(answers)
    note_saves(
        response,
        {place: (seen, answer_mark(answer)) for place, (seen, answer) in changed.items()},
        by=by,
        at=at,
    )
    return answers


def _store(answers: list[Answer]) -> None:
    Answer.objects.bulk_create([answer for answer in answers if answer.pk is None])
    Answer.objects.bulk_update(
        [answer for answer in answers if answer.revision > 1],
        [*WRITTEN, "revision", "saved_by", "saved_at"],
    )
