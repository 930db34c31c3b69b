"""What is printed on letters, and the files of drafts, as the technical administrator sees them.

Why a file could not be made stands here as the service says it; of a draft's words, nothing does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.admin.columns import FIND_RESPONSE, OF_RESPONSE
from responses.models import DraftLetter, LetterChoice, Letterhead, LetterImage, SignatureImage

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(Letterhead)
class LetterheadAdmin(ReadOnly, TrackedAdmin):
    list_display = ["body", "shape", "accent"]
    list_select_related = ["body"]
    list_filter = ["shape"]
    search_fields = ["body__name"]
    ordering = ["body__name"]


@admin.register(LetterImage)
class LetterImageAdmin(ReadOnly, TrackedAdmin):
    exclude = ["content", "png"]
    list_display = ["body", "purpose", "person", "media_type", "added_by", "added_at"]
    list_select_related = ["body", "person", "added_by"]
    list_filter = ["purpose"]
    search_fields = ["body__name", "sha256"]
    ordering = ["-added_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LetterImage]:
        return super().get_queryset(request).defer("content", "png")


@admin.register(SignatureImage)
class SignatureImageAdmin(ReadOnly, TrackedAdmin):
    fields = ["body", "person"]
    list_display = ["body", "person"]
    list_select_related = ["body", "person"]
    search_fields = ["body__name", "person__name"]
    ordering = ["body__name", "pk"]


@admin.register(LetterChoice)
class LetterChoiceAdmin(ReadOnly, TrackedAdmin):
    fields = ["response", "shape", "numbers", "quotation"]
    list_display = ["response", "shape", "numbers", "quotation"]
    list_select_related = OF_RESPONSE
    list_filter = ["shape"]
    search_fields = FIND_RESPONSE
    ordering = ["-pk"]


@admin.register(DraftLetter)
class DraftLetterAdmin(ReadOnly, TrackedAdmin):
    exclude = ["html"]
    list_display = ["response", "format", "shape", "state", "attempts", "error", "changed_at"]
    list_select_related = OF_RESPONSE
    list_filter = ["state", "format", "shape"]
    search_fields = FIND_RESPONSE
    ordering = ["-changed_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DraftLetter]:
        return super().get_queryset(request).defer("content", "html")
