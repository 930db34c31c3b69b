"""What an answer looks like in the cells of a row.

All is text here: a position is its value, a date is in ISO form, and another recommendation is its
number. An answer and a row of a file are the same when their cells are: so what nobody touched
stays as it is held, whatever a spreadsheet program does to line ends and signs that it cannot hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forces.spreadsheets.cells import fits, in_a_cell, plain
from responses.models.answers import answer_mark
from responses.models.saving import mark_of
from responses.spreadsheets.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recommendations.models import Recommendation
    from responses.models import Answer, Response

Cells = dict[str, str]


def asked_in_a_cell(recommendation: Recommendation) -> str:
    """What a recommendation asks; a summary says that it is one."""
    summary = "Summary, not the official wording: " if recommendation.is_summary else ""
    return in_a_cell(summary + recommendation.text)


def cells_of(answer: Answer | None) -> Cells:
    """The cells of what is held of an answer."""
    if answer is None:
        return dict.fromkeys((column.name for column in WRITTEN), "")
    return {
        "local_number": answer.local_number,
        "position": answer.position,
        "planned_on": answer.planned_on.isoformat() if answer.planned_on else "",
        "answered_with": answer.answered_with.number if answer.answered_with else "",
        "text": in_a_cell(answer.text),
        "reason": in_a_cell(answer.reason),
    }


def is_held_back(answer: Answer | None, name: str) -> bool:
    """Whether a text is too long for its cell, so that it cannot be changed there."""
    return answer is not None and name in PROSE and not fits(plain(getattr(answer, name)))


MARK = re.compile(r"R(\d+) A(\d+) V(\w+) ([0-9a-f]{16})")


def _digest(cells: Mapping[str, str]) -> str:
    return mark_of(*(cells[column.name] for column in WRITTEN))


def mark_for(response: Response, recommendation: Recommendation, answer: Answer | None) -> str:
    """The mark of a row: which answer it is, in which revision, and what its cells held."""
    return f"R{response.pk} A{recommendation.pk} V{answer_mark(answer)} {_digest(cells_of(answer))}"


class Mark:
    """The mark of a row, read again. Raises ValueError for what is no mark."""

    def __init__(self, text: str) -> None:
        found = MARK.fullmatch(" ".join(text.split()))
        if found is None:
            raise ValueError(text)
        self.response_id = int(found[1])
        self.recommendation_id = int(found[2])
        self.revision = found[3]
        self.digest = found[4]

    def is_of(self, cells: Cells) -> bool:
        """Whether a row holds what it held when it was downloaded."""
        return _digest(cells) == self.digest
