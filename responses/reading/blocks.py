"""Paragraphs, headings, list items and table cells: the lines of a letter put together again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING

from responses.reading.cues import heading_of, marker_of
from responses.reading.labels import label_in_brackets
from responses.reading.mending import joined
from responses.reading.source import parts_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.reading.proposal import Lines

BULLET = re.compile(r"^(?:[•·▪◦‣●○■□➢➤✓\uf0b7\uf0a7]\s*|[-–—*]\s+|o\s{2,})(?=\S)")
NUMBERED = re.compile(
    r"^(\d{1,3}[a-z]?[.)]|\(?(?:[ivx]{1,5}|[a-z]|\d{1,3})\)|[ivx]{1,5}\.)\s+(?=\S)"
)
OUTLINE = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=\S)")
_HEADING = re.compile(r"^#{1,6}\s+")
_RULE_SIGNS = frozenset("-=_*~|:+ 	")
_QUOTE_MARK = re.compile(r"^(?:>\s*)+")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]*_]*$")
_LABEL_START = re.compile(
    r"^(?:R(?:ecommendations?|ECOMMENDATIONS?|ecs?|EC)|A(?:reas?|REAS?) (?:for|FOR) "
    r"(?:improvement|Improvement|IMPROVEMENT)|AFI|C(?:auses?|AUSES?) (?:of|OF) "
    r"(?:[Cc]oncern|CONCERN))\b[\s.]*(?:[Nn]o\.?\s*)?\d",
)
_UNFINISHED = re.compile(
    r"\b(?:the|a|an|of|and|or|to|with|in|for|by|on|at|from|that|which|our|their|its|this|these)$"
    r"|\brecommendations?$|,$"
)
_COPIES = re.compile(
    r"^(?:cc|encs?|encl)\b|^cop(?:y|ies) to\b|^(?:tel|e-?mail)\b\W*(?:\d|:|$)", re.IGNORECASE
)
# A heading that is known is shorter than this.
_LONGEST_NAME = 70
# A line of prose is full when it comes this near to the widest lines.
_FULL = 0.72
# A line shorter than this is no part of a sentence that goes on after a gap; over the end of a
# page a shorter one may be.
_LEAST, _LEAST_AT_A_PAGE = 40, 12
# A line set in from the others by more than this stands by itself: a centred or right-hand line.
_INDENT = 14
# Above this width lines are paragraphs: nobody wraps so late.
_WIDEST_WRAP = 150


class Shape(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    RULE = "rule"


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or cell. `starts` tells where each line begins in it."""

    text: str
    lines: Lines
    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    mark: str = ""
    is_emphasised: bool = False
    is_quoted: bool = False
    row: int | None = None
    starts: tuple[tuple[int, int], ...] = field(default=())

    @property
    def is_heading(self) -> bool:
        return self.shape == Shape.HEADING

    def lines_of(self, start: int, end: int) -> Lines:
        """The lines on which the characters from start to end stand."""
        first = bisect_right(self.starts, start, key=itemgetter(0))
        last = bisect_left(self.starts, max(end, 1), key=itemgetter(0))
        return (self._line_before(first), self._line_before(last))

    def _line_before(self, number: int) -> int:
        return self.starts[number - 1][1] if number else self.lines[0]


@dataclass
class _Part:
    """A line, or a cell of one, before it is put together with the next."""

    raw: str
    line: int
    row: int | None
    after_blank: bool = False
    indent: int = 0
    after_furniture: bool = False


def _parts(lines: Sequence[str], skip: frozenset[int]) -> list[_Part]:
    found: list[_Part] = []
    blank = cut = False
    row = 0
    tabbed = _tabbed_rows(lines)
    for number, line in enumerate(lines):
        if number in skip:
            cut = blank = True
            continue
        if not line.strip():
            blank = True
            continue
        pieces = parts_of(line)
        is_row = sum(piece.startswith("\t") for piece in pieces) > 1
        row += is_row
        here = row if is_row else tabbed.get(number)
        for piece in pieces:
            if piece.strip():
                indent = len(piece) - len(piece.lstrip(" "))
                found.append(_Part(piece.strip(), number, here, blank, indent, cut))
                cut = False
                blank = len(pieces) > 1
    return found


def _tabbed_rows(lines: Sequence[str]) -> dict[int, int]:
    """Lines that are cells of one table row: each begins with a tab, and none is empty between."""
    found: dict[int, int] = {}
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if line.startswith("\t") and line.strip():
            run.append(number)
            continue
        # A line that goes on with small letters is wrapped text that somebody indented.
        if len(run) > 1 and not any(lines[n].strip()[0].islower() for n in run[1:]):
            found |= dict.fromkeys(run, -run[0] - 1)
        run = []
    return found


def _width(parts: Iterable[_Part]) -> int:
    """How wide the letter's lines run when they are wrapped; 0 when they are not."""
    lengths = sorted(len(part.raw) for part in parts if part.raw.count(" ") > 3)
    wider = sum(length > _WIDEST_WRAP for length in lengths)
    if len(lengths) < 2 or wider > len(lengths) * 0.04:
        return 0
    return lengths[int(len(lengths) * 0.9)]


def _is_rule(raw: str) -> bool:
    """Whether a line is drawn: of dashes and the like, two or more."""
    return set(raw) <= _RULE_SIGNS and sum(sign in "-=_*~" for sign in raw) > 1


def _starts_new(raw: str) -> bool:
    return bool(
        BULLET.match(raw)
        or NUMBERED.match(raw)
        or OUTLINE.match(raw)
        or _HEADING.match(raw)
        or _is_rule(raw)
        or _LABEL_START.match(raw.lstrip("*_# "))
    )


def _is_named(raw: str) -> bool:
    """Whether a line is a heading or a marker that is known, and nothing else."""
    text = plain(raw)
    if len(text) > _LONGEST_NAME or not text[:1].isupper():
        return False
    marker = marker_of(text, is_alone=True)
    return heading_of(text) is not None or (marker is not None and marker.end == len(text))


def _runs_on(before: str, after: str, least: int) -> bool:
    """Whether a sentence goes on over a gap: it has not ended, and no new one begins."""
    bare = plain(before)
    if len(bare) < least or _ENDED.search(bare):
        return False
    return after[:1].islower() or bool(_UNFINISHED.search(bare))


def _joins(last: _Part, part: _Part, width: int, *, is_listed: bool) -> bool:
    if part.row is not None or last.row is not None or _starts_new(part.raw):
        return False
    if _COPIES.match(part.raw) or (_ENDED.search(plain(last.raw)) and _is_named(part.raw)):
        return False
    if (
        _HEADING.match(last.raw)
        or label_in_brackets(last.raw)
        or bool(_QUOTE_MARK.match(part.raw)) != bool(_QUOTE_MARK.match(last.raw))
    ):
        return False
    if abs(part.indent - last.indent) > _INDENT or (part.line == last.line and part.row is None):
        return False
    after = _QUOTE_MARK.sub("", part.raw)
    if part.after_blank:
        return _runs_on(last.raw, after, _LEAST_AT_A_PAGE if part.after_furniture else _LEAST)
    if after[:1].islower() and not _ENDED.search(plain(last.raw)):
        return True
    if not width:
        return False
    room = len(last.raw) + 1 + len(after.split(" ", 1)[0])
    return room > width * _FULL and (len(last.raw) > width * 0.6 or is_listed)


def _made(parts: Sequence[_Part]) -> Block:
    """One block of the lines that belong together."""
    raws = [_QUOTE_MARK.sub("", part.raw) for part in parts]
    is_quoted = raws[0] != parts[0].raw
    heading = _HEADING.match(raws[0])
    level = len(heading.group().strip()) if heading else 0
    raws[0] = _HEADING.sub("", raws[0])
    whole = " ".join(raws).strip()
    is_bold = whole.startswith(("**", "__")) and whole.endswith(("**", "__"))
    is_emphasised = whole[:1] in "*_" and whole[-1:] in "*_" and not BULLET.match(whole)
    mark, raws[0] = _list_mark(raws[0])
    text, starts = joined([(plain(raw), part.line) for raw, part in zip(raws, parts, strict=True)])
    shape = Shape.ITEM if mark else Shape.PARAGRAPH
    if level or (is_bold and len(text) < 120 and not mark):
        shape = Shape.HEADING
    return Block(
        text=text,
        lines=(parts[0].line, parts[-1].line),
        shape=shape,
        level=level,
        mark=mark,
        is_emphasised=is_emphasised,
        is_quoted=is_quoted,
        row=parts[0].row,
        starts=starts,
    )


def _list_mark(raw: str) -> tuple[str, str]:
    """The mark of a list item, written our way, and what stands after it."""
    bullet = BULLET.match(raw)
    if bullet:
        return "-", raw[bullet.end() :]
    opened = re.match(r"^[*_]+(?=\d)", raw)
    numbered = NUMBERED.match(raw[opened.end() :] if opened else raw)
    if numbered:
        rest = raw[(opened.end() if opened else 0) + numbered.end() :]
        return numbered.group(1), (opened.group() if opened else "") + rest
    return "", raw


def blocks_of(lines: Sequence[str], skip: frozenset[int] = frozenset()) -> list[Block]:
    """The letter's blocks in reading order. `skip` are lines of page furniture."""
    parts = _parts(lines, skip)
    width = _width(parts)
    found: list[Block] = []
    open_parts: list[_Part] = []
    for part in parts:
        listed = bool(open_parts) and _starts_new(open_parts[0].raw)
        if open_parts and _joins(open_parts[-1], part, width, is_listed=listed):
            open_parts.append(part)
            continue
        _close(found, open_parts)
        open_parts = [part]
    _close(found, open_parts)
    return found


def _close(found: list[Block], parts: list[_Part]) -> None:
    if not parts:
        return
    if _is_rule(parts[0].raw):
        # Two or more dashes below one short line make that line a heading.
        if found and not parts[0].after_blank and len(found[-1].text) < 200:
            found[-1] = replace(found[-1], shape=Shape.HEADING)
        found.append(Block("", (parts[0].line, parts[0].line), shape=Shape.RULE))
        return
    block = _made(parts)
    if block.text:
        found.append(block)
