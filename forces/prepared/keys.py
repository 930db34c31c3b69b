from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT, LONGER = 25, 4


def padded(keys: Sequence[int]) -> tuple[int, ...]:
    """These keys and some that no row has, so that there are 25, 100, 400 and so on of them.

    A prepared query is written apart for each number of keys: so it is for few.
    """
    length = SHORT
    while length < len(keys):
        length *= LONGER
    return (*keys, *range(len(keys) - length, 0))
