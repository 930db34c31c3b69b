from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.triggers import final
from responses.choices import MEDIA_TYPES, Format, LetterState, Shape
from responses.models.versions import SignedVersion
from responses.querysets import LetterQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Letter(models.Model):
    """The file of a signed version in one format: made once, kept as issued, never made again."""

    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="letters")
    shape = models.CharField(max_length=20, choices=Shape, default=Shape.REPORT)
    format = models.CharField(
        max_length=10, choices=Format, default=Format.PDF, db_default=Format.PDF
    )
    state = models.CharField(max_length=20, choices=LetterState, default=LetterState.QUEUED)
    content = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "shape", "format"], name="letter_one_per_shape_and_format"
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.READY, content__isnull=False)
                & Q(sha256__regex=r"^[0-9a-f]{64}$")
                | (~Q(state=LetterState.READY) & Q(content__isnull=True, sha256="")),
                name="letter_ready_has_content",
            ),
        ]
        triggers = final("issued_is_final", pgtrigger.Q(old__state=LetterState.READY))

    def __str__(self) -> str:
        return f"Letter of {self.version}"

    @property
    def file_name(self) -> str:
        response = self.version.response
        return (
            f"{response.inspection.slug}-{response.body.force.slug}"
            f"-version-{self.version.number}.{self.format}"
        )

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format]

    @classmethod
    def queue(cls, versions: Iterable[SignedVersion], *, at: datetime) -> None:
        """Owe each version its letter in every format in which it has none yet."""
        letters = [
            Letter(version=each, format=kind, changed_at=at) for each in versions for kind in Format
        ]
        Letter.objects.bulk_create(letters, ignore_conflicts=True)

    @classmethod
    def queue_failed(cls, version: SignedVersion, *, at: datetime) -> None:
        """Let what could not be made of a version be tried again."""
        Letter.objects.filter(version=version, state=LetterState.FAILED).update(
            state=LetterState.QUEUED, changed_at=at, error=""
        )

    def claim(self, *, at: datetime) -> bool:
        """Take this letter for rendering. False when another worker has it, or it is made."""
        claimed = Letter.objects.filter(
            pk=self.pk, state__in={LetterState.QUEUED, LetterState.FAILED}
        ).update(
            state=LetterState.RENDERING,
            changed_at=at,
            attempts=models.F("attempts") + 1,
            error="",
        )
        return bool(claimed)

    def issue(self, content: bytes, *, at: datetime) -> None:
        """Keep the finished file, for good, unless another worker issued it meanwhile."""
        self._finish(
            state=LetterState.READY,
            content=content,
            sha256=sha256(content).hexdigest(),
            changed_at=at,
        )

    def fail(self, reason: str, *, at: datetime) -> None:
        """Record why it could not be made, to be shown and tried again."""
        self._finish(state=LetterState.FAILED, error=reason, changed_at=at)

    def _finish(self, **fields: Any) -> None:
        Letter.objects.filter(pk=self.pk).exclude(state=LetterState.READY).update(**fields)

    def queue_again(self, *, at: datetime) -> None:
        """Let a letter that failed, or that a lost worker left behind, be claimed once more."""
        Letter.objects.filter(pk=self.pk).exclude(state=LetterState.READY).update(
            state=LetterState.QUEUED, changed_at=at, error=""
        )
