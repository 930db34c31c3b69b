"""What tells a save that stands on what is held from one that would overwrite somebody else's.

Whoever writes hands back a mark of what they were shown. A page that saves itself as one types is
known by a token of its own, so that its saves do not stand in one another's way.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models

from forces.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from responses.models.responses import Response


class EditedMeanwhile(Exception):
    """Someone else saved what a writer had open. Carries the row as it is now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__("This was changed by someone else.")
        self.theirs = theirs


class Overtaken(Exception):
    """A later save of the same page is in already, so this one has nothing to add."""


def mark_of(*values: object) -> str:
    """A short mark that is the same only for the same values."""
    return sha256(repr(values).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Seen:
    """What a writer had before them: the mark of what was held then, and the page itself.

    `page` is the page's token and `tick` counts its saves; a writer without a page, such as an
    upload, has neither.
    """

    mark: str
    page: str = ""
    tick: int = 0


class LastSave(models.Model):
    """Who saved a place of a response last, when, and from which page.

    A place is one thing that people write in a response: an answer, the introduction and
    conclusion, the chief officer's comments, the reply to them.
    """

    response = models.ForeignKey("Response", on_delete=models.PROTECT, related_name="last_saves")
    place = models.CharField(max_length=30)
    page = models.CharField(max_length=32, blank=True)
    tick = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=16)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "place"], name="last_save_one_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.by}"


def check_seen(response: Response, place: str, seen: Seen, mark: str, *, theirs: Any) -> None:
    """See that a save of a place stands on what is held there now, whose mark is `mark`.

    Call under the lock of the response. Raises EditedMeanwhile, with `theirs`, when somebody else
    saved since, and Overtaken for a save of the same page that arrives after a later one.
    """
    if seen.page:
        last = LastSave.objects.filter(response=response, place=place, page=seen.page).first()
        if last and last.mark == mark:
            if seen.tick < last.tick:
                raise Overtaken
            # Also of a save that changes nothing: one before it may be still on its way.
            LastSave.objects.filter(pk=last.pk).update(tick=seen.tick)
            return
    if seen.mark != mark:
        raise EditedMeanwhile(theirs)


def is_overtaken(response_id: int, place: str, seen: Seen) -> bool:
    """Whether a later save of the same page is in already."""
    later = LastSave.objects.filter(
        response=response_id, place=place, page=seen.page, tick__gt=seen.tick
    )
    return bool(seen.page) and later.exists()


def note_saves(
    response: Response, saves: dict[str, tuple[Seen, str]], *, by: User, at: datetime
) -> None:
    """Keep, by place, from which page it was saved and the mark of what is held there now."""
    LastSave.objects.bulk_create(
        [
            LastSave(
                response=response,
                place=place,
                page=seen.page,
                tick=seen.tick,
                mark=mark,
                by=by,
                at=at,
            )
            for place, (seen, mark) in saves.items()
        ],
        update_conflicts=True,
        unique_fields=["response", "place"],
        update_fields=["page", "tick", "mark", "by", "at"],
    )
