"""The columns of what a force says of a recommendation: its published answer, and its claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations.choices import State
from reports.exports.matrix import answer_words

if TYPE_CHECKING:
    from forces.csv_text import Value
    from recommendations.models import ProgressUpdate
    from responses.models import Response, SignedAnswer

ANSWERED = ("Answer", "Planned for", "Text", "Reason", "Chief officer’s comment")
CLAIMED = ("Progress claimed", "Progress as at", "What has changed", "Next date")


def answered(response: Response | None, answer: SignedAnswer | None) -> list[Value]:
    """What the answer says, or why there is none."""
    if answer is None:
        return [answer_words(response, None), None, None, None, None]
    together = answer.answered_with.number if answer.answered_with else None
    return [
        answer_words(response, answer.position, together),
        answer.planned_on,
        answer.text,
        answer.reason,
        answer.officer_comment,
    ]


def claimed(claim: ProgressUpdate | None) -> list[Value]:
    if claim is None:
        return [None] * len(CLAIMED)
    return [State(claim.state).label, claim.as_at, claim.text, claim.next_on]
