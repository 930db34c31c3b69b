"""The public register: what is published, read from signed versions that cannot change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import Length

from responses.choices import LetterState
from responses.models import Letter, Response, SignedVersion

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from recommendations.deadlines import Lateness
    from recommendations.models import Inspection


@dataclass(frozen=True)
class Entry:
    """One body in the register of an inspection."""

    response: Response
    lateness: Lateness

    @property
    def own_working(self) -> str:
        """What the working of its last day says beyond, or instead of, the inspection's."""
        return self.response.working.removeprefix(self.response.inspection.working).strip()


def entries(inspection: Inspection, on: date) -> list[Entry]:
    """Every body that owes a response, in the order of the forces' names."""
    owed = (
        inspection.responses.public_facts()
        .select_related("body__force")
        .order_by("body__force__name")
    )
    return [Entry(response, response.lateness(on)) for response in owed]


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
    """Finished PDFs of published versions, without their bytes."""
    return Letter.objects.published().filter(state=LetterState.READY).without_content()


@dataclass(frozen=True)
class Edition:
    """A published version as it is listed: with its PDF, once that is made."""

    version: SignedVersion
    letter: Letter | None


def editions(response: Response) -> list[Edition]:
    """Every published version of a response, newest first."""
    letters = {
        letter.version_id: letter
        for letter in published_letters()
        .filter(version__response=response)
        .annotate(size=Length("content"))
    }
    versions = (
        SignedVersion.objects.published()
        .filter(response=response)
        .select_related("publication")
        .newest_first()
        .defer("content", "html")
    )
    return [Edition(version, letters.get(version.pk)) for version in versions]
