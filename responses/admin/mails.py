"""Mails and reminders, as the technical administrator sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils import timezone

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.admin.columns import FIND_RESPONSE, OF_RESPONSE
from responses.choices import MailState
from responses.models import (
    CommentsMail,
    CopyMail,
    Mail,
    NoticeChoice,
    Reminder,
    ReminderRound,
)
from responses.tasks import send_again

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(CommentsMail)
class CommentsMailAdmin(ReadOnly, TrackedAdmin):
    exclude = ["reason"]
    list_display = ["recipient", "response", "kind", "state", "attempts", "sent_at", "error"]
    list_select_related = [*OF_RESPONSE, "recipient"]
    list_filter = ["state", "kind"]
    search_fields = ["recipient__email", "recipient__name", "message_id"]
    ordering = ["-reserved_at", "-pk"]


@admin.register(Mail)
class MailAdmin(ReadOnly, TrackedAdmin):
    list_display = ["recipient", "on", "is_extra", "state", "attempts", "sent_at", "error"]
    list_select_related = ["recipient"]
    list_filter = ["state", "is_extra"]
    search_fields = ["recipient__email", "recipient__name", "message_id"]
    ordering = ["-on", "-pk"]
    actions = ["send_again"]

    @admin.action(description="Send again those that failed")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        at = timezone.now()
        on = timezone.localdate(at)
        failed = list(queryset.filter(state=MailState.FAILED))
        for mail in failed:
            send_again(mail, on=on, at=at)
        later = sum(mail.waits_for_next(on) for mail in failed)
        self.message_user(
            request,
            f"{len(failed) - later} of those chosen were handed to the worker. "
            f"{later} go out with the next morning’s mail.",
        )


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, TrackedAdmin):
    list_display = ["recipient", "response", "kind", "milestone", "falls_on", "state", "sent_at"]
    list_select_related = [*OF_RESPONSE, "recipient"]
    list_filter = ["state", "kind"]
    search_fields = [*FIND_RESPONSE, "recipient__email", "recipient__name"]
    ordering = ["-falls_on", "-pk"]


@admin.register(ReminderRound)
class ReminderRoundAdmin(ReadOnly, TrackedAdmin):
    list_display = ["on", "at", "reserved", "mails"]
    search_fields = ["on"]
    ordering = ["-on"]


@admin.register(NoticeChoice)
class NoticeChoiceAdmin(ReadOnly, TrackedAdmin):
    list_display = ["user", "pace", "only_pressing"]
    list_select_related = ["user"]
    list_filter = ["pace", "only_pressing"]
    search_fields = ["user__email", "user__name"]
    ordering = ["user__name", "pk"]


@admin.register(CopyMail)
class CopyMailAdmin(ReadOnly, TrackedAdmin):
    list_display = ["copy", "address", "state", "attempts", "sent_at", "error"]
    list_select_related = [
        "copy__version__response__body", "copy__version__response__inspection",
    ]  # fmt: skip
    list_filter = ["state"]
    search_fields = ["address", "message_id"]
    ordering = ["-reserved_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CopyMail]:
        deferred = ["copy__version__content", "copy__version__html"]
        return super().get_queryset(request).defer(*deferred)
