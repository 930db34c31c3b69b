from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from reports.watching import watched

if TYPE_CHECKING:
    from forces.actors import Actor

LONGEST_ADDRESS, LONGEST_QUERY = 300, 1000
VIEWS_EACH = 100


def check_compare(actor: Actor) -> None:
    """Forces are compared by inspectors: a force's progress is no business of another's."""
    if not actor.is_inspector:
        raise Refused(
            "Only inspectors may compare forces. "
            "You can see what your own force has published and said about its progress."
        )


def check_save_view(address: str, query: str) -> None:
    """Views are saved of the pages that compare and list, as far as their address goes."""
    if watched(address) is None or len(address) > LONGEST_ADDRESS or "\0" in query:
        raise Refused("This page cannot be saved as a view.")
    if len(query) > LONGEST_QUERY:
        raise Refused("Too much is chosen on this page for it to be saved. Choose less.")


def check_another_view(held: int) -> None:
    """Each view with mail is looked at every week: a person has a hundred at most."""
    if held >= VIEWS_EACH:
        raise Refused("You have as many saved views as one person can have. Remove one first.")
