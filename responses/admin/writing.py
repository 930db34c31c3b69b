"""Responses as the technical administrator sees them: who, when and how far. Never the words."""

from __future__ import annotations

from django.contrib import admin
from django.utils import timezone

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.admin.columns import FIND_RESPONSE, OF_RESPONSE
from responses.models import (
    Answer,
    Change,
    ChiefOfficerComment,
    ChiefOfficerComments,
    Contribution,
    DueChange,
    LastSave,
    OfficerDraft,
    OfficerDraftComment,
    Response,
    ReturnNote,
    Unsaved,
)


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


@admin.register(DueChange)
class DueChangeAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "old", "new", "by", "at"]
    list_select_related = [*OF_RESPONSE, "by"]
    search_fields = FIND_RESPONSE
    ordering = ["-at", "-pk"]


@admin.register(ReturnNote)
class ReturnNoteAdmin(ReadOnly, TrackedAdmin):
    """That something was said of a section; never what."""

    fields = ["change", "place"]
    list_display = ["change", "place"]
    list_select_related = ["change__response__body", "change__response__inspection"]
    search_fields = ["change__response__body__name", "change__response__inspection__title"]
    ordering = ["-pk"]
