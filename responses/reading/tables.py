"""The rows of a table: which one names the columns, and who answers in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responses.reading.cues import Voice
from responses.reading.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.tokens import Token

# So many columns of answers are told apart by their headings.
_TWO = 2


def cells_of(row: Sequence[Token]) -> list[Token]:
    """The first token of each cell of a row."""
    found: dict[int, Token] = {}
    for token in row:
        found.setdefault(token.piece.place, token)
    return list(found.values())


def answerers(columns: Sequence[Token], cells: Sequence[Token]) -> dict[int, Token]:
    """The headings that say who answers in the cells of a row, where more than one does."""
    if len(columns) != len(cells):
        return {}
    named = [pair for pair in zip(columns, cells, strict=True) if _says_who(pair[0])]
    if len(named) < _TWO:
        return {}
    return {cell.piece.place: column for column, cell in named if cell is not column}


def _says_who(column: Token) -> bool:
    if column.heading is not None:
        return column.heading.voice in (Voice.BODY, Voice.CHIEF)
    marker = column.marker
    return marker is not None and marker.is_answer and marker.voice != Voice.NEUTRAL


def is_head_row(cells: Sequence[Token]) -> bool:
    """Whether a table row only names the columns."""
    names = [token for token in cells if token.sort in (Sort.MARKER, Sort.HEADING)]
    asks = any(token.marker is not None and not token.marker.is_answer for token in names)
    others = [token.piece.text for token in cells if token not in names]
    if any(len(text) > 60 or text.endswith((".", "!")) for text in others):
        return False
    return len(cells) > 1 and (asks or len(names) > 1)
