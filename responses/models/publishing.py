"""Publishing a signed version, from which the register, the copies and the last day follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from responses import policies
from responses.choices import Status
from responses.models.versions import Publication

if TYPE_CHECKING:
    from datetime import datetime

    from forces.actors import Actor
    from responses.models.responses import Response


@transaction.atomic
def publish(response: Response, actor: Actor, *, at: datetime, url: str = "") -> Publication:
    """Make the signed version public, today. What s.55(5A) times is this."""
    row = response.locked()
    policies.check_publish(actor, row)
    version = row.versions.get(number=row.draft_number)
    publication = Publication.objects.create(
        version=version, published_on=actor.on, url=url, by=actor.person, at=at
    )
    response.published_version = version
    response.published_on = row.published_on or actor.on
    response.save(update_fields=["published_version", "published_on"])
    response.move_to(Status.PUBLISHED, by=actor.person, at=at)
    return publication
