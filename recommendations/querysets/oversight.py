"""What inspectors say of a force's progress, and what the force adds to it: who may read which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from recommendations.choices import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from forces.actors import Actor
    from recommendations.models import ProgressUpdate


class OfAForce(models.QuerySet[Any]):
    """Rows about one force: its own people and its body's office read them, and inspectors all."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.office_of | actor.contact_of)

    def of(self, force_id: int, recommendation_id: int) -> Self:
        return self.filter(force=force_id, recommendation=recommendation_id)


class AssessmentQuerySet(OfAForce):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class CurrentAssessmentQuerySet(OfAForce):
    pass


class ClosureQuerySet(OfAForce):
    """A proposal is the inspectors' own until it is decided: forces see what was authorised."""

    def visible_to(self, actor: Actor) -> Self:
        found = super().visible_to(actor)
        return found if actor.is_inspector else found.filter(decision=Decision.AUTHORISED)

    def proposed(self) -> Self:
        return self.filter(decision="")

    def standing(self) -> Self:
        """Closed now: authorised and not reopened."""
        return self.filter(decision=Decision.AUTHORISED, reopened_at__isnull=True)

    def latest_first(self) -> Self:
        return self.order_by("-proposed_at", "-pk")


class QuestionQuerySet(OfAForce):
    def open(self) -> Self:
        """Those that wait for a reply."""
        return self.filter(reply__isnull=True, withdrawn_at__isnull=True)

    def latest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class EvidenceQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """As the update it belongs to: of a draft, the force's own people alone."""
        own = Q(update__force__in=actor.office_of | actor.contact_of)
        if actor.is_inspector:
            return self.filter(own | Q(update__submitted_at__isnull=False))
        return self.filter(own)

    def without_content(self) -> Self:
        return self.defer("content")


class UpdateRequestQuerySet(OfAForce):
    """Who writes what is the force's own business: inspectors do not see it."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(force__in=actor.office_of | actor.contact_of)

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def answered_by(self, updates: Iterable[ProgressUpdate]) -> Self:
        """Those that ask for one of these updates."""
        ids = [update.pk for update in updates]
        wanted = apps.get_model("recommendations", "ProgressUpdate").objects.filter(
            pk__in=ids, force=OuterRef("force"), recommendation=OuterRef("recommendation")
        )
        return self.filter(Exists(wanted))

    def end(self, at: datetime) -> None:
        """Ask no longer for what is still asked for."""
        self.open().update(ended_at=at)
