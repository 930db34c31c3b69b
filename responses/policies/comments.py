"""What the office may do with the chief officer’s comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from datetime import date

    from responses.models import ChiefOfficerComments


def check_not_handed_over(comments: ChiefOfficerComments) -> None:
    """What the force handed over is its own: the office does not rewrite it."""
    if comments.is_handed_over:
        raise Refused(
            "The force handed these comments over, so they cannot be changed here. "
            "Give them back to the force if they must change."
        )


def check_none_received(comments: ChiefOfficerComments, *, none_received: bool) -> None:
    """Where none came there is nothing that the body replied to."""
    if none_received and comments.reply.strip():
        raise Refused(
            "There is a reply to the chief officer’s comments. Remove it before you record that "
            "none were received."
        )


def check_reply(comments: ChiefOfficerComments) -> None:
    """A body replies to comments that are here; a reply that is there can always be removed."""
    if not (comments.are_here or comments.reply):
        raise Refused("There are no comments from the chief officer to reply to yet.")


def check_received_on(received_on: date | None, *, on: date) -> None:
    if received_on is not None and received_on > on:
        raise Refused("The date they were received must be today or in the past.")


def check_handed_over(comments: ChiefOfficerComments) -> None:
    if not comments.is_handed_over:
        raise Refused("The force has not handed any comments over.")


def check_give_back(comments: ChiefOfficerComments, reason: str) -> None:
    """What the force handed over goes back to it with a reason."""
    check_handed_over(comments)
    if not reason.strip():
        raise Refused("Say why.")
