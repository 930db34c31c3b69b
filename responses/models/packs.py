from __future__ import annotations

from django.db import models

from forces.models import Force, User
from responses.models.made_files import MadeFile
from responses.querysets import CommitteePackQuerySet


class CommitteePack(MadeFile):
    """Papers for a committee: what a force has open, what slipped and what is closed, on a day.

    A person has one of a force and a format: asking again puts a new row in its place.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="packs")
    html = models.TextField()
    as_at = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = CommitteePackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "asked_by", "format"], name="committee_pack_one_per_person"
            ),
            *MadeFile.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"Committee pack of {self.force}"

    @property
    def file_name(self) -> str:
        return f"{self.force.slug}-committee-pack-{self.as_at:%Y-%m-%d}.{self.format}"
