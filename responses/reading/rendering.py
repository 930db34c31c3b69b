"""Sentences put back together as clean paragraphs and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.reading.proposal import Lines
    from responses.reading.sentences import Piece


def text_of_pieces(
    pieces: Sequence[Piece],
    labels: frozenset[int] = frozenset(),
    marks: frozenset[Piece] = frozenset(),
) -> str:
    """The text of some sentences: a paragraph for each block, a line for each list item.

    `labels` are the places of blocks whose number is the label of a recommendation; `marks` say
    who answers.
    """
    paragraphs: list[tuple[str, bool]] = []
    last: Piece | None = None
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        text = f"{text.rstrip(' :.–—-')}:" if piece in marks else text
        if not text:
            continue
        if last is not None and last.place == piece.place:
            before, is_item = paragraphs[-1]
            paragraphs[-1] = (f"{before} {text}", is_item)
        else:
            is_item = bool(piece.block.mark) and piece.opens and piece.place not in labels
            mark = f"{piece.block.mark} " if is_item else ""
            paragraphs.append((mark + text, is_item))
        last = piece
    return _spaced(paragraphs)


def _spaced(paragraphs: Iterable[tuple[str, bool]]) -> str:
    text = ""
    was_item = False
    for paragraph, is_item in paragraphs:
        if text:
            text += "\n" if is_item and was_item else "\n\n"
        text += paragraph
        was_item = is_item
    return text


def stretches_of(pieces: Iterable[Piece]) -> tuple[Lines, ...]:
    """The lines on which sentences stand; those without a sentence of others between are one."""
    found: list[Lines] = []
    last = -2
    for piece in sorted(pieces, key=lambda p: (p.place, p.start)):
        first, end = piece.lines
        if found and piece.place - last <= 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((first, end))
        last = piece.place
    return tuple(found)
