from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import Force


def check_ask_for_pack(actor: Actor, force: Force) -> None:
    """Papers for a committee are the force's own, and its body's."""
    if force.pk not in actor.own_forces:
        raise Refused("Only the force and the office of its body may have its papers made.")
