"""Signed versions, their answers and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Left, Length

from responses.choices import Format, LetterState, MailState, Shape

if TYPE_CHECKING:
    from datetime import datetime

    from forces.actors import Actor
    from responses.models import (
        Copy,
        Letter,
        SignedAnswer,
        SignedVersion,
    )

MOST_ATTEMPTS = 5

# Of each text this much is searched: PostgreSQL refuses to index more than a megabyte at once, and
# nobody's signature may fail because a text is long.
SEARCHED_CHARACTERS = 100_000


def _searched(*texts: Any) -> SearchVector:
    parts = (Left(text, SEARCHED_CHARACTERS) for text in texts)
    return SearchVector(*parts, config="english")


# What a search looks through. An index on each makes it quick, if a search asks for just this.
ANSWER_WORDS = _searched("text", "reason", "officer_comment")
VERSION_WORDS = _searched(
    KT("content__introduction"),
    KT("content__conclusion"),
    KT("content__chief_officer__text"),
    KT("content__chief_officer__reply"),
)


class SignedVersionQuerySet(models.QuerySet["SignedVersion"]):
    def published(self) -> Self:
        """Versions that anyone may read."""
        return self.filter(
            publication__isnull=False, response__inspection__released_at__isnull=False
        )

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def lacking_letters(self) -> Self:
        """Versions signed here that have no letter yet in one of the formats."""
        held = models.Count("letters", filter=Q(letters__shape=Shape.REPORT))
        return (
            self.filter(signed_at__isnull=False)
            .defer("content", "html")
            .annotate(letters_held=held)
            .filter(letters_held__lt=len(Format))
        )


class SignedAnswerQuerySet(models.QuerySet["SignedAnswer"]):
    def published(self) -> Self:
        """Answers of the version of each response that is the published one now."""
        return self.filter(
            version__published_of__isnull=False,
            recommendation__inspection__released_at__isnull=False,
        )


class CopyQuerySet(models.QuerySet["Copy"]):
    def visible_to(self, actor: Actor) -> Self:
        """Copies of what the person's own office published."""
        return self.filter(
            version__response__body__force__in=actor.office_of,
            version__response__inspection__released_at__isnull=False,
        )

    def unsent(self) -> Self:
        return self.filter(sent_on__isnull=True)

    def of_what_was_published_here(self) -> Self:
        """Not those of an old response, whose office owes nothing any more."""
        return self.filter(version__response__is_recorded=False)

    def to_send_by_hand(self) -> Self:
        """Those that nobody gets unless their office sends them, or sees to it that they go."""
        mail = apps.get_model("responses", "CopyMail")
        on_its_way = mail.objects.filter(
            copy=OuterRef("pk"), state__in=[MailState.RESERVED, MailState.CLAIMED]
        )
        letter = apps.get_model("responses", "Letter")
        has_no_letter = letter.objects.filter(
            version=OuterRef("version"), format=Format.PDF, state=LetterState.FAILED
        )
        return self.unsent().filter(~models.Exists(on_its_way) | models.Exists(has_no_letter))


class LetterQuerySet(models.QuerySet["Letter"]):
    def published(self) -> Self:
        return self.filter(
            version__publication__isnull=False,
            version__response__inspection__released_at__isnull=False,
        )

    def without_content(self) -> Self:
        return self.defer("content")

    def listed(self) -> Self:
        """To be offered: the PDF first, each with its size and without its bytes."""
        return self.without_content().annotate(size=Length("content")).order_by("-format")

    def queued(self) -> Self:
        return self.filter(state=LetterState.QUEUED)

    def left_behind(self, *, queued_before: datetime, claimed_before: datetime) -> Self:
        """Letters that should be made by now: never taken up, lost with a worker, or failed.

        Those that were tried often enough are left for a person to try again.
        """
        return self.filter(
            Q(state=LetterState.QUEUED, changed_at__lt=queued_before)
            | Q(state=LetterState.RENDERING, changed_at__lt=claimed_before)
            | Q(state=LetterState.FAILED),
            attempts__lt=MOST_ATTEMPTS,
        )

    def lost_for_good(self, *, claimed_before: datetime) -> Self:
        """Letters whose worker was lost as often as one may be."""
        return self.filter(
            state=LetterState.RENDERING,
            changed_at__lt=claimed_before,
            attempts__gte=MOST_ATTEMPTS,
        )
