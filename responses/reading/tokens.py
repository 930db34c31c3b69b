"""The letter cut into what it is made of: headings, labels, markers, and sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from responses.reading.blocks import Shape
from responses.reading.cues import Voice, heading_of, marker_of, names_columns, speaker_of
from responses.reading.labels import (
    Form,
    label_in_brackets,
    label_in_heading,
    label_of,
    label_of_mark,
)
from responses.reading.sentences import Piece, pieces_of
from responses.reading.wording import ASKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.blocks import Block
    from responses.reading.cues import Heading, Marker
    from responses.reading.labels import Label
    from responses.reading.wording import Match, Wording

# More labels and markers than this do not stand before one sentence.
_MOST_MARKS = 4
# Nor does one sentence quote more recommendations than this.
_MOST_QUOTED = 6
# A title has fewer words than this.
_LONG_TITLE = 12
_SECTION = re.compile(r"^(?:annex|appendix|section|part|schedule)\b", re.IGNORECASE)

_GOES_ON = re.compile(
    rf"^\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:which|that|also|then|of|the|report|and|specifically) )*"
    rf"{ASKS.pattern}",
    re.IGNORECASE,
)


class Sort(StrEnum):
    HEADING = "heading"
    LABEL = "label"
    MARKER = "marker"
    SPEAKER = "speaker"
    TEXT = "text"
    FACT = "fact"
    RULE = "rule"


@dataclass
class Token:
    """One thing in reading order. `quotes` is the recommendation that a sentence quotes."""

    sort: Sort
    piece: Piece
    label: Label | None = None
    heading: Heading | None = None
    marker: Marker | None = None
    voice: Voice = Voice.NEUTRAL
    why: str = ""
    matches: list[Match] = field(default_factory=list)
    quotes: int | None = None
    is_doubtful: bool = False

    @property
    def block(self) -> Block:
        return self.piece.block

    @property
    def is_lead(self) -> bool:
        """Whether it names recommendations in a sentence: "Recommendation 1 asks forces to"."""
        return self.sort == Sort.TEXT and self.label is not None and self.label.form == Form.PROSE

    @property
    def asks(self) -> bool:
        if not self.is_lead or self.label is None:
            return False
        asks = _GOES_ON.match(self.piece.text[self.label.end :])
        # "Recommendations 8 to 13 are for others" says nothing of what they ask.
        if asks is None:
            return False
        return self.label.is_alone or not re.search(r"\b(?:is|are)\b", asks[0])


def tokens_of(blocks: Sequence[Block], owned: dict[int, str], wording: Wording) -> list[Token]:
    """Everything in the letter, in reading order. `owned` are the blocks that give facts."""
    often = _often(blocks)
    by_place: dict[int, list[Piece]] = {}
    for piece in pieces_of(blocks):
        by_place.setdefault(piece.place, []).append(piece)
    found: list[Token] = []
    for place, block in enumerate(blocks):
        whole = Piece(place, block, 0, len(block.text))
        if place in owned:
            found.append(Token(Sort.FACT, whole, why=owned[place]))
        elif block.shape == Shape.RULE:
            found.append(Token(Sort.RULE, whole))
        else:
            found += _whole(whole, often, wording) or _cut(by_place.get(place, []), wording)
    _titled(found)
    _subtitled(found)
    return found


def _often(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that come more than once: they stand before each answer, not before a section."""
    counts = Counter(_key(block.text) for block in blocks if len(block.text) < 90)
    return frozenset(text for text, count in counts.items() if count > 1)


def _key(text: str) -> str:
    return text.casefold().strip(" :.-–—")


def _whole(whole: Piece, often: frozenset[str], wording: Wording) -> list[Token]:
    """A block that is a heading, a label or a marker and nothing else."""
    block = whole.block
    text = block.text
    marker = marker_of(text, is_alone=True) if len(text) < 70 else None
    is_marker = marker is not None and marker.end == len(text)
    numbered = _numbered(block, marker) if is_marker else None
    if numbered is not None:
        return [Token(Sort.LABEL, whole, label=numbered)]
    if is_marker and (_key(text) in often or block.row is not None):
        return [Token(Sort.MARKER, whole, marker=marker)]
    label = label_of(text) if len(text) < 140 else None
    if block.is_heading and (label is None or label.form == Form.LABEL):
        named = label or label_in_heading(text)
        if named and _is_title(text[named.end :], wording):
            return [Token(Sort.LABEL, whole, label=named)]
    if label is not None:
        return [Token(Sort.MARKER, whole, marker=marker)] if is_marker and not block.mark else []
    return _headed(whole, marker if is_marker else None)


def _headed(whole: Piece, marker: Marker | None) -> list[Token]:
    """A block without a label at its beginning that is a heading, a label or a marker."""
    block = whole.block
    text = block.text
    if names_columns(text):
        return [Token(Sort.RULE, whole)]
    named = None if block.mark else label_in_brackets(text)
    heading = heading_of(text)
    if heading is not None and block.mark != "-":
        return [Token(Sort.HEADING, whole, heading=heading)]
    if marker is not None and not block.mark:
        return [Token(Sort.MARKER, whole, marker=marker)]
    if named is None and re.match(r"^\(?\d{1,3}[.)]?$|^\([ivx]+\)$", text):
        named = label_of_mark(text)
    if named is not None:
        return [Token(Sort.LABEL, whole, label=named)]
    if _SECTION.match(text) and len(text) < 90 and not text.endswith("."):
        return [Token(Sort.HEADING, whole)]
    if block.level and len(text) < 160:
        return [Token(Sort.HEADING, whole)]
    return []


def _numbered(block: Block, marker: Marker | None) -> Label | None:
    """The label that a list number makes of the word after it: "2) Recommendation"."""
    label = label_of_mark(block.mark)
    if label is None or marker is None or marker.is_answer:
        return None
    return replace(label, form=Form.LABEL)


def _is_title(text: str, wording: Wording) -> bool:
    """Whether what follows a label in a heading only names its subject."""
    return _is_short(text.rstrip()) and not wording.matches(text)


def _titled(tokens: Sequence[Token]) -> None:
    """A bold line right before a label or a quotation is the heading of what follows."""
    for token, after in pairwise(tokens):
        is_bold = token.sort == Sort.TEXT and token.block.is_heading and not token.matches
        if is_bold and token.piece.text == token.block.text:
            follows = after.sort == Sort.LABEL or bool(after.matches)
            if follows and after.piece.place != token.piece.place:
                token.sort = Sort.HEADING


def _subtitled(tokens: Sequence[Token]) -> None:
    """A few words between a label and a quotation name the subject of both."""
    for label, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if label.sort != Sort.LABEL or not label.piece.text or token.sort != Sort.TEXT:
            continue
        ends_block = token.piece.end == len(token.block.text)
        is_beside = label.piece.place == token.piece.place != after.piece.place
        if is_beside and ends_block and after.matches and not token.matches:
            token.sort = Sort.RULE if _is_short(token.piece.text) else Sort.TEXT


def _is_short(text: str) -> bool:
    return text.count(" ") < _LONG_TITLE and not text.endswith((".", "!", "?"))


def _cut(pieces: Sequence[Piece], wording: Wording) -> Iterator[Token]:
    """The sentences of a block, without the labels and markers before them."""
    for piece in pieces:
        if piece.opens and piece.block.mark not in ("", "-"):
            label = label_of_mark(piece.block.mark)
            if label is not None:
                yield Token(Sort.LABEL, Piece(piece.place, piece.block, 0, 0), label=label)
        yield from _sentence(piece, wording)


def _sentence(piece: Piece, wording: Wording, cuts: int = _MOST_QUOTED) -> Iterator[Token]:
    label = None
    for _ in range(_MOST_MARKS):
        text = piece.text
        label = label_of(text)
        skipped = piece.block.text[piece.start : piece.end].index(text) if text else 0
        if label is not None and label.form == Form.LABEL:
            head, piece = piece.cut(piece.start + skipped + label.end)
            yield Token(Sort.LABEL, head, label=label)
        else:
            marker = marker_of(text, is_alone=False)
            if marker is None:
                break
            head, piece = piece.cut(piece.start + skipped + marker.end)
            yield Token(Sort.MARKER, head, marker=marker)
        if not piece.text:
            return
    yield from _said(piece, label, wording, cuts)


def _said(piece: Piece, label: Label | None, wording: Wording, cuts: int) -> Iterator[Token]:
    """A sentence, cut where somebody begins to speak and where a quotation ends."""
    speaker = speaker_of(piece.text) if piece.opens else None
    if speaker is not None:
        voice, end = speaker
        head, rest = piece.cut(piece.start + end)
        yield Token(Sort.SPEAKER, head, voice=voice)
        if not rest.text:
            return
        piece = rest
    matches = wording.matches(piece.text)
    cut = matches[0].cut if matches and cuts else None
    if cut is None:
        yield Token(Sort.TEXT, piece, label=label, matches=matches)
        return
    raw = piece.block.text[piece.start : piece.end]
    at = piece.start + raw.index(piece.text) + cut
    head, rest = piece.cut(at)
    yield Token(Sort.TEXT, head, label=label, matches=matches)
    if rest.text:
        yield from _sentence(rest, wording, cuts - 1)
