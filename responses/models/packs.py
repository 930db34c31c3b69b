from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models, transaction

from forces.govuk.dates import as_at_in_a_name
from forces.models import Force, User
from responses import policies
from responses.models.made_files import MadeFile
from responses.querysets import CommitteePackQuerySet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from forces.actors import Actor
    from responses.choices import Format


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
        """As the spreadsheet of the same papers is called."""
        moment = as_at_in_a_name(self.asked_at)
        return f"committee-pack-{self.force.slug}-{moment}.{self.format}"

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        force: Force,
        actor: Actor,
        *,
        kind: Format,
        at: datetime,
        render: Callable[[], str],
    ) -> Self:
        """Have the papers made as things stand, in place of those that this person asked for.

        `render` makes their HTML. Raises Refused for who is not of the force or its body's office.
        """
        policies.check_ask_for_pack(actor, force)
        Force.objects.select_for_update(no_key=True).get(pk=force.pk)  # asked for twice at once
        cls.objects.filter(force=force, asked_by=actor.person, format=kind).delete()
        return cls.objects.create(
            force=force,
            format=kind,
            html=render(),
            as_at=actor.on,
            asked_by=actor.person,
            asked_at=at,
            changed_at=at,
        )
