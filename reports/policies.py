from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from forces.actors import Actor


def check_compare(actor: Actor) -> None:
    """Forces are compared by inspectors: a force's progress is no business of another's."""
    if not actor.is_inspector:
        raise Refused(
            "Only inspectors may compare forces. "
            "You can see what your own force has published and said about its progress."
        )
