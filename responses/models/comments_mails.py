from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.models import User
from responses.choices import CommentsMailKind, MailState
from responses.models.mails import new_message_id
from responses.models.responses import Response


class CommentsMail(models.Model):
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
    state = models.CharField(max_length=20, choices=MailState, default=MailState.RESERVED)
    message_id = models.CharField("Message-ID", max_length=200, unique=True, default=new_message_id)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField("why it failed last", blank=True)
    reserved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reserved_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    try_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "try_again_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="comments_mail_sent_has_time",
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
        triggers = [
            pgtrigger.Protect(
                name="sent_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=MailState.SENT),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"
