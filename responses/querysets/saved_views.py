from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.models import SavedView


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> Self:
        """A view is its owner's alone."""
        return self.filter(owner=actor.user.pk, ended_at__isnull=True)

    def weekly(self) -> Self:
        return self.filter(is_weekly=True, ended_at__isnull=True, owner__is_active=True)
