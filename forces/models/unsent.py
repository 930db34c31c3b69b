from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.http import QueryDict

from forces.models.people import User
from forces.querysets import UnsentQuerySet

if TYPE_CHECKING:
    from datetime import datetime

# What forms send beside words: marks of what was shown, dates, ticks, and what was chosen.
NOT_WORDED = re.compile(r"(.+-)?(seen|page|\w+_(day|month|year))")
NOT_WORDS = re.compile(r"on|yes|[0-9]+|[0-9a-f]{16,}|[a-z]+(_[a-z]+)+|[a-z]+-[0-9]+")


class Unsent(models.Model):
    """What one person typed on a page and could not send, since their session had ended.

    It is theirs alone, until they send it or remove it; then it is gone, so it has no history.
    `page` tells one showing of the page from another: two windows that are open at the same
    address hold two texts. `typed` holds the form as it was sent: each name with its values.
    """

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="unsent")
    address = models.CharField(max_length=1000, help_text="Where the page is.")
    page = models.CharField(max_length=20, help_text="Which showing of the page it was.")
    title = models.CharField(max_length=200, help_text="What the page is called.")
    typed = models.JSONField()
    had_files = models.BooleanField(help_text="Files were chosen, which cannot be kept.")
    at = models.DateTimeField()

    objects = UnsentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unsent"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "address", "page"], name="unsent_one_per_page_and_person"
            ),
            models.CheckConstraint(
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
                name="unsent_is_of_a_page_here",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%d %B %Y}"

    @property
    def form(self) -> QueryDict:
        """What was typed, as the form that was sent."""
        form = QueryDict(mutable=True)
        for name, texts in self.typed.items():
            form.setlist(name, texts)
        return form

    @property
    def texts(self) -> list[str]:
        """What was typed in words, in the order of the form: rather too much than too little."""
        worded = (texts for name, texts in self.typed.items() if not NOT_WORDED.fullmatch(name))
        found = (text for texts in worded for text in texts if text.strip())
        return [text for text in found if not NOT_WORDS.fullmatch(text)]


def set_aside(
    by: User,
    typed: dict[str, list[str]],
    *,
    address: str,
    page: str,
    title: str,
    had_files: bool,
    at: datetime,
) -> None:
    """Keep what a person could not send; the same page sent again takes the place of itself."""
    row = Unsent(
        by=by,
        address=address,
        page=page,
        title=title[:200],
        typed=typed,
        had_files=had_files,
        at=at,
    )
    # One statement: beside another window that sends or removes, each in two would fail.
    Unsent.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["by", "address", "page"],
        update_fields=["title", "typed", "had_files", "at"],
    )
