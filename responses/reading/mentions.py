"""Recommendations that comments speak of in passing, or several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responses.reading.answering import Mention
from responses.reading.labels import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.reading.numbering import Numbering
    from responses.reading.tokens import Token


def mentions_of(comments: Sequence[Sequence[Token]], numbering: Numbering) -> dict[int, Mention]:
    """For each recommendation that the comments name, the first passage that does.

    The first comments given win: the body's own words before the chief officer's.
    """
    found: dict[int, Mention] = {}
    for tokens in comments:
        for paragraph in _paragraphs(tokens):
            for official, mention in _in_paragraph(paragraph, numbering):
                found.setdefault(official, mention)
    return found


def _paragraphs(tokens: Iterable[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    for token in tokens:
        if found and found[-1][-1].piece.place == token.piece.place:
            found[-1].append(token)
        else:
            found.append([token])
    return found


def _in_paragraph(
    paragraph: Sequence[Token], numbering: Numbering
) -> Iterable[tuple[int, Mention]]:
    """A paragraph that names recommendations in one sentence is theirs as a whole; one that goes
    from one recommendation to the next is cut where it does.
    """
    named: list[tuple[int, ...]] = []
    for token in paragraph:
        officials: tuple[int, ...] = ()
        for kind, numbers in mentions(token.piece.text):
            officials += numbering.mentioned(kind, numbers)
        named.append(officials)
    speaking = [place for place, officials in enumerate(named) if officials]
    for number, place in enumerate(speaking):
        end = speaking[number + 1] if number + 1 < len(speaking) else len(paragraph)
        start = 0 if len(speaking) == 1 else place
        passage = tuple(paragraph[start:end])
        for official in named[place]:
            yield official, Mention(passage, is_group=len(set(named[place])) > 1)
