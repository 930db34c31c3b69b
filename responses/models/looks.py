"""What a person who may sign was shown, so that they can be told what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from forces.models import User
from responses.content import digest
from responses.models.responses import Response
from responses.querysets import LookQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from responses.content import Content


class Look(models.Model):
    """One content of a response that a person was shown to decide on, and when last."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "by", "sha256"], name="look_one_per_person_and_content"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="look_hash_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.response}"


def note_look(response: Response, content: Content, *, by: User, at: datetime) -> Look | None:
    """Note that a person is shown this content. Returns what they were shown before it, if ever.

    Reloading a page is no new look: what they are told of stays what changed since the last time
    that they saw something else. Who only ever saw this content is told of their last look at it.
    """
    now = digest(content)
    looks = Look.objects.filter(response=response, by=by)
    same, is_first = Look.objects.get_or_create(
        response=response,
        by=by,
        sha256=now,
        defaults={"at": at, "content": content},
    )
    if not is_first:
        looks.filter(pk=same.pk).update(at=at)
    return looks.exclude(sha256=now).latest_first().first() or (None if is_first else same)
