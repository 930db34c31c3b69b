"""What is signed and published, as the technical administrator sees it: never the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from forces.admin_base import Permitted, ReadOnly, TrackedAdmin
from responses.admin.columns import FIND_RESPONSE, FIND_VERSION, OF_RESPONSE, OF_VERSION
from responses.models import (
    Copy,
    CopyAddress,
    Letter,
    OldResponse,
    Publication,
    SignedAnswer,
    SignedVersion,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


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
    list_display = ["version", "format", "shape", "state", "attempts", "changed_at"]
    list_select_related = OF_VERSION
    list_filter = ["state", "format", "shape"]
    search_fields = [*FIND_VERSION, "sha256"]
    ordering = ["-changed_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        deferred = ["content", "version__content", "version__html"]
        return super().get_queryset(request).defer(*deferred)


@admin.register(OldResponse)
class OldResponseAdmin(ReadOnly, TrackedAdmin):
    list_display = ["response", "modelled_on", "stated_due_on"]
    list_select_related = OF_RESPONSE
    search_fields = [*FIND_RESPONSE, "modelled_on"]
    ordering = ["-pk"]


@admin.register(Copy)
class CopyAdmin(ReadOnly, TrackedAdmin):
    list_display = ["version", "to", "sent_on", "sent_how", "noted_by"]
    list_select_related = [*OF_VERSION, "noted_by"]
    list_filter = ["to", "sent_how"]
    search_fields = FIND_VERSION
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Copy]:
        return super().get_queryset(request).defer("version__content", "version__html")


@admin.register(CopyAddress)
class CopyAddressAdmin(Permitted, TrackedAdmin):
    list_display = ["to", "email"]
    search_fields = ["email"]
    ordering = ["to"]
