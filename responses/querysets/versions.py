"""Signed versions, their answers and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Left

from responses.choices import Format, LetterState, MailState

if TYPE_CHECKING:
    from forces.actors import Actor
    from recommendations.models import Inspection
    from responses.models import (
        Copy,
        SignedAnswer,
        SignedVersion,
    )

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

    def newest_of(self, inspection: Inspection) -> Self:
        """Of each response to an inspection, the version that is published now."""
        return self.published().filter(response__inspection=inspection, published_of__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def lacking_letters(self) -> Self:
        """Versions signed here that have no letter yet in one of the formats."""
        return (
            self.filter(signed_at__isnull=False)
            .defer("content", "html")
            .annotate(letters_held=models.Count("letters"))
            .filter(letters_held__lt=len(Format))
        )


class SignedAnswerQuerySet(models.QuerySet["SignedAnswer"]):
    def published(self) -> Self:
        """Answers of the version of each response that is the published one now."""
        current = apps.get_model("responses", "Response").objects.filter(
            published_version=OuterRef("version"), inspection__released_at__isnull=False
        )
        return self.filter(models.Exists(current))

    def published_of(self, inspection: int) -> Self:
        """Those of one inspection: without looking at which versions of others are published."""
        current = apps.get_model("responses", "Response").objects.filter(
            published_version=OuterRef("version"),
            inspection=inspection,
            inspection__released_at__isnull=False,
        )
        return self.filter(models.Exists(current))


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
