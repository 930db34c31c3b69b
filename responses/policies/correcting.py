from __future__ import annotations

from forces.policies import Refused


class NoLongerAsked(Refused):
    """A correction would ask nothing more of forces that have answered; `count` is how many."""

    def __init__(self, count: int) -> None:
        super().__init__("Tick the box if these answers and updates are no longer asked for")
        self.count = count


def check_asked(count: int) -> None:
    """What forces answered is not put out of sight by a slip."""
    if count:
        raise NoLongerAsked(count)
