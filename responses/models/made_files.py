"""A file that a worker makes: claimed by one worker at a time, and finished once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from responses.choices import MEDIA_TYPES, Format, LetterState, Shape

if TYPE_CHECKING:
    from datetime import datetime

WORKER_LOST = "WorkerLost: it stopped, each time this was tried"
# Why a file could not be made, by the first word of what is kept of it, for whoever waits for it.
REASONS = {
    "WorkerLost": "The making of it was cut off, each time it was tried.",
    "MemoryError": "It takes more room to make than there was.",
    "OSError": "The service could not read or write something that it needs.",
    "FileNotFoundError": "The service could not read or write something that it needs.",
    "PermissionError": "The service could not read or write something that it needs.",
    "OperationalError": "The service lost touch with its own records.",
}
ANOTHER_REASON = "Something went wrong in the service."


class MadeFile(models.Model):
    """The file of a letter in one shape and one format, and how far the making of it is."""

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

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state=LetterState.READY, content__isnull=False)
                & Q(sha256__regex=r"^[0-9a-f]{64}$")
                | (~Q(state=LetterState.READY) & Q(content__isnull=True, sha256="")),
                name="%(class)s_ready_has_content",
            ),
        ]

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format]

    @property
    def is_being_made(self) -> bool:
        return self.state in {LetterState.QUEUED, LetterState.RENDERING}

    @property
    def reason(self) -> str:
        """Why it failed, without the words of programmers: those are in the admin site."""
        return REASONS.get(self.error.partition(":")[0], ANOTHER_REASON) if self.error else ""

    def claim(self, *, at: datetime) -> bool:
        """Take this for making. False when another worker has it, or it is made.

        Each claim has a number of its own, its attempt: what an earlier one still says is not
        taken down.
        """
        claimed = (
            self._of_this_attempt()
            .filter(state__in={LetterState.QUEUED, LetterState.FAILED})
            .update(
                state=LetterState.RENDERING,
                changed_at=at,
                attempts=self.attempts + 1,
                error="",
            )
        )
        self.attempts += claimed
        return bool(claimed)

    def issue(self, content: bytes, *, at: datetime) -> bool:
        """Keep the finished file; whether it is kept: not where it was claimed or made since."""
        return self._finish(
            state=LetterState.READY,
            content=content,
            sha256=sha256(content).hexdigest(),
            changed_at=at,
        )

    def fail(self, reason: str, *, at: datetime) -> None:
        """Record why it could not be made, to be shown and tried again."""
        self._finish(state=LetterState.FAILED, error=reason, changed_at=at)

    def queue_again(self, *, at: datetime) -> None:
        """Let what failed, or what a lost worker left behind, be claimed once more."""
        self._finish(state=LetterState.QUEUED, error="", changed_at=at)

    def _finish(self, **fields: Any) -> bool:
        return bool(self._of_this_attempt().exclude(state=LetterState.READY).update(**fields))

    def _of_this_attempt(self) -> models.QuerySet[Self]:
        """This row, unless somebody claimed it after it was loaded, or it is gone."""
        return type(self)._default_manager.filter(pk=self.pk, attempts=self.attempts)
