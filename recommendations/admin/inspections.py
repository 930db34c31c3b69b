from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from forces.admin_base import Permitted, ReadOnly, TrackedAdmin
from recommendations.models import (
    Addressee,
    CurrentProgress,
    Figure,
    Inspection,
    Measure,
    ProgressUpdate,
    Recommendation,
    Redating,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(Inspection)
class InspectionAdmin(ReadOnly, TrackedAdmin):
    """Published ones: what is being set up is under embargo, also where it is followed up."""

    exclude = ["follows_up"]
    readonly_fields = ["published_before"]
    list_display = ["title", "published_on", "scope", "released_at", "is_demonstration"]
    list_filter = ["scope", "is_demonstration", "inspectorates"]
    search_fields = ["title", "short_title", "slug"]
    ordering = ["-published_on", "title", "pk"]
    date_hierarchy = "published_on"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inspection]:
        return super().get_queryset(request).filter(released_at__isnull=False)

    @admin.display(description="follows up")
    def published_before(self, inspection: Inspection) -> Inspection | None:
        """What it follows up, unless that is not published."""
        earlier = inspection.follows_up
        return earlier if earlier and earlier.is_released else None


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnly, TrackedAdmin):
    exclude = ["follows_up"]  # it may be under embargo
    list_display = ["inspection", "number", "heading", "kind", "wording"]
    list_select_related = ["inspection"]
    list_filter = ["kind", "wording"]
    search_fields = ["heading", "inspection__title"]
    ordering = ["inspection__title", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        return super().get_queryset(request).filter(inspection__released_at__isnull=False)


@admin.register(Addressee)
class AddresseeAdmin(Permitted, TrackedAdmin):
    list_display = ["name", "is_police_forces"]
    search_fields = ["name"]
    ordering = ["name"]

    def has_change_permission(self, request: HttpRequest, obj: Addressee | None = None) -> bool:
        """What a published recommendation names keeps its name."""
        if obj is None:
            return True
        return not obj.parts.filter(recommendation__inspection__released_at__isnull=False).exists()

    def get_readonly_fields(
        self, request: HttpRequest, obj: Addressee | None = None
    ) -> tuple[str, ...]:
        """Which addressee means police forces is said when it is added."""
        return ("is_police_forces",) if obj else ()


@admin.register(Measure)
class MeasureAdmin(ReadOnly, TrackedAdmin):
    list_display = ["name", "recommendation", "unit"]
    list_select_related = ["recommendation"]
    search_fields = ["name"]
    ordering = ["recommendation__inspection__title", "recommendation__position", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measure]:
        of_released = super().get_queryset(request)
        return of_released.filter(recommendation__inspection__released_at__isnull=False)


@admin.register(Figure)
class FigureAdmin(ReadOnly, TrackedAdmin):
    """Who saved a figure and when; what it is, its force's body publishes."""

    fields = ["force", "measure", "period_ends_on", "saved_by", "saved_at"]
    list_display = ["force", "measure", "period_ends_on", "saved_by", "saved_at"]
    list_select_related = ["force", "measure", "saved_by"]
    list_filter = ["force"]
    search_fields = ["force__name", "measure__name"]
    ordering = ["-saved_at", "-pk"]


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnly, TrackedAdmin):
    """Who said something and when; what they said is for the force and the inspectors."""

    fields = [
        "force", "recommendation", "as_at", "written_by", "written_at", "submitted_by",
        "submitted_at",
    ]  # fmt: skip
    list_display = ["force", "recommendation", "as_at", "written_by", "submitted_at"]
    list_select_related = ["force", "recommendation", "written_by"]
    list_filter = ["submitted_at", "force"]
    search_fields = ["force__name", "recommendation__heading"]
    ordering = ["-as_at", "-pk"]


@admin.register(CurrentProgress)
class CurrentProgressAdmin(ReadOnly, TrackedAdmin):
    fields = ["force", "recommendation", "as_at"]
    readonly_fields = ["as_at"]
    list_display = ["force", "recommendation", "as_at"]
    list_select_related = ["force", "recommendation", "update"]
    list_filter = ["force"]
    search_fields = ["force__name", "recommendation__heading"]
    ordering = ["force__name", "recommendation"]

    @admin.display(description="as at", ordering="update__as_at")
    def as_at(self, row: CurrentProgress) -> object:
        return row.update.as_at


@admin.register(Redating)
class RedatingAdmin(ReadOnly, TrackedAdmin):
    """Who changed which dates, and when; the reasons stand on the page of the inspection."""

    exclude = ["old_rule_reason", "new_rule_reason", "reason"]
    list_display = ["inspection", "old_published_on", "new_published_on", "by", "at"]
    list_select_related = ["inspection", "by"]
    list_filter = ["at"]
    search_fields = ["inspection__title"]
    ordering = ["-at", "-pk"]
