"""Who publishes a response and sends copies of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from responses.choices import Status
from responses.policies.moves import check_move

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.models import Response


def check_office(actor: Actor, response: Response) -> None:
    if response.body.force_id not in actor.office_of:
        raise Refused("Only the office of this body may do that.")


def check_publish(actor: Actor, response: Response) -> None:
    check_office(actor, response)
    check_move(response.status, Status.PUBLISHED)
