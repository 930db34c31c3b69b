"""What is published of a response: its versions, and the letters made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Length
from django.utils.timezone import localdate

from forces.prepared import prepared
from responses.choices import Format, LetterState
from responses.models import Letter, SignedVersion

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from responses.models import Publication, Response


def published_versions(inspection_slug: str, force_slug: str) -> QuerySet[SignedVersion]:
    """The published versions of one body's response, newest first, without the letters' text."""
    return (
        SignedVersion.objects.published()
        .filter(response__inspection__slug=inspection_slug, response__body__force__slug=force_slug)
        .select_related("publication", "response__inspection", "response__body__force")
        .defer("html", "response__introduction", "response__conclusion")
        .newest_first()
    )


def published_letters() -> QuerySet[Letter]:
    """Finished files of published versions, without their bytes."""
    return Letter.objects.published().filter(state=LetterState.READY).without_content()


def public_since(letter: Letter) -> datetime:
    """Since when anyone may have a letter: often it was made before, which is nobody's business."""
    return max(letter.changed_at, letter.version.publication.at)


def is_elsewhere_first(publication: Publication) -> bool:
    """Whether the body's own website had it before this register: then that day counts."""
    day = publication.published_on
    # What happened before this service was only entered here.
    return day is not None and publication.by_id is not None and day < localdate(publication.at)


@dataclass(frozen=True)
class Edition:
    """A published version as it is listed: with its files, once they are made."""

    version: SignedVersion
    letters: list[Letter]


def editions(response: Response) -> list[Edition]:
    """Every published version of a response, newest first."""
    letters: defaultdict[int, list[Letter]] = defaultdict(list)
    for letter in _letters(response.pk):
        letters[letter.version_id].append(letter)
    versions = _versions(response.pk)
    return [Edition(version, _in_order(letters[version.pk])) for version in versions]


@prepared
def _letters(response: int) -> QuerySet[Any]:
    made = published_letters().filter(version__response=response)
    measured: QuerySet[Any] = made.annotate(size=Length("content"))
    return measured


@prepared
def _versions(response: int) -> QuerySet[SignedVersion]:
    found = SignedVersion.objects.published().filter(response=response)
    return found.select_related("publication").newest_first().defer("content", "html")


def _in_order(letters: list[Letter]) -> list[Letter]:
    return sorted(letters, key=lambda letter: Format.values.index(letter.format))
