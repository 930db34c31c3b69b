"""What a person who may sign was shown, so that they can be told what changed since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from forces.models import User
from forces.prepared import prepared
from responses.models.responses import Response
from responses.querysets import LookQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from responses.content import Content

# Not every reload is written: what is told of a look may be so old.
AGAIN = timedelta(minutes=1)


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


def note_look(
    response: Response, content: Content, sha256: str, *, by: User, at: datetime
) -> Look | None:
    """Note that a person is shown this content. Returns what they were shown before it, if ever.

    `sha256` is the content's digest. Reloading a page is no new look: what they are told of stays
    what changed since the last time that they saw something else. Who only ever saw this content is
    told of their last look at it.
    """
    held = _looks(response.pk, by.pk, sha256)
    same = next((look for look in held if look.sha256 == sha256), None)
    others = [look for look in held if look.sha256 != sha256]
    if same is None:
        Look.objects.get_or_create(
            response=response, by=by, sha256=sha256, defaults={"at": at, "content": content}
        )
    elif not same.at <= at < same.at + AGAIN or any(other.at > same.at for other in others):
        Look.objects.filter(pk=same.pk).update(at=at)
    return others[0] if others else same


@prepared
def _looks(response: int, person: int, now: str) -> QuerySet[Look]:
    """That at what is there now, and the latest at anything else."""
    return Look.objects.filter(response=response, by=person).latest_after(now)[:2]
