"""How a letter is arranged, what it must state, and who asks for its draft as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from responses.choices import SETTLED
from responses.gaps import missing
from responses.policies.moves import check_not_recorded
from responses.policies.publishing import check_office

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from forces.actors import Actor
    from responses.content import Content
    from responses.models import Response


def check_leaves_some(left_out: Collection[int], asked: Iterable[int]) -> None:
    """A letter sets out one recommendation at least."""
    if left_out and set(left_out) >= set(asked):
        raise Refused("Leave at least one recommendation in the letter.")


def check_letter_is_whole(content: Content, done: str) -> None:
    """Nothing is sent or signed while brackets stand in its letter in the place of facts."""
    if lacking := missing(content):
        named = "; ".join(gap.heading for gap in lacking)
        raise Refused(
            f"This response cannot be {done} yet. What is missing or to be put right in its "
            f"letter: {named}."
        )


def check_ask_for_draft(actor: Actor, response: Response) -> None:
    """The office has files made of what is not signed yet; what is signed has its letter."""
    check_office(actor, response)
    check_not_recorded(response)
    if response.status in SETTLED:
        raise Refused(
            "This response is signed, so there is no draft any more. Its letter is on the page of "
            "the signed version."
        )
