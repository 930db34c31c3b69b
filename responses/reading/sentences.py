"""Sentences: the smallest stretch of a letter that is put in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responses.reading.blocks import Block
    from responses.reading.proposal import Lines

_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“\u2018(\[]*[A-Z0-9•])|(?<=:-)\s*|(?<=;-)\s*"
    # Words left out of a quotation, before a new sentence of it.
    r"|(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s+(?=[A-Z])"
)
_SHORTENED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|nos|rec|recs|re|para|paras|pp|eg|e\.g|i\.e|etc|cf|vs|supt|insp|"
    r"sgt|ch|det|hon|rt|dept|approx|vol|s|ss|art|sch|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec)"
    r"|\b[a-z])\.$|^\(?\w{1,3}[.)]$|(?<=[.!?] )\(?\d{1,2}[.)]$",
    re.IGNORECASE,
)


# An abbreviation before a full stop is shorter than this.
_TAIL = 24


@dataclass(frozen=True)
class Piece:
    """A sentence of a block. `place` is the block's place in the letter."""

    place: int
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end].strip()

    @property
    def lines(self) -> Lines:
        return self.block.lines_of(self.start, self.end)

    @property
    def opens(self) -> bool:
        """Whether it begins its block."""
        return self.start == 0

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Two pieces, cut at a character of its block."""
        return (
            Piece(self.place, self.block, self.start, at),
            Piece(self.place, self.block, at, self.end),
        )


def _bounds(text: str) -> list[int]:
    bounds = [0]
    for gap in _END.finditer(text):
        sentence = text[max(bounds[-1], gap.start() - _TAIL) : gap.start()].strip()
        if not _SHORTENED.search(sentence) and sentence:
            bounds.append(gap.end())
    return [*bounds, len(text)]


def pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """Every sentence of the letter, in reading order."""
    found = []
    for place, block in enumerate(blocks):
        bounds = _bounds(block.text)
        for start, end in pairwise(bounds):
            if block.text[start:end].strip():
                found.append(Piece(place, block, start, end))
    return found
