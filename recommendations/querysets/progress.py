from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from forces.actors import Actor
    from recommendations.models import CurrentProgress, ProgressUpdate

# What a search looks through. An index makes it quick, if a search asks for just this.
UPDATE_WORDS = SearchVector("text", config="english")


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(submitted_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        """The force's own people see all of theirs; inspectors what is submitted; no one else."""
        own = Q(force__in=actor.own_forces)
        if actor.is_inspector:
            return self.filter(own | Q(submitted_at__isnull=False))
        return self.filter(own)

    def of_closed(self) -> Self:
        """Those on a recommendation that is closed for their force."""
        standing = apps.get_model("recommendations", "Closure").objects.standing()
        closed = standing.filter(force=OuterRef("force"), recommendation=OuterRef("recommendation"))
        return self.filter(Exists(closed))

    def in_succession(self) -> Self:
        """What was submitted, from first to last for each force and recommendation."""
        order = ("force", "recommendation", "as_at", "submitted_at", "pk")
        return self.submitted().order_by(*order)

    def latest_first(self) -> Self:
        return self.order_by("-as_at", "-submitted_at", "-pk")


class CurrentProgressQuerySet(models.QuerySet["CurrentProgress"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.own_forces)
