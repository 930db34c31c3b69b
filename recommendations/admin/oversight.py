"""What forces and inspectors say to each other, as the technical administrator sees it.

Who did what and when; what they wrote is for them alone.
"""

from __future__ import annotations

from django.contrib import admin

from forces.admin_base import ReadOnly, TrackedAdmin
from recommendations.models import (
    Assessment,
    Closure,
    Correction,
    CurrentAssessment,
    Evidence,
    Question,
    RecommendationForce,
    Reply,
    Theme,
    UpdateRequest,
)

OF_A_FORCE = ["force", "recommendation"]
FIND = ["force__name", "recommendation__heading"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, TrackedAdmin):
    exclude = ["reason"]
    list_display = [*OF_A_FORCE, "verdict", "assessed_on", "by"]
    list_select_related = [*OF_A_FORCE, "by"]
    list_filter = ["verdict"]
    search_fields = FIND
    ordering = ["-at", "-pk"]


@admin.register(CurrentAssessment)
class CurrentAssessmentAdmin(ReadOnly, TrackedAdmin):
    list_display = [*OF_A_FORCE, "assessment"]
    list_select_related = [*OF_A_FORCE, "assessment__force", "assessment__recommendation"]
    search_fields = FIND
    ordering = ["force__name", "recommendation"]


@admin.register(RecommendationForce)
class RecommendationForceAdmin(ReadOnly, TrackedAdmin):
    """How each recommendation stands for each force, as the database keeps it."""

    list_display = [*OF_A_FORCE, "state", "verdict", "is_closed", "is_asked"]
    list_select_related = OF_A_FORCE
    list_filter = ["state", "verdict", "is_closed", "is_asked"]
    search_fields = FIND
    ordering = ["force__name", "recommendation"]


@admin.register(Closure)
class ClosureAdmin(ReadOnly, TrackedAdmin):
    exclude = ["reason", "decision_reason", "reopened_reason"]
    list_display = [*OF_A_FORCE, "decision", "proposed_by", "proposed_at", "decided_by"]
    list_select_related = [*OF_A_FORCE, "proposed_by", "decided_by"]
    list_filter = ["decision"]
    search_fields = FIND
    ordering = ["-proposed_at", "-pk"]


@admin.register(Question)
class QuestionAdmin(ReadOnly, TrackedAdmin):
    exclude = ["text", "withdrawn_reason"]
    list_display = [*OF_A_FORCE, "about", "asked_by", "asked_at", "reply_by"]
    list_select_related = [*OF_A_FORCE, "asked_by"]
    list_filter = ["about"]
    search_fields = FIND
    ordering = ["-asked_at", "-pk"]


@admin.register(Reply)
class ReplyAdmin(ReadOnly, TrackedAdmin):
    exclude = ["text"]
    list_display = ["question", "by", "at"]
    list_select_related = ["question__force", "question__recommendation", "by"]
    search_fields = ["question__force__name"]
    ordering = ["-at", "-pk"]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, TrackedAdmin):
    exclude = ["name"]
    list_display = ["update", "media_type", "size", "added_by", "added_at"]
    list_select_related = ["update__force", "update__recommendation", "added_by"]
    list_filter = ["media_type"]
    search_fields = ["update__force__name", "sha256"]
    ordering = ["-added_at", "-pk"]


@admin.register(UpdateRequest)
class UpdateRequestAdmin(ReadOnly, TrackedAdmin):
    list_display = [*OF_A_FORCE, "person", "wanted_by", "asked_by", "ended_at"]
    list_select_related = [*OF_A_FORCE, "person", "asked_by"]
    search_fields = [*FIND, "person__name"]
    ordering = ["-asked_at", "-pk"]


@admin.register(Correction)
class CorrectionAdmin(ReadOnly, TrackedAdmin):
    exclude = ["reason", "changes"]
    list_display = ["inspection", "recommendation", "by", "at"]
    list_select_related = ["inspection", "recommendation", "by"]
    search_fields = ["inspection__title"]
    ordering = ["-at", "-pk"]


@admin.register(Theme)
class ThemeAdmin(ReadOnly, TrackedAdmin):
    exclude = ["recommendations"]
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]
