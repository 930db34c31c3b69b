from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models

from forces.models import User
from forces.triggers import final
from responses.choices import Format, LetterState
from responses.models.made_files import MadeFile
from responses.models.responses import Response
from responses.models.versions import SignedVersion
from responses.querysets import DraftLetterQuerySet, LetterQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Letter(MadeFile):
    """The file of a signed version in one format: made once, kept as issued, never made again."""

    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="letters")

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "format"], name="letter_one_per_format"),
            *MadeFile.Meta.constraints,
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

    @classmethod
    def queue(cls, versions: Iterable[SignedVersion], *, at: datetime) -> None:
        """Owe each version its letter in every format in which it has none yet."""
        letters = [
            Letter(version=each, shape=each.shape, format=kind, changed_at=at)
            for each in versions
            for kind in Format
        ]
        Letter.objects.bulk_create(letters, ignore_conflicts=True)

    @classmethod
    def queue_failed(cls, *versions: SignedVersion, at: datetime) -> None:
        """Let what could not be made of these versions be tried again."""
        Letter.objects.filter(version__in=versions, state=LetterState.FAILED).update(
            state=LetterState.QUEUED, changed_at=at, error=""
        )


class DraftLetter(MadeFile):
    """The file of a draft as it stood when somebody asked for it, marked as a draft.

    One of each shape and format is kept: asking again puts a new row in the place of the old one,
    so that a worker that still makes the old one finds no row to write to.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="draft_letters")
    html = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = DraftLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "shape", "format"], name="draft_letter_one_per_shape_and_format"
            ),
            *MadeFile.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"Draft letter of {self.response}"

    @property
    def file_name(self) -> str:
        response = self.response
        shape = self.shape.replace("_", "-")
        return f"{response.inspection.slug}-{response.body.force.slug}-draft-{shape}.{self.format}"
