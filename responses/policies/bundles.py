"""Who may have the letters of a whole inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from forces.actors import Actor


def check_bundle(actor: Actor) -> None:
    """Inspectors ask for all letters at once: it is work for the service, and their task."""
    if not actor.is_inspector:
        raise Refused(
            "Only inspectors may ask for all letters of an inspection at once. "
            "Each letter that is published can be read in the register."
        )
