"""Letters, what is printed on them, and the files that workers make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from responses.choices import LetterState

if TYPE_CHECKING:
    from datetime import datetime

    from forces.actors import Actor
    from responses.models import (
        Bundle,
        DraftLetter,  # noqa: F401  # named as what a class is of
        Letter,  # noqa: F401  # likewise
        Letterhead,
        LetterImage,
    )
    from responses.models.made_files import MadeFile

MOST_ATTEMPTS = 5
# How a letter's HTML names a picture: by what is in it, never by where it is.
IMAGE = re.compile(r"image:([0-9a-f]{64})")

Made = TypeVar("Made", bound="MadeFile")


class MadeFileQuerySet(models.QuerySet[Made]):
    """Files that workers make."""

    def without_content(self) -> Self:
        return self.defer("content")

    def listed(self) -> Self:
        """To be offered: the PDF first, each with its size and without its bytes."""
        return self.without_content().annotate(size=Length("content")).order_by("-format")

    def queued(self) -> Self:
        return self.filter(state=LetterState.QUEUED)

    def left_behind(self, *, queued_before: datetime, claimed_before: datetime) -> Self:
        """Letters that should be made by now: never taken up, lost with a worker, or failed.

        Those that were tried often enough are left for a person to try again; what a person
        queued is taken up however often it was tried.
        """
        lost = Q(state=LetterState.RENDERING, changed_at__lt=claimed_before)
        return self.filter(
            Q(state=LetterState.QUEUED, changed_at__lt=queued_before)
            | Q(lost | Q(state=LetterState.FAILED), attempts__lt=MOST_ATTEMPTS)
        )

    def lost_for_good(self, *, claimed_before: datetime) -> Self:
        """Letters whose worker was lost as often as one may be."""
        return self.filter(
            state=LetterState.RENDERING,
            changed_at__lt=claimed_before,
            attempts__gte=MOST_ATTEMPTS,
        )


class LetterQuerySet(MadeFileQuerySet["Letter"]):
    def published(self) -> Self:
        return self.filter(
            version__publication__isnull=False,
            version__response__inspection__released_at__isnull=False,
        )


class DraftLetterQuerySet(MadeFileQuerySet["DraftLetter"]):
    def visible_to(self, actor: Actor) -> Self:
        """Drafts are their own office's."""
        return self.filter(
            response__body__force__in=actor.office_of,
            response__inspection__released_at__isnull=False,
        )


class LetterheadQuerySet(models.QuerySet["Letterhead"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a body prints is shown to its own office."""
        return self.filter(body__force__in=actor.office_of)


class LetterImageQuerySet(models.QuerySet["LetterImage"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(body__force__in=actor.office_of)

    def named_in(self, html: str, body_id: int) -> Self:
        """The pictures of a body that the HTML of a letter names."""
        return self.filter(body=body_id, sha256__in=set(IMAGE.findall(html)))


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees progress across forces may ask for an inspection's letters."""
        if not actor.is_inspector:
            return self.none()
        return self.filter(inspection__released_at__isnull=False)
