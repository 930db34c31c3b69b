"""What people write before it is part of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Q, When

from recommendations.models import Inspection
from responses.choices import OFFICER, OLD, REASONS

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.models import (
        Look,
        OfficerDraft,
        Unsaved,
    )
    from responses.models.unsaved import Place


class UnsavedQuerySet(models.QuerySet["Unsaved"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a person typed is theirs alone, and only while the response is theirs to see."""
        if not actor.user.is_authenticated:
            return self.none()
        scope = Q(response__body__force__in=actor.own_forces)
        entered = Inspection.objects.administered_by(actor)
        scope |= Q(place=OLD, response__inspection__in=entered)
        return self.filter(scope, by=actor.person, response__inspection__released_at__isnull=False)

    def of_colleagues(self, actor: Actor) -> Self:
        """What others of the office have set aside: who and where is for the office to know.

        The words are theirs alone. Of what the force drafts, the office knows nothing; nor does
        it know that somebody wrote down why they might return the response.
        """
        rows = self.filter(
            response__body__force__in=actor.office_of,
            response__inspection__released_at__isnull=False,
        )
        own = rows.exclude(place__in={OFFICER, OLD, *REASONS})
        return own.exclude(by=actor.person).defer("typed", "sentence")

    def of(self, place: Place) -> Self:
        """What the writer of a place has set aside there."""
        return self.filter(response=place.response_id, place=place.name, by=place.by_id)


class LookQuerySet(models.QuerySet["Look"]):
    def of(self, actor: Actor) -> Self:
        """What the person themselves was shown: nobody else's looks are anyone's business."""
        return self.filter(by=actor.person)

    def latest_after(self, sha256: str) -> Self:
        """Those at the content with this hash first, and then the latest."""
        return self.order_by(Case(When(sha256=sha256, then=0), default=1), "-at", "-pk")


class OfficerDraftQuerySet(models.QuerySet["OfficerDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a force drafts, its contacts read: not the body's office, not inspectors."""
        return self.filter(
            response__body__force__in=actor.contact_of,
            response__inspection__released_at__isnull=False,
        )
