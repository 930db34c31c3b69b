"""The copies of what is published that s.55(6) of the Police Act 1996 asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from forces.history import tracked
from forces.models import User
from forces.triggers import final
from responses.choices import MAIL_IS_LIVE, CopyTo, SentBy
from responses.models.mails import (
    ATTEMPTED_WAS_CLAIMED,
    FAILED_SAYS_WHY_AND_WHEN_NEXT,
    SENT_HAS_TIME,
    SENT_IS_FINAL,
    Outgoing,
    new_message_id,
)
from responses.models.versions import SignedVersion
from responses.querysets import CopyMailQuerySet, CopyQuerySet

if TYPE_CHECKING:
    from datetime import datetime


@tracked()
class CopyAddress(models.Model):
    """Where copies for one recipient are mailed to. Without one, offices send them themselves."""

    to = models.CharField(max_length=20, choices=CopyTo, unique=True)
    email = models.EmailField("email address", max_length=254)

    def __str__(self) -> str:
        return f"{self.get_to_display()}: {self.email}"


@tracked()
class Copy(models.Model):
    """A copy of a published version, owed to one recipient: when and how it was sent, once it was.

    Sent from here it is final. What an office says that it sent itself, it may put right.
    """

    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="copies")
    to = models.CharField(max_length=20, choices=CopyTo)
    sent_on = models.DateField(null=True, blank=True)
    sent_how = models.CharField(max_length=20, choices=SentBy, blank=True)
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "to"], name="copy_one_per_recipient"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_how="")
                | (Q(sent_on__isnull=False) & ~Q(sent_how="")),
                name="copy_sent_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=Q(noted_by__isnull=True, noted_at__isnull=True)
                | Q(noted_by__isnull=False, noted_at__isnull=False),
                name="copy_noted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(sent_how__in=["", SentBy.SERVICE], noted_at__isnull=True)
                | (~Q(sent_how__in=["", SentBy.SERVICE]) & Q(noted_at__isnull=False)),
                name="copy_sent_elsewhere_says_who_noted_it",
            ),
        ]
        triggers = final("sent_from_here_is_final", pgtrigger.Q(old__sent_how=SentBy.SERVICE))

    def __str__(self) -> str:
        return f"{self.get_to_display()}: {self.version}"


class CopyMail(Outgoing):
    """The mail that carries a copy, with the letter attached: reserved with the publication."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="mails")
    address = models.EmailField(max_length=254)
    message_id = models.CharField("Message-ID", max_length=200, unique=True, default=new_message_id)

    objects = CopyMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "try_again_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(state__in=sorted(MAIL_IS_LIVE)),
                name="copy_mail_one_at_a_time",
            ),
            models.CheckConstraint(condition=SENT_HAS_TIME, name="copy_mail_sent_has_time"),
            models.CheckConstraint(
                condition=FAILED_SAYS_WHY_AND_WHEN_NEXT,
                name="copy_mail_failed_says_why_and_when_next",
            ),
            models.CheckConstraint(
                condition=ATTEMPTED_WAS_CLAIMED, name="copy_mail_attempted_was_claimed"
            ),
        ]
        triggers = SENT_IS_FINAL

    def __str__(self) -> str:
        return f"{self.copy} ({self.address})"

    def claim(self, *, at: datetime) -> bool:
        """Take this mail for sending. False when it is sent, being sent, or waits."""
        return self.take(CopyMail.objects.claimable(at=at), at=at)

    @transaction.atomic
    def mark_sent(self, *, at: datetime) -> None:
        """The mail server has accepted it: final, and so is when and how the copy was sent.

        The copy before its mail: that is the order in which an office's own record locks them.
        """
        copy = Copy.objects.select_for_update(no_key=True).get(pk=self.copy_id)
        super().mark_sent(at=at)
        if copy.sent_on is None:
            copy.sent_on, copy.sent_how = timezone.localdate(at), SentBy.SERVICE
            copy.save(update_fields=["sent_on", "sent_how"])
