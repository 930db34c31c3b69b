"""What the force may do with its own comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from responses.choices import WRITABLE
from responses.policies.moves import check_not_recorded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forces.actors import Actor
    from responses.models import ChiefOfficerComments, OfficerDraft, Response


def check_comments_for_force(actor: Actor) -> None:
    if not actor.contact_of:
        raise Refused("Only a force’s contacts write the chief officer’s comments here.")


def check_comments_open(response: Response, comments: ChiefOfficerComments) -> None:
    """The force writes its comments until it has handed them over."""
    check_not_recorded(response)
    if comments.is_handed_over:
        raise Refused(
            "These comments are handed over, so they cannot be changed. "
            "Ask the office of your policing body to give them back if they must change."
        )


def check_hand_over(
    response: Response,
    comments: ChiefOfficerComments,
    *,
    has_singles: bool,
    draft: OfficerDraft,
    texts: Mapping[int, str],
) -> None:
    """The force hands over comments that say from whom they are, to an office that has none."""
    if response.status not in WRITABLE:
        raise Refused(
            "The response is not being written at the moment, so comments cannot be handed over. "
            "Ask the office of your policing body."
        )
    if comments.none_received:
        raise Refused(
            "The office of your policing body has recorded that no comments were received. "
            "Ask it to take that back, then hand them over."
        )
    if comments.are_here or has_singles:
        raise Refused(
            "The office of your policing body has entered comments from your force already. "
            "Ask it to remove them, then hand these over."
        )
    if not draft.comes_from.strip():
        raise Refused("Say who the comments are from before you hand them over.")
    if not (draft.text.strip() or texts):
        raise Refused("There are no comments to hand over yet.")
