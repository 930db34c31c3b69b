"""Responses as the technical administrator sees them: who, when and how far. Never the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils import timezone

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.choices import MailState
from responses.models import (
    Answer,
    Change,
    ChiefOfficerComment,
    ChiefOfficerComments,
    CommentsMail,
    Contribution,
    DueChange,
    LastSave,
    Letter,
    Mail,
    NoticeChoice,
    OfficerDraft,
    OfficerDraftComment,
    OldResponse,
    Publication,
    Reminder,
    ReminderRound,
    Response,
    SignedAnswer,
    SignedVersion,
    Unsaved,
)
from responses.tasks import send_again

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

OF_RESPONSE = ["response__body", "response__inspection"]
OF_VERSION = ["version__response__body", "version__response__inspection"]
FIND_RESPONSE = ["response__body__name", "response__inspection__title"]
FIND_VERSION = ["version__response__body__name", "version__response__inspection__title"]


@admin.register(Response)
class ResponseAdmin(ReadOnly, TrackedAdmin):
    exclude = ["introduction", "conclusion"]
    list_display = ["body", "about", "status", "due_on", "how_late", "published_on", "is_recorded"]
    list_select_related = ["body", "inspection"]
    list_filter = ["status", "is_recorded", ("inspection", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["body__name", "inspection__title"]
    ordering = ["-due_on", "body__name"]

    @admin.display(description="inspection", ordering="inspection__short_title")
    def about(self, response: Response) -> str:
        return response.inspection.short_title

    @admin.display(description="lateness", ordering="due_on")
    def how_late(self, response: Response) -> str:
        return str(response.lateness(timezone.localdate()))


@admin.register(Answer)
class AnswerAdmin(ReadOnly, TrackedAdmin):
    fields = ["response", "recommendation", "revision", "saved_by", "saved_at"]
    list_display = ["response", "recommendation", "revision", "saved_by", "saved_at"]
    list_select_related = [*OF_RESPONSE, "recommendation", "saved_by"]
    search_fields = FIND_RESPONSE
    ordering = ["-saved_at", "-pk"]


@admin.register(ChiefOfficerComments)
class ChiefOfficerCommentsAdmin(ReadOnly, TrackedAdmin):
    fields = ["response", "invited_on", "wanted_by", "received_on", "none_received"]
    list_display = ["response", "invited_on", "wanted_by", "received_on", "none_received"]
    list_select_related = OF_RESPONSE
    search_fields = FIND_RESPONSE
    ordering = ["-pk"]


@admin.register(ChiefOfficerComment)
class ChiefOfficerCommentAdmin(ReadOnly, TrackedAdmin):
    fields = ["response", "recommendation"]
    list_display = ["response", "recommendation"]
    list_select_related = [*OF_RESPONSE, "recommendation"]
    search_fields = FIND_RESPONSE
    ordering = ["-pk"]


@admin.register(OfficerDraft)
class OfficerDraftAdmin(ReadOnly, TrackedAdmin):
    fields = ["response"]
    list_display = ["response"]
    list_select_related = OF_RESPONSE
    search_fields = FIND_RESPONSE
    ordering = ["-pk"]


@admin.register(OfficerDraftComment)
class OfficerDraftCommentAdmin(ReadOnly, TrackedAdmin):
    fields = ["draft", "recommendation"]
    list_display = ["draft", "recommendation"]
    list_select_related = ["draft__response__body", "draft__response__inspection", "recommendation"]
    search_fields = ["draft__response__body__name", "draft__response__inspection__title"]
    ordering = ["-pk"]


@admin.register(CommentsMail)
class CommentsMailAdmin(ReadOnly, TrackedAdmin):
    exclude = ["reason"]
    list_display = ["recipient", "response", "kind", "state", "attempts", "sent_at", "error"]
    list_select_related = [*OF_RESPONSE, "recipient"]
    list_filter = ["state", "kind"]
    search_fields = ["recipient__email", "recipient__name", "message_id"]
    ordering = ["-reserved_at", "-pk"]


@admin.register(Change)
class ChangeAdmin(ReadOnly, TrackedAdmin):
    fields = ["response", "old", "new", "by", "at"]
    list_display = ["response", "old", "new", "by", "at"]
    list_select_related = [*OF_RESPONSE, "by"]
    list_filter = ["new"]
    search_fields = [*FIND_RESPONSE, "by__name"]
    ordering = ["-at", "-pk"]


@admin.register(Contribution)
class ContributionAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "number", "by"]
    list_select_related = [*OF_RESPONSE, "by"]
    search_fields = [*FIND_RESPONSE, "by__name"]
    ordering = ["-pk"]


@admin.register(LastSave)
class LastSaveAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "place", "by", "at"]
    list_select_related = [*OF_RESPONSE, "by"]
    search_fields = [*FIND_RESPONSE, "by__name"]
    ordering = ["-at", "-pk"]


@admin.register(Unsaved)
class UnsavedAdmin(ReadOnly, TrackedAdmin):
    """That somebody has something set aside; never what."""

    fields = ["response", "title", "by", "why", "at"]
    list_display = ["response", "title", "by", "why", "at"]
    list_select_related = [*OF_RESPONSE, "by"]
    list_filter = ["why"]
    search_fields = [*FIND_RESPONSE, "by__name"]
    ordering = ["-at", "-pk"]


@admin.register(SignedVersion)
class SignedVersionAdmin(ReadOnly, TrackedAdmin):
    """What is published can be read in the register; what is not, is the office's."""

    exclude = ["content", "html"]
    list_display = ["response", "number", "signer_name", "signer_office", "dated_on", "signed_at"]
    list_select_related = OF_RESPONSE
    search_fields = [*FIND_RESPONSE, "signer_name", "sha256"]
    ordering = ["-signed_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignedVersion]:
        return super().get_queryset(request).defer("content", "html")


@admin.register(SignedAnswer)
class SignedAnswerAdmin(ReadOnly, TrackedAdmin):
    fields = ["version", "recommendation"]
    list_display = ["version", "recommendation"]
    list_select_related = [*OF_VERSION, "recommendation"]
    search_fields = FIND_VERSION
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignedAnswer]:
        return super().get_queryset(request).defer("version__content", "version__html")


@admin.register(Publication)
class PublicationAdmin(ReadOnly, TrackedAdmin):
    list_display = ["version", "published_on", "by", "at"]
    list_select_related = [*OF_VERSION, "by"]
    search_fields = FIND_VERSION
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).defer("version__content", "version__html")


@admin.register(Letter)
class LetterAdmin(ReadOnly, TrackedAdmin):
    list_display = ["version", "shape", "state", "attempts", "changed_at"]
    list_select_related = OF_VERSION
    list_filter = ["state", "shape"]
    search_fields = [*FIND_VERSION, "sha256"]
    ordering = ["-changed_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        deferred = ["content", "version__content", "version__html"]
        return super().get_queryset(request).defer(*deferred)


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


@admin.register(DueChange)
class DueChangeAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "old", "new", "by", "at"]
    list_select_related = [*OF_RESPONSE, "by"]
    search_fields = FIND_RESPONSE
    ordering = ["-at", "-pk"]


@admin.register(NoticeChoice)
class NoticeChoiceAdmin(ReadOnly, TrackedAdmin):
    list_display = ["user", "pace", "only_pressing"]
    list_select_related = ["user"]
    list_filter = ["pace", "only_pressing"]
    search_fields = ["user__email", "user__name"]
    ordering = ["user__name", "pk"]


@admin.register(OldResponse)
class OldResponseAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "modelled_on", "stated_due_on"]
    list_select_related = OF_RESPONSE
    search_fields = [*FIND_RESPONSE, "modelled_on"]
    ordering = ["-pk"]
