"""Who signed a letter: the name and the office below its closing words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responses.reading.cues import heading_of
from responses.reading.dates import dates_in
from responses.reading.labels import label_of
from responses.reading.proposal import Confidence, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.blocks import Block

CLOSING = re.compile(
    r"^(?:yours(?: (?:sincerely|faithfully|truly|ever|aye))?|sincerely(?: yours)?|"
    r"(?:with )?(?:my )?(?:very )?"
    r"(?:kind(?:est)?|best|warm(?:est)?|every good)(?: (?:regards|wishes|wish))+|"
    r"regards|respectfully)\b[\s,.]*$",
    re.IGNORECASE,
)
DRAWN = re.compile(r"^\W*(?:a )?(?:hand-?written |electronic |scanned )?signature\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?:e-?|electronically )?signed\b(?! off)"
    r"(?: (?:by|on behalf of|for and on behalf of))?\s*[:.…_]*\s*|"
    r"^signature(?: of)?\s*[:.…_]+\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:(?:full |print )?name|position|office|title|role|job title)\s*[:.…_]+\s*|"
    r"^(?:for and )?on behalf of\s+(?!the\b)",
    re.IGNORECASE,
)
_FOR = re.compile(r"^(?:for and )?on behalf of\b[\w ,’'-]{3,80}$", re.IGNORECASE)
_IS_FOR = re.compile(r"\bon behalf of\b", re.IGNORECASE)
_TITLES = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Cllr|Councillor|Lord|Lady|Baroness|Prof|(?:The )?Rt Hon|"
    r"Hon)\.? )*"
)
_NAME = re.compile(
    rf"^{_TITLES}[^\W\d_a-z][\w’'.-]*"
    r"(?: (?:de|van|von|der|al|bin|ap|ab)| [^\W\d_a-z][\w’'.-]*){1,3}"
    r"(?:,? (?:[A-Z]{2,5}|[A-Z][A-Za-z]{1,3}\([A-Za-z]+\)))*$"
)
_OFFICE = re.compile(
    r"\b(?:commissioner|mayor|o?pf?cc|chief executive|chief constable|chief officer|chair|chairman|"
    r"alderman|leader|director|head of|monitoring officer|superintendent|inspector|minister|"
    r"officer|manager|secretary|panel)\b",
    re.IGNORECASE,
)
_OF_THE_BODY = re.compile(r"\b(?:commissioner|mayor|pf?cc|chair|alderman)\b", re.IGNORECASE)
_CHIEF = re.compile(
    r"chief constable|chief officer|commissioner of (?:the )?(?:police|metropolis|city)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r" \(([^()]+)\)$")
_PARTED = re.compile(r"\s*(?:,|\s[-–—|]|\n)\s+")
_LONGEST = 130


@dataclass(frozen=True)
class Signature:
    """A closing and what stands below it. `first` and `last` are places of blocks."""

    first: int
    last: int
    name: str
    office: str
    name_at: int

    @property
    def is_of_the_body(self) -> bool:
        return bool(_OF_THE_BODY.search(self.office)) and not _CHIEF.search(self.office)


def is_name(text: str) -> bool:
    """Whether a line is a person's name and nothing else."""
    return bool(_NAME.match(text)) and not _OFFICE.search(text) and len(text) < 60


def _parted(text: str) -> tuple[str, str]:
    """A name and an office on one line: "Jane Roe, Commissioner for X"."""
    name, *rest = _PARTED.split(_BRACKETED.sub(r", \1", text), maxsplit=1)
    if rest and is_name(name) and _OFFICE.search(rest[0]):
        return name, rest[0]
    return "", ""


def _is_office(text: str) -> bool:
    return bool(_OFFICE.search(text)) and not text.endswith(".") and len(text) <= _LONGEST


def _below(blocks: Sequence[Block], start: int, first: int) -> Signature:
    """The signature in the short lines from a block on."""
    beside = _side_by_side(blocks, start, first)
    if beside is not None:
        return beside
    name, office, principal = "", "", ""
    name_at = last = first
    for place in range(start, min(start + 9, len(blocks))):
        text = _FIELD.sub("", _SIGNED.sub("", blocks[place].text)).strip(" _.…")
        if _stops(blocks[place], text) or (name and office and not _goes_on(blocks[place], office)):
            break
        found = _parted(text)
        if found[0] and not name:
            name, office, name_at = found[0], found[1], place
        elif not name and is_name(text):
            name, name_at = text, place
        elif place == start and _IS_FOR.search(blocks[place].text) and _is_office(text):
            principal = text
        elif _is_office(text) and (name or place == start):
            office = f"{office} {text}".strip() if office and name else text
        elif name and not _is_quiet(text):
            break
        last = place
    return Signature(first, last, name, (office or principal).strip(" ,"), name_at)


def _side_by_side(blocks: Sequence[Block], start: int, first: int) -> Signature | None:
    """Two people who sign beside each other: both names, and below them both offices."""
    four = blocks[start : start + 4]
    if len(four) < 4 or four[0].lines != four[1].lines or four[2].lines != four[3].lines:
        return None
    if not all(is_name(block.text) for block in four[:2]):
        return None
    if not all(_is_office(block.text) for block in four[2:]):
        return None
    both = [Signature(first, start + 3, four[n].text, four[n + 2].text, start + n) for n in (0, 1)]
    return next((signature for signature in both if signature.is_of_the_body), both[0])


def _goes_on(block: Block, office: str) -> bool:
    """An office that runs over two lines."""
    unfinished = re.search(r"(?:\b(?:for|of|and|the|&)|,)$", office)
    return bool(unfinished) or _is_quiet(block.text)


def _is_quiet(text: str) -> bool:
    """Lines between closing, name and office that say nothing: a drawn signature, a date."""
    return not text or bool(DRAWN.match(text) or CLOSING.match(text) or any(dates_in(text)))


def _stops(block: Block, text: str) -> bool:
    if DRAWN.match(block.text):
        return False
    is_long = len(text) > _LONGEST or bool(block.mark)
    return is_long or label_of(text) is not None or heading_of(text) is not None


def _closes(block: Block) -> bool:
    text = block.text
    if len(text) < 260 and DRAWN.match(text):
        return True
    return len(text) < _LONGEST and bool(CLOSING.match(text) or _SIGNED.match(text))


def _named_last(blocks: Sequence[Block], start: int) -> Signature | None:
    """A name above an office of the body near the end, without closing words."""
    for place in range(len(blocks) - 1, max(start, len(blocks) - 12) - 1, -1):
        text = blocks[place].text
        if blocks[place].mark or len(text) > _LONGEST:
            continue
        name, office = _parted(text)
        after = blocks[place + 1].text if place + 1 < len(blocks) else ""
        last = place
        if not name and is_name(text) and _is_office(after):
            name, office, last = text, after, place + 1
        if name and _OF_THE_BODY.search(office):
            first = place - (place > start and bool(_FOR.match(blocks[place - 1].text)))
            return Signature(first, last, name, office, place)
    return _office_last(blocks, start)


def _office_last(blocks: Sequence[Block], start: int) -> Signature | None:
    """The office of the body near the end, with nobody's name."""
    for place in range(max(start, len(blocks) - 3), len(blocks)):
        text = blocks[place].text
        if _is_office(text) and _OF_THE_BODY.search(text) and not blocks[place].mark:
            is_line = blocks[place].row is None and text[:1].isupper() and len(text) < 90
            if is_line and not re.search(r"[.:;!?]|\b(?:is|are|will|has|have|was)\b", text):
                return Signature(place, place, "", text, place)
    return None


def _is_text(block: Block) -> bool:
    """Whether a block greets somebody, or is a sentence of the letter."""
    text = block.text
    return text.startswith("Dear ") or (text.count(" ") > 6 and text.endswith((".", "!", "?", ":")))


def signatures_of(blocks: Sequence[Block]) -> list[Signature]:
    """Every signature of a letter, in its order."""
    found: list[Signature] = []
    for place, block in enumerate(blocks):
        if found and place <= found[-1].last:
            continue
        if _closes(block):
            text = block.text
            begins = place if _SIGNED.match(text) and not CLOSING.match(text) else place + 1
            signature = _below(blocks, begins, place)
            if signature.name or signature.office or begins > place:
                found.append(signature)
    if not any(signature.name for signature in found):
        begun = next((n + 1 for n, block in enumerate(blocks) if _is_text(block)), len(blocks))
        last = _named_last(blocks, begun)
        if last:
            found.append(last)
    return found


def signatory_of(blocks: Sequence[Block], signatures: Sequence[Signature]) -> Found | None:
    """The person who signed for the body, with the office; None when no person is named."""
    named = [signature for signature in signatures if signature.name]
    if not named:
        return None
    signature = next((s for s in named if s.is_of_the_body), named[0])
    value = f"{signature.name}, {signature.office}" if signature.office else signature.name
    lines = (blocks[signature.name_at].lines[0], blocks[signature.last].lines[1])
    sure = signature.is_of_the_body
    return Found(value, lines, Confidence.SURE if sure else Confidence.CHECK)
