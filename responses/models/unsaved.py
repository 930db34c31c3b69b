from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from forces.history import tracked
from forces.models import User
from responses.choices import NotSaved
from responses.models.responses import Response
from responses.querysets import UnsavedQuerySet

if TYPE_CHECKING:
    from datetime import datetime


@tracked()
class Unsaved(models.Model):
    """What one person typed in one place of a response and could not be saved there.

    It is theirs alone, until they save it or let it go. `typed` holds the form as it was sent:
    each name with its values.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="unsaved")
    place = models.CharField(max_length=30)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="unsaved")
    why = models.CharField(max_length=20, choices=NotSaved)
    sentence = models.TextField(blank=True, help_text="What the person was told.")
    typed = models.JSONField()
    at = models.DateTimeField()

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unsaved"
        constraints = [
            models.UniqueConstraint(
                fields=["response", "place", "by"], name="unsaved_one_per_place_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.by}"


def set_aside(
    response: Response,
    place: str,
    typed: dict[str, list[str]],
    *,
    why: NotSaved,
    by: User,
    at: datetime,
    sentence: str = "",
) -> Unsaved:
    """Keep what a person typed and could not save; it replaces what they had there before."""
    fields: dict[str, Any] = {"why": why, "typed": typed, "at": at, "sentence": sentence}
    kept, _ = Unsaved.objects.update_or_create(
        response=response, place=place, by=by, defaults=fields
    )
    return kept


def let_go(response: Response, place: str, *, by: User) -> None:
    """Forget what a person had set aside: it is saved now, or they do not want it."""
    Unsaved.objects.filter(response=response, place=place, by=by).delete()
