"""Where a response stands, and what may be done with it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from responses.choices import MOVE, NEXT, STANDS, WRITABLE, Status

if TYPE_CHECKING:
    from responses.models import Response


def check_move(old: str, new: str, reason: str = "") -> None:
    """Only the moves in the table, and some only with a reason."""
    if Status(new) not in NEXT[Status(old)]:
        raise Refused(
            f"This response {STANDS[Status(old)]}, so that cannot be done. "
            "Open it again to see where it stands."
        )
    if MOVE[Status(old), Status(new)].needs_reason and not reason.strip():
        raise Refused("Say why.")


def check_not_moved_on(seen: str, now: str) -> None:
    """Nobody acts on a response that is no longer where they saw it."""
    if seen != now:
        raise Refused(
            f"This response {STANDS[Status(now)]} by now. Open it again to see where it stands."
        )


def check_not_recorded(response: Response) -> None:
    if response.is_recorded:
        raise Refused(
            "This inspection’s responses came before this service, so they are not written here."
        )


def check_writable(response: Response) -> None:
    check_not_recorded(response)
    if response.status not in WRITABLE:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}, so it cannot be changed now."
        )
