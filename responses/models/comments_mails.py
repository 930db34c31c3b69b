from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from forces.choices import Role
from forces.models import Membership, User
from forces.prepared import prepared
from responses.choices import WRITABLE, CommentsMailKind, MailState
from responses.models.comments import comments_of
from responses.models.mails import (
    ATTEMPTED_WAS_CLAIMED,
    FAILED_SAYS_WHY_AND_WHEN_NEXT,
    SENT_HAS_TIME,
    SENT_IS_FINAL,
    Outgoing,
    new_message_id,
)
from responses.models.responses import Response
from responses.querysets import CommentsMailQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


class CommentsMail(Outgoing):
    """One mail about the chief officer's comments, to one person: invited, handed over, given back.

    Reserved with the step that it tells of, then claimed, then sent; it goes out at once, and
    beside what a person gets about last days.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="comments_mails")
    kind = models.CharField(max_length=20, choices=CommentsMailKind)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    wanted_by = models.DateField(
        null=True, blank=True, help_text="The date that the invitation gave."
    )
    reason = models.TextField(blank=True, help_text="Why the comments were given back.")
    message_id = models.CharField("Message-ID", max_length=200, unique=True, default=new_message_id)
    reserved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CommentsMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "try_again_at"])]
        constraints = [
            models.CheckConstraint(condition=SENT_HAS_TIME, name="comments_mail_sent_has_time"),
            models.CheckConstraint(
                condition=FAILED_SAYS_WHY_AND_WHEN_NEXT,
                name="comments_mail_failed_says_why_and_when_next",
            ),
            models.CheckConstraint(
                condition=ATTEMPTED_WAS_CLAIMED, name="comments_mail_attempted_was_claimed"
            ),
            models.CheckConstraint(
                condition=Q(kind=CommentsMailKind.GIVEN_BACK) | Q(reason=""),
                name="comments_mail_reason_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=CommentsMailKind.INVITED) | Q(wanted_by__isnull=True),
                name="comments_mail_date_fits_kind",
            ),
        ]
        triggers = SENT_IS_FINAL

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"

    def is_owed(self, on: date) -> bool:
        """Whether what it tells is still so, and its recipient still has to know."""
        comments = comments_of(self.response)
        if self.recipient not in RECIPIENTS[CommentsMailKind(self.kind)](self.response, on=on):
            return False
        if self.kind == CommentsMailKind.INVITED:
            is_wanted = self.response.status in WRITABLE and not comments.is_settled
            return is_wanted and comments.wanted_by == self.wanted_by
        return comments.is_handed_over == (self.kind == CommentsMailKind.HANDED_OVER)

    def claim(self, *, at: datetime) -> bool:
        """Take this mail for sending. False when it is sent, being sent, or waits."""
        return self.take(CommentsMail.objects.claimable(at=at), at=at)


def force_contacts(response: Response, *, on: date) -> list[User]:
    """Who at the force is invited to comment, on a day."""
    of_force = Q(role=Role.FORCE_CONTACT, force=response.body.force_id)
    return _people(of_force, on=on)


def office_staff(response: Response, *, on: date) -> list[User]:
    """Who writes the body's response, on a day."""
    of_body = Q(role=Role.DRAFTER, body__force=response.body.force_id)
    return _people(of_body, on=on)


def _people(held: Q, *, on: date) -> list[User]:
    active = Membership.objects.active(on).filter(held)
    return list(User.objects.filter(pk__in=active.values("user")).order_by("name", "pk"))


def last_given_back(response: Response) -> CommentsMail | None:
    """The last time that the office gave comments back to the force: who, when and why."""
    return next(iter(_given_back(response.pk)), None)


@prepared
def _given_back(response: int) -> QuerySet[CommentsMail]:
    given = CommentsMail.objects.filter(response=response, kind=CommentsMailKind.GIVEN_BACK)
    return given.select_related("reserved_by").newest_first()[:1]


RECIPIENTS = {
    CommentsMailKind.INVITED: force_contacts,
    CommentsMailKind.HANDED_OVER: office_staff,
    CommentsMailKind.GIVEN_BACK: force_contacts,
}


def reserve_mails(
    response: Response,
    kind: CommentsMailKind,
    people: Iterable[User],
    *,
    by: User,
    at: datetime,
    wanted_by: date | None = None,
    reason: str = "",
) -> None:
    """Have these people be told, each in a mail, once the transaction is over.

    It takes the place of one of that kind that has not gone out to them yet.
    """
    people = list(people)
    response.comments_mails.unsent().filter(kind=kind, recipient__in=people).update(
        state=MailState.REPLACED, try_again_at=None
    )
    CommentsMail.objects.bulk_create(
        CommentsMail(
            response=response,
            kind=kind,
            recipient=person,
            wanted_by=wanted_by,
            reason=reason,
            reserved_by=by,
            reserved_at=at,
        )
        for person in people
    )
