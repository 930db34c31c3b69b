"""The letters of a whole inspection, asked for together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from forces.models import User
from forces.triggers import comes_with, final
from recommendations.models import Inspection
from responses.choices import Format, LetterState
from responses.models.letters import Letter
from responses.models.triggers import BUNDLED_IS_PUBLISHED
from responses.models.versions import SignedVersion
from responses.querysets import BundleQuerySet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from responses.models.responses import Response


class ListedVersion(TypedDict):
    """The published version of a response. Of an old one, some of this may not be known: empty."""

    id: int
    number: int
    is_recorded: bool
    signer: str
    office: str
    dated_on: str | None
    published_on: str | None
    url: str


class Listed(TypedDict):
    """How the response of one body stood when the letters were asked for."""

    force: str
    slug: str
    body: str
    is_held: bool
    due_on: str | None
    lateness: str
    version: ListedVersion | None


@dataclass(frozen=True)
class Progress:
    """How many of a bundle's letters are made, could not be made, and are still being made."""

    ready: int
    failed: int
    being_made: int

    @property
    def total(self) -> int:
        return self.ready + self.failed + self.being_made

    @property
    def mark(self) -> str:
        """Another one when anything is."""
        return f"{self.ready}-{self.failed}-{self.being_made}"


class Bundle(models.Model):
    """Which published versions of an inspection somebody asked for, at one moment.

    The files are the letters themselves: nothing is made twice, and what is still lacking is told
    by the states of these. How every response stood at that moment is kept beside them, so that
    the index says the same whenever it is fetched.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="bundles")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    listed = models.JSONField()

    objects = BundleQuerySet.as_manager()

    class Meta:
        triggers = final("is_final")

    def __str__(self) -> str:
        return f"Letters of {self.inspection}"

    @classmethod
    @transaction.atomic
    def ask(cls, inspection: Inspection, *, by: User, at: datetime) -> Bundle:
        """Note what is published of an inspection now, and owe each version its letter.

        A letter that is there already stays as it is. A version that is told from a paper gets
        none: its letter is that paper.
        """
        responses = list(_standing(inspection))
        bundle = cls.objects.create(
            inspection=inspection,
            asked_by=by,
            asked_at=at,
            listed=[_listed(response, on=localdate(at)) for response in responses],
        )
        versions = [each.published_version for each in responses if each.published_version]
        letters = _letters_of([each for each in versions if each.signed_at], at=at)
        bundle.versions.bulk_create(
            BundledVersion(bundle=bundle, version=version, letter_id=letters.get(version.pk))
            for version in versions
        )
        return bundle

    @property
    def file_name(self) -> str:
        return f"{self.inspection.slug}-letters-{localdate(self.asked_at).isoformat()}.zip"

    def progress(self) -> Progress:
        counts = self.versions.aggregate(
            ready=Count("pk", filter=Q(letter__state=LetterState.READY)),
            failed=Count("pk", filter=Q(letter__state=LetterState.FAILED)),
            being_made=Count(
                "pk", filter=Q(letter__state__in=[LetterState.QUEUED, LetterState.RENDERING])
            ),
        )
        return Progress(**counts)

    def failures(self) -> list[tuple[str, str]]:
        """Those of its letters that could not be made: the force of each, and why."""
        forces = {each["version"]["id"]: each["force"] for each in self.listed if each["version"]}
        failed = self.letters().filter(state=LetterState.FAILED)
        return [(forces[letter.version_id], letter.reason) for letter in failed]

    def letters(self) -> QuerySet[Letter]:
        """Its letters in the order of the list, without their bytes."""
        in_order = Letter.objects.without_content().filter(bundled__bundle=self)
        return in_order.order_by("bundled__pk")

    def lacking(self) -> QuerySet[Letter]:
        """What waits to be made of its versions, in every format: the PDFs of the bundle first."""
        owed = Letter.objects.queued().filter(version__in=self.versions.values("version"))
        return owed.order_by("-format", "pk")

    def try_again(self, *, at: datetime) -> None:
        """Let those of its letters that could not be made be tried once more."""
        versions = SignedVersion.objects.filter(pk__in=self.versions.values("version"))
        Letter.queue_failed(*versions.only("pk"), at=at)

    def files(self, letters: Collection[int]) -> Iterator[bytes]:
        """The bytes of these letters in the order of the list, held one at a time."""
        rows = self.versions.filter(letter__in=letters).order_by("pk")
        for content in rows.values_list("letter__content", flat=True).iterator(chunk_size=1):
            yield bytes(content or b"")

    def newer(self) -> int:
        """How many versions were published since it was asked for."""
        published = SignedVersion.objects.newest_of(self.inspection)
        return published.exclude(pk__in=self.versions.values("version")).count()


class BundledVersion(models.Model):
    """One published version in a bundle. One that is told from a paper has no letter."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="versions")
    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="bundled"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "version"], name="bundled_version_once")
        ]
        triggers = [
            *final("is_final"),
            comes_with("bundle_id", "responses_bundle", "What is bundled comes with its bundle"),
            BUNDLED_IS_PUBLISHED,
        ]

    def __str__(self) -> str:
        return f"{self.version} in {self.bundle}"


def _standing(inspection: Inspection) -> QuerySet[Response]:
    """Every response to an inspection, by force, without the words of the working record."""
    return (
        inspection.responses.select_related("body__force", "published_version__publication")
        .defer(
            "introduction", "conclusion", "published_version__content", "published_version__html"
        )
        .order_by("body__force__name", "pk")
    )


def _listed(response: Response, *, on: date) -> Listed:
    version = response.published_version
    return {
        "force": response.body.force.name,
        "slug": response.body.force.slug,
        "body": response.body.name,
        "is_held": response.is_held,
        "due_on": _iso(response.due_on),
        "lateness": str(response.lateness(on)),
        "version": _listed_version(version) if version else None,
    }


def _listed_version(version: SignedVersion) -> ListedVersion:
    return {
        "id": version.pk,
        "number": version.number,
        "is_recorded": version.signed_at is None,
        "signer": version.signer_name,
        "office": version.signer_office,
        "dated_on": _iso(version.dated_on),
        "published_on": _iso(version.publication.published_on),
        "url": version.publication.url,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _letters_of(versions: list[SignedVersion], *, at: datetime) -> dict[int, int]:
    """The letter of each version as a PDF, owed where it has none yet."""
    Letter.queue(versions, at=at)
    made = Letter.objects.filter(version__in=versions, format=Format.PDF)
    return dict(made.values_list("version", "pk"))
