"""What a draft looks like in the cells of a row.

All is text here: a state is its value and a date is in ISO form. A draft and a row of a file are
the same when their cells are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forces.spreadsheets.cells import fits, in_a_cell, plain
from recommendations.digests import digest_of
from recommendations.spreadsheets.rounds.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recommendations.models import ProgressUpdate
    from recommendations.models.standings import Standing

Cells = dict[str, str]
MARK = re.compile(r"F(\d+) R(\d+) V(\S+) ([0-9a-f]{16})")


def cells_of(draft: ProgressUpdate | None) -> Cells:
    """The cells of what is being written of a recommendation."""
    if draft is None:
        return dict.fromkeys((column.name for column in WRITTEN), "")
    return {
        "state": draft.state,
        "text": in_a_cell(draft.text),
        "next_on": draft.next_on.isoformat() if draft.next_on else "",
        "moved_reason": in_a_cell(draft.moved_reason),
    }


def is_held_back(draft: ProgressUpdate | None, name: str) -> bool:
    """Whether a text is too long for its cell, so that it cannot be changed there."""
    return draft is not None and name in PROSE and not fits(plain(getattr(draft, name)))


def _digest(cells: Mapping[str, str]) -> str:
    return digest_of(cells[column.name] for column in WRITTEN)


def mark_for(force_id: int, standing: Standing) -> str:
    """The mark of a row: whose it is, of what, as it stood, and what its cells held."""
    digest = _digest(cells_of(standing.draft))
    return f"F{force_id} R{standing.recommendation.pk} V{standing.mark} {digest}"


class Mark:
    """The mark of a row, read again. Raises ValueError for what is no mark."""

    def __init__(self, text: str) -> None:
        found = MARK.fullmatch(" ".join(text.split()))
        if found is None:
            raise ValueError(text)
        self.force_id, self.recommendation_id = int(found[1]), int(found[2])
        self.seen, self.digest = found[3], found[4]

    def is_of(self, cells: Cells) -> bool:
        """Whether a row holds what it held when it was downloaded."""
        return _digest(cells) == self.digest
