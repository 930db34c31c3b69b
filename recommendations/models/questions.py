from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q

from forces.models import Force, User
from forces.triggers import Trigger, final
from recommendations import policies
from recommendations.choices import About, QuestionState
from recommendations.models.pairing import tells_whether_it_is_asked
from recommendations.models.progress import ProgressUpdate, hold_progress
from recommendations.models.recommendations import Recommendation
from recommendations.models.triggers import UPDATE_IS_ITS_OWN
from recommendations.querysets.oversight import QUESTION_WORDS, REPLY_WORDS, QuestionQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.actors import Actor


def state_of(
    reply_by: date, on: date, *, has_reply: bool, withdrawn_at: datetime | None
) -> QuestionState:
    """How a question stands on a day; in SQL: `in_state`."""
    if withdrawn_at is not None:
        return QuestionState.WITHDRAWN
    if has_reply:
        return QuestionState.ANSWERED
    return QuestionState.OVERDUE if reply_by < on else QuestionState.OPEN


class Question(models.Model):
    """What an inspector asks a force of an answer or an update, with a day to reply by.

    A question on an answer names the version of the published response by its number. It is open
    until there is a reply, or until an inspector withdraws it.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="questions"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="questions")
    about = models.CharField(max_length=10, choices=About)
    version_number = models.PositiveSmallIntegerField(null=True, blank=True)
    update = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    text = models.TextField("question")
    reply_by = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_reason = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["force", "recommendation"]),
            GinIndex(QUESTION_WORDS, name="question_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
            models.CheckConstraint(
                condition=Q(about=About.ANSWER, version_number__isnull=False, update__isnull=True)
                | Q(about=About.UPDATE, version_number__isnull=True, update__isnull=False),
                name="question_names_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="question_withdrawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="question_withdrawn_has_reason",
            ),
        ]
        triggers = [
            *final("withdrawn_is_final", pgtrigger.Q(old__withdrawn_at__isnull=False)),
            UPDATE_IS_ITS_OWN,
            tells_whether_it_is_asked("NEW.id"),
            Trigger(
                name="is_not_rewritten",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'DELETE' THEN
                        RAISE EXCEPTION 'What was asked stays on record';
                    END IF;
                    IF (
                        NEW.recommendation_id, NEW.force_id, NEW.about, NEW.version_number,
                        NEW.update_id, NEW.text, NEW.reply_by, NEW.asked_by_id, NEW.asked_at
                    ) IS DISTINCT FROM (
                        OLD.recommendation_id, OLD.force_id, OLD.about, OLD.version_number,
                        OLD.update_id, OLD.text, OLD.reply_by, OLD.asked_by_id, OLD.asked_at
                    ) THEN
                        RAISE EXCEPTION 'What was asked is not rewritten';
                    END IF;
                    IF NEW.withdrawn_at IS NOT NULL AND EXISTS (
                        SELECT 1 FROM recommendations_reply WHERE question_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'A question that has a reply is not withdrawn';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}: question of {self.asked_at:%Y-%m-%d}"

    def state(self, on: date) -> QuestionState:
        """How it stands on a day. Select `reply` with lists."""
        has_reply = hasattr(self, "reply")
        return state_of(self.reply_by, on, has_reply=has_reply, withdrawn_at=self.withdrawn_at)

    def locked(self) -> Question:
        """This row as it is now, held until the transaction ends."""
        row: Question = Question.objects.select_for_update(of=("self",)).get(pk=self.pk)
        return row

    @transaction.atomic
    def answer(self, actor: Actor, *, text: str, at: datetime) -> Reply:
        """Reply to the question, once and for good."""
        policies.check_replies(actor, self.force_id)
        policies.check_unanswered(self.locked(), actor.on)
        return Reply.objects.create(question=self, text=text, by=actor.person, at=at)

    @transaction.atomic
    def withdraw(self, actor: Actor, *, reason: str, at: datetime) -> None:
        """Ask no longer. Raises Refused once there is a reply."""
        policies.check_oversees(actor, self.recommendation.inspection)
        policies.check_unanswered(self.locked(), actor.on)
        policies.check_reason(reason)
        self.withdrawn_reason, self.withdrawn_by, self.withdrawn_at = reason, actor.person, at
        self.save(update_fields=["withdrawn_reason", "withdrawn_by", "withdrawn_at"])


class Reply(models.Model):
    """What a force or its body's office replies to a question: once, and for good."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="reply")
    text = models.TextField("reply")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        indexes = [GinIndex(REPLY_WORDS, name="reply_words")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_has_text")]
        triggers = [
            *final("append_only"),
            tells_whether_it_is_asked("NEW.question_id"),
            Trigger(
                name="question_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM recommendations_question
                        WHERE id = NEW.question_id AND withdrawn_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'A question that was withdrawn gets no reply';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Reply to {self.question}"


@transaction.atomic
def ask(
    recommendation: Recommendation,
    force: Force,
    actor: Actor,
    *,
    update: ProgressUpdate | None = None,
    version_number: int | None = None,
    text: str,
    reply_by: date,
    at: datetime,
) -> Question:
    """Ask a force about an update that it submitted, or about a published version of its answer.

    One of the two is given. Raises Refused while the same words wait for a reply of the force.
    """
    policies.check_oversees(actor, recommendation.inspection)
    policies.check_reply_by(reply_by, actor.on)
    hold_progress([force.pk])
    waiting = Question.objects.open().of(force.pk, recommendation.pk)
    policies.check_not_asked(waiting.filter(text=text).select_related("asked_by").first())
    return Question.objects.create(
        recommendation=recommendation,
        force=force,
        about=About.UPDATE if update else About.ANSWER,
        update=update,
        version_number=version_number,
        text=text,
        reply_by=reply_by,
        asked_by=actor.person,
        asked_at=at,
    )
