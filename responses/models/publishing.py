"""Publishing a signed version, from which the register, the copies and the last day follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from responses import policies
from responses.choices import Status
from responses.models.copying import owe_copies
from responses.models.offering import offer_updates
from responses.models.versions import Publication

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.actors import Actor
    from responses.models.responses import Response
    from responses.models.versions import SignedVersion


def version_to_publish(response: Response) -> SignedVersion:
    """The signed version that publishing makes public. Its words are not loaded."""
    versions = response.versions.defer("content", "html").select_related("response__inspection")
    return versions.get(number=response.draft_number)


@transaction.atomic
def publish(
    response: Response,
    actor: Actor,
    *,
    at: datetime,
    url: str = "",
    published_on: date | None = None,
    seen: int | None = None,
) -> Publication:
    """Make the signed version public here, now, owe the copies of it, and offer its progress.

    What s.55(5A) times is publication: today's, or that on the body's own website at `url` where
    `published_on` says that it was there before. `seen` is the number of the version that the
    person was told of. Raises Refused where that is another one, or the day cannot be.
    """
    row = response.locked()
    policies.check_publish(actor, row)
    version = version_to_publish(row)
    policies.check_same_version(seen or version.number, version)
    policies.check_elsewhere_has_address(published_on, url)
    today = timezone.localdate(at)  # which may have begun since the button was pressed
    day = published_on or today
    policies.check_elsewhere_on(day, version, on=today)
    publication = Publication.objects.create(
        version=version, published_on=day, url=url, by=actor.person, at=at
    )
    owe_copies(version, at=at)
    response.published_version = version
    response.published_on = min(row.published_on or day, day)
    response.save(update_fields=["published_version", "published_on"])
    response.move_to(Status.PUBLISHED, by=actor.person, at=at)
    offer_updates(row, version, by=actor.person, at=at)
    return publication
