"""Reminders about progress, saved views and packs, as the technical administrator sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from forces.admin_base import ReadOnly, TrackedAdmin
from responses.models import (
    CommitteePack,
    ProgressReminder,
    SavedView,
    ViewChange,
    ViewReminder,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

FIND_PERSON = ["recipient__email", "recipient__name"]


@admin.register(ProgressReminder)
class ProgressReminderAdmin(ReadOnly, TrackedAdmin):
    list_display = ["recipient", "pair", "kind", "milestone", "falls_on", "state", "sent_at"]
    list_select_related = ["pair__inspection", "pair__force", "recipient"]
    list_filter = ["state", "kind"]
    search_fields = ["pair__inspection__title", "pair__force__name", *FIND_PERSON]
    ordering = ["-falls_on", "-pk"]


@admin.register(SavedView)
class SavedViewAdmin(ReadOnly, TrackedAdmin):
    exclude = ["seen", "query"]
    list_display = ["owner", "name", "address", "is_weekly", "ended_at"]
    list_select_related = ["owner"]
    list_filter = ["is_weekly"]
    search_fields = ["owner__name", "owner__email", "name"]
    ordering = ["-created_at", "-pk"]


@admin.register(ViewChange)
class ViewChangeAdmin(ReadOnly, TrackedAdmin):
    exclude = ["lines"]
    list_display = ["view", "on", "at"]
    list_select_related = ["view__owner"]
    search_fields = ["view__name", "view__owner__name"]
    ordering = ["-at", "-pk"]


@admin.register(ViewReminder)
class ViewReminderAdmin(ReadOnly, TrackedAdmin):
    list_display = ["recipient", "view", "falls_on", "state", "sent_at"]
    list_select_related = ["view__owner", "recipient"]
    list_filter = ["state"]
    search_fields = FIND_PERSON
    ordering = ["-falls_on", "-pk"]


@admin.register(CommitteePack)
class CommitteePackAdmin(ReadOnly, TrackedAdmin):
    exclude = ["html"]
    list_display = ["force", "asked_by", "asked_at", "format", "state", "attempts", "error"]
    list_select_related = ["force", "asked_by"]
    list_filter = ["state", "format"]
    search_fields = ["force__name", "asked_by__name"]
    ordering = ["-asked_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CommitteePack]:
        return super().get_queryset(request).defer("content", "html")
