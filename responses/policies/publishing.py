"""Who publishes a response, what, and from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from responses.choices import Status
from responses.policies.moves import check_move

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from responses.models import Response, SignedVersion


def check_office(actor: Actor, response: Response) -> None:
    if response.body.force_id not in actor.office_of:
        raise Refused("Only the office of this body may do that.")


def check_publish(actor: Actor, response: Response) -> None:
    check_office(actor, response)
    check_move(response.status, Status.PUBLISHED)


def check_same_version(seen: int, version: SignedVersion) -> None:
    """Nobody publishes another version than the one that the page told them of."""
    if seen != version.number:
        raise Refused(
            f"Version {version.number} was signed since you opened this page. "
            "Open the page again to see what you would publish."
        )


def check_elsewhere_has_address(published_on: date | None, url: str) -> None:
    """A day before today's is that of another place, which the register names."""
    if published_on is not None and not url:
        raise Refused("Enter the address where it was published on that day.")


def check_elsewhere_on(published_on: date, version: SignedVersion, *, on: date) -> None:
    """What a body published itself came after the report, and was signed by then."""
    if published_on > on:
        raise Refused("The date it was published there must be today or in the past.")
    report = version.response.inspection.published_on
    if published_on < report:
        raise Refused(
            f"The date it was published there must be {written(report)} or later: "
            "the report was published on that day."
        )
    if version.dated_on is not None and published_on < version.dated_on:
        raise Refused(
            f"The date it was published there must be {written(version.dated_on)} or later: "
            "the response was signed on that day."
        )
