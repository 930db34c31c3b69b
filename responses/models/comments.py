from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from forces.history import tracked
from forces.models import User
from forces.prepared import prepared
from recommendations.models import Recommendation
from responses import policies
from responses.models.responses import Response
from responses.models.saving import Seen, check_seen, mark_of, note_saves
from responses.models.triggers import (
    HANDED_OVER_IS_LOCKED,
    OF_HANDED_OVER_IS_LOCKED,
    same_inspection,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

# The places of the chief officer's comments and of the reply to them, among those that people
# write.
COMMENTS = "comments"
REPLY = "reply"


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
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
                name="comments_handed_over_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True)
                | Q(received_on__isnull=False) & ~Q(received_from=""),
                name="comments_handed_over_say_from_whom_and_when",
            ),
        ]
        triggers = [HANDED_OVER_IS_LOCKED]

    def __str__(self) -> str:
        return f"Chief officer's comments: {self.response}"

    @property
    def are_here(self) -> bool:
        """Whether comments came, in general or on single recommendations."""
        return bool(self.received_from or self.text.strip())

    @property
    def is_settled(self) -> bool:
        """Whether comments are here, or never came."""
        return self.none_received or self.are_here

    @property
    def is_handed_over(self) -> bool:
        """Whether the force itself handed them over: then nobody changes them."""
        return self.handed_over_at is not None


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


# What the office records of what came, and its value before anything did.
CAME: dict[str, Any] = {
    "received_on": None,
    "received_from": "",
    "none_received": False,
    "text": "",
}


def comments_of(response: Response) -> ChiefOfficerComments:
    """What is held of the chief officer's comments now, or an empty row that is not saved."""
    held = next(iter(_held(response.pk)), None)
    return held or ChiefOfficerComments(response_id=response.pk)


@prepared
def _held(response: int) -> QuerySet[ChiefOfficerComments]:
    return ChiefOfficerComments.objects.filter(response=response)


def set_texts(rows: Any, texts: Mapping[int, str]) -> None:
    """Have `rows`, of one thing, hold these texts by recommendation; an empty one goes."""
    kept = {key: text for key, text in texts.items() if text.strip()}
    rows.exclude(recommendation__in=kept).delete()
    of = {rows.field.name: rows.instance}
    rows.bulk_create(
        [rows.model(**of, recommendation_id=key, text=text) for key, text in kept.items()],
        update_conflicts=True,
        unique_fields=[*of, "recommendation"],
        update_fields=["text"],
    )


def texts_on(rows: Any) -> dict[int, str]:
    """The texts that `rows` hold, by the id of each recommendation."""
    return dict(rows.values_list("recommendation", "text"))


def mark_of_texts(texts: Mapping[int, str], *values: object) -> str:
    """A mark of texts by recommendation, and of what stands with them."""
    kept = sorted((key, text) for key, text in texts.items() if text.strip())
    return mark_of(values, kept)


def mark_of_comments(held: ChiefOfficerComments, texts: Mapping[int, str]) -> str:
    """A mark of what came from the chief officer: who writes hands it back."""
    return mark_of_texts(texts, *(getattr(held, name) for name in CAME))


def comments_mark(response: Response) -> str:
    """The mark of what came as it is held now."""
    return mark_of_comments(comments_of(response), texts_on(response.officer_comments))


def reply_mark(held: ChiefOfficerComments) -> str:
    """A mark of the body's reply: who writes hands it back."""
    return mark_of(held.reply)


@transaction.atomic
def save_comments(
    response: Response,
    *,
    seen: Seen,
    by: User,
    at: datetime,
    on_recommendations: Mapping[int, str],
    text: str = "",
    received_from: str = "",
    received_on: date | None = None,
    none_received: bool = False,
) -> None:
    """Save the chief officer's comments as pasted, in general and on each recommendation; or that
    none came.

    `seen` is what the writer was shown; `on_recommendations` maps a recommendation's id to text,
    and an empty text removes the comment. Raises EditedMeanwhile when somebody saved other
    comments since, Overtaken for a save that comes too late, and Refused when the response may not
    be written, the force itself handed its comments over, or they came on a day to come.
    """
    response.lock_for_writing()
    held, mark = comments_of(response), comments_mark(response)
    policies.check_not_handed_over(held)
    check_seen(response, COMMENTS, seen, mark, theirs=response)
    came = {
        "received_on": received_on,
        "received_from": received_from,
        "none_received": none_received,
        "text": text,
    }
    new_mark = mark_of_texts(on_recommendations, *(came[name] for name in CAME))
    if new_mark == mark:
        return
    policies.check_none_received(held, none_received=none_received)
    policies.check_received_on(received_on, on=timezone.localdate(at))
    response.note_writer(by=by, at=at)
    ChiefOfficerComments.objects.update_or_create(response=response, defaults=came)
    set_texts(response.officer_comments, on_recommendations)
    note_saves(response, {COMMENTS: (seen, new_mark)}, by=by, at=at)


@transaction.atomic
def save_reply(response: Response, *, reply: str, seen: Seen, by: User, at: datetime) -> None:
    """Save the body's reply to the comments: s.55(5)(c).

    Raises EditedMeanwhile and Overtaken as other saves do, and Refused when the response may not
    be written, or while there are no comments to reply to.
    """
    response.lock_for_writing()
    held = comments_of(response)
    check_seen(response, REPLY, seen, reply_mark(held), theirs=response)
    if reply == held.reply:
        return
    policies.check_reply(held)
    response.note_writer(by=by, at=at)
    held.reply = reply
    held.save()
    note_saves(response, {REPLY: (seen, reply_mark(held))}, by=by, at=at)
