from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import CurrentProgress, Inspection, ProgressUpdate, Recommendation


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def released(self) -> Self:
        """Inspections whose report is out: everyone may read these."""
        return self.filter(released_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees what is released; only administrators what is being set up."""
        return self if actor.is_administrator else self.released()

    def concerning(self, force_ids: frozenset[int]) -> Self:
        return self.filter(forces__in=force_ids).distinct()


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, actor: Actor) -> Self:
        return (
            self if actor.is_administrator else self.filter(inspection__released_at__isnull=False)
        )

    def in_order(self) -> Self:
        """The order of the report."""
        return self.order_by("position")

    def for_police(self) -> Self:
        """Those with a part addressed to police forces: what s.55(5B) asks about."""
        return self.filter(parts__addressees__is_police_forces=True).distinct()


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(submitted_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        """The force's own people see all of theirs; inspectors what is submitted; no one else."""
        own = Q(force__in=actor.office_of | actor.contact_of)
        if actor.is_inspector:
            return self.filter(own | Q(submitted_at__isnull=False))
        return self.filter(own)

    def latest_first(self) -> Self:
        return self.order_by("-as_at", "-submitted_at", "-pk")


class CurrentProgressQuerySet(models.QuerySet["CurrentProgress"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.office_of | actor.contact_of)

    def silent_since(self, day: date) -> Self:
        return self.filter(update__as_at__lt=day)
