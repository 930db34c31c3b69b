"""Letters that were asked for together, as the technical administrator sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.admin.columns import FIND_VERSION, OF_VERSION
from responses.models import Bundle, BundledVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(Bundle)
class BundleAdmin(ReadOnly, TrackedAdmin):
    fields = ["inspection", "asked_by", "asked_at"]
    list_display = ["inspection", "asked_by", "asked_at"]
    list_select_related = ["inspection", "asked_by"]
    search_fields = ["inspection__title", "asked_by__name"]
    ordering = ["-pk"]


@admin.register(BundledVersion)
class BundledVersionAdmin(ReadOnly, TrackedAdmin):
    list_display = ["bundle", "version", "letter__state"]
    list_select_related = ["bundle__inspection", *OF_VERSION, "letter"]
    search_fields = FIND_VERSION
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BundledVersion]:
        deferred = ["version__content", "version__html", "letter__content"]
        return super().get_queryset(request).defer(*deferred)
