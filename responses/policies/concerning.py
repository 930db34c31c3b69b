from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forces.models import Force


class ForcesStay(Refused):
    """Something is held of forces that were to be taken off an inspection."""

    def __init__(self, forces: Iterable[Force]) -> None:
        names = ", ".join(str(force) for force in forces)
        super().__init__(
            f"{names} cannot be taken off the list: a response was begun, progress or figures are "
            "held, or people were told by e-mail. Nothing was changed."
        )


def check_let_go(held: Iterable[Force]) -> None:
    """A force goes off a published inspection only while nothing is held of it."""
    if kept := list(held):
        raise ForcesStay(kept)
