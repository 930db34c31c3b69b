"""Reads a letter as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responses.reading.proposal import Confidence, Official, Proposal, ProposedAnswer, Unplaced

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(text: str, officials: Sequence[Official], *, inspection_title: str) -> Proposal:
    """What a letter says of the recommendations of one inspection. Any text may be given."""
    source = tuple(line.rstrip() for line in text.splitlines())
    answers = tuple(
        ProposedAnswer(
            number=official.number,
            local_number=None,
            quoted=None,
            answer=None,
            confidence=Confidence.NOT_FOUND,
            why="The letter does not mention this recommendation.",
        )
        for official in officials
    )
    rest = "\n".join(source).strip()
    unplaced = (Unplaced(rest, (0, len(source) - 1)),) if rest else ()
    return Proposal(
        source=source,
        title=None,
        signed_on=None,
        published_on=None,
        signatory=None,
        statute_cited=None,
        chief_officer_comments=None,
        body_comments=None,
        answers=answers,
        unplaced=unplaced,
        set_aside=(),
    )
