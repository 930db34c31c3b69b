from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.http import QueryDict

from forces.models import User
from responses.choices import NotSaved
from responses.models.responses import Response
from responses.querysets import UnsavedQuerySet

if TYPE_CHECKING:
    from datetime import datetime


# The fields in which nothing is worded: marks, choices, dates, and the button that was pressed.
NOT_WORDED = re.compile(
    r"(seen|into|standing|position)(_\w+)?|answered_with|also|outcome|ticked_before"
    r"|shape|numbers|quotation|left_out|\w+_(day|month|year)"
    r"|page|submit|save|next|look|hand_over|keep_mine"
)


@dataclass(frozen=True)
class Place:
    """One thing in a response that one person writes: what it is called, and its page."""

    response_id: int
    name: str
    title: str
    address: str
    by_id: int


class Unsaved(models.Model):
    """What one person typed in one place of a response and could not be saved there.

    It is theirs alone, until they save it or let it go; then it is gone, so it has no history.
    `typed` holds the form as it was sent: each name with its values.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="unsaved")
    place = models.CharField(max_length=30)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="unsaved")
    title = models.CharField(max_length=200, help_text="What the place is called.")
    address = models.CharField(max_length=200, help_text="The page of the place.")
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

    @property
    def form(self) -> QueryDict:
        """What was typed, as the form that was sent."""
        form = QueryDict(mutable=True)
        for name, texts in self.typed.items():
            form.setlist(name, texts)
        return form

    @property
    def texts(self) -> list[str]:
        """What was typed in words, in the order of the form: not what was chosen, nor marks."""
        worded = (texts for name, texts in self.typed.items() if not NOT_WORDED.fullmatch(name))
        return [text for texts in worded for text in texts if text.strip()]


def set_aside(
    place: Place, typed: dict[str, list[str]], *, why: NotSaved, at: datetime, sentence: str = ""
) -> None:
    """Keep what a person typed and could not save; it replaces what they had there before."""
    row = Unsaved(
        response_id=place.response_id,
        place=place.name,
        by_id=place.by_id,
        title=place.title[:200],
        address=place.address,
        why=why,
        sentence=sentence,
        typed=typed,
        at=at,
    )
    # One statement: beside another window that sets aside or lets go, each in two would fail.
    Unsaved.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["response", "place", "by"],
        update_fields=["title", "address", "why", "sentence", "typed", "at"],
    )


def let_go(place: Place) -> None:
    """Forget what a person had set aside: it is saved now, or they do not want it."""
    Unsaved.objects.of(place).delete()


def let_go_of_page(place: Place, page: str, shown_at: datetime) -> None:
    """Forget what a page showed or sent, since it is saved now.

    What the person set aside on another page after this one was shown stays: it is other text.
    """
    shown = Q(at__lt=shown_at + timedelta(seconds=1))  # a page knows when to the second
    Unsaved.objects.of(place).filter(shown | Q(typed__page=[page])).delete()
