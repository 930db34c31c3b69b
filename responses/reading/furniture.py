"""Page furniture: page numbers, running headers and footers, an address at the foot of a page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from responses.reading.blocks import BULLET, NUMBERED
from responses.reading.source import plain

if TYPE_CHECKING:
    from responses.reading.source import Source

_PAGE = re.compile(
    r"^\W*(?:p(?:age|g)?\.?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|\d{1,3}\s*(?:of|/)\s*\d{1,3}"
    r"|\d{1,3}\s*\|\s*p\s*a\s*g\s*e|[-–—]\s*\d{1,3}\s*[-–—])\W*$",
    re.IGNORECASE,
)
_PAGE_INSIDE = re.compile(
    r"\bpage\s+\d{1,3}(?:\s+of\s+\d{1,3})?\s*$|^page\s+\d{1,3}\b", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"^\d{1,3}$")
_ADDRESS = re.compile(
    r"^(?:(?:web(?:site)?|e-?mail|tel(?:ephone)?|phone|twitter)\s*:?\s*)?"
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)$",
    re.IGNORECASE,
)
_MARKING = re.compile(
    r"^(?:official(?:[ -]+sensitive)?|not protectively marked|restricted)$", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?:][\"'”’)*_]*$")
_LABEL = re.compile(
    r"^\W*(?:recommendation|rec|area|afi|cause|response|update|action)\b", re.IGNORECASE
)


def _near(source: Source, number: int, step: int) -> str:
    """The nearest line with text before (-1) or after (1) a line."""
    number += step
    while 0 <= number < len(source.lines):
        if source.lines[number].strip():
            return source.lines[number].strip()
        number += step
    return ""


def _breaks_a_sentence(source: Source, number: int) -> bool:
    """Whether the line stands in the middle of a sentence or of a list."""
    before, after = _near(source, number, -1), plain(_near(source, number, 1))
    if not before or not after or _ENDED.search(before):
        return False
    if before.endswith((";", "; and", "; or", ",")):
        return True
    return len(before) > 40 and after[:1].islower()


def _stands_apart(source: Source, number: int) -> bool:
    """Whether an empty line, or the edge of the letter, is beside the line."""
    lines = source.lines
    before = number == 0 or not lines[number - 1].strip()
    return before or number + 1 == len(lines) or not lines[number + 1].strip()


def _repeated(source: Source, certain: frozenset[int]) -> set[int]:
    """Lines that come again and again where pages end or begin."""
    keys = [re.sub(r"\d+", "#", plain(line)).casefold() for line in source.lines]
    exact = Counter(plain(line).casefold() for line in source.lines if line.strip())
    found: set[int] = set()
    numbered = Counter(key for number, key in enumerate(keys) if number in source.edges)
    wanted = {
        key
        for number, key in enumerate(keys)
        if _may_run(source.lines[number])
        and (
            exact[plain(source.lines[number]).casefold()] >= 2
            or (numbered[key] >= 2 and key.endswith("#"))
        )
    }
    places_of: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        places_of.setdefault(key, []).append(number)
    for key in wanted:
        places = places_of[key]
        at_breaks = [place for place in places if _is_by_a_break(source, place, certain)]
        if len(at_breaks) > len(places) / 2:
            found |= set(at_breaks)
    return found


def _may_run(line: str) -> bool:
    text = plain(line)
    if len(text.split()) < 3 or len(text) > 130 or text.endswith((".", ";", ":")):
        return False
    return not (_LABEL.match(text) or BULLET.match(text) or NUMBERED.match(text) or "|" in text)


def _is_by_a_break(source: Source, number: int, certain: frozenset[int]) -> bool:
    if source.pages:
        return number in source.edges
    if any(near in certain for near in range(number - 2, number + 3)):
        return True
    return _stands_apart(source, number) and _breaks_a_sentence(source, number)


def _is_page_number(source: Source, number: int) -> bool:
    line = source.lines[number].strip()
    if _PAGE.match(line):
        return True
    if _PAGE_INSIDE.search(line) and len(line) < 130:
        return not _ENDED.search(line)
    if not _BARE_NUMBER.match(line):
        return False
    breaks = _stands_apart(source, number) and _breaks_a_sentence(source, number)
    return number in source.edges or breaks or _is_by_a_marking(source, number)


def _is_by_a_marking(source: Source, number: int) -> bool:
    """Whether a protective marking stands on the line above or below, as at the foot of a page."""
    near = source.lines[max(number - 1, 0) : number + 2]
    return any(_MARKING.match(line.strip()) for line in near)


def _is_stray_address(source: Source, number: int) -> bool:
    """An address alone on its line that nothing before it introduces."""
    if not _ADDRESS.match(source.lines[number].strip()):
        return False
    before = _near(source, number, -1)
    if before.endswith(":") or _ADDRESS.match(before):
        return False
    breaks = _stands_apart(source, number) and _breaks_a_sentence(source, number)
    return breaks or number in source.edges


def furniture_of(source: Source) -> frozenset[int]:
    """The numbers of the lines that belong to the pages and not to the letter."""
    certain = frozenset(
        number
        for number, line in enumerate(source.lines)
        if line.strip()
        and (
            _is_page_number(source, number)
            or _is_stray_address(source, number)
            or _MARKING.match(line.strip())
        )
    )
    return certain | _repeated(source, certain)
