"""The facts at the edges of a letter: its dates, the law it cites, and where its text begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from responses.reading.cues import heading_of
from responses.reading.dates import Written, dates_in
from responses.reading.labels import label_in_brackets, label_of
from responses.reading.proposal import Confidence, Found, FoundDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.blocks import Block
    from responses.reading.signature import Signature

GREETING = re.compile(r"^dear\b.{0,80}$|^to whom it may concern\W*$", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:^|\b)(?:dated?|"
    r"date of (?:(?:this|the|our|my|pf?cc|opcc|commissioner|mayor)(?:[’']s)? ){0,2}"
    r"(?:letter|response|reply)|letter date|response date|"
    r"date (?:signed|sent)|signed(?: on)?)\s*[:.]?\s*$",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"\b(?:publ\w+|issued|due|deadline|received|inspect\w+|report\w*|requested|visit\w*|respond|reply)"
    r"[\w ’'()]{0,30}\s*:?\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^[A-Z][\w’' -]{2,30},\s*$")
_PUBLISHED = re.compile(
    r"\b(?:(?:this|our|the (?:commissioner|pf?cc|mayor)[’']s|my) (?:\w+ )?"
    r"(?:response|letter|statement|reply) (?:was|has been|is)(?: first)? published\b[^.]{0,60}?|"
    r"(?:response|letter|reply) (?:was )?(?:first )?published\b[^.]{0,40}?|"
    r"(?:we|i) (?:have )?published (?:this|our|my) (?:response|letter|reply)\b[^.]{0,60}?|"
    r"date (?:of publication of (?:this |the |our )?(?:response|letter)|"
    r"(?:this |the |our )?(?:response|letter)(?: was)? published)\s*|"
    r"(?:response|letter) publication date\s*|"
    r"published on (?:our|this|the (?:commissioner|pf?cc|opcc|mayor)[’']?s?)(?: office[’']s)? "
    r"web\s?(?:site|page)[^.]{0,20}?)(?:on|:)?\s*$",
    re.IGNORECASE,
)
_PUBLISHED_LINE = re.compile(
    r"^(?:date )?(?:first )?publ(?:ished|ication)(?: date)?(?: on)?\s*:?\s*$", re.IGNORECASE
)
_SECTIONS = r"(?:[Ss]ections?|SECTIONS?|[Ss]s?\.?)\s*\d+[A-Z]*(?:\s?\([0-9A-Za-z]+\))*"
_ACT = r"[A-Z][\w’']*(?:,? (?:and |of |the )?[A-Z(][\w’')]*){0,9} (?:Act|ACT),? \d{4}"
_STATUTE = re.compile(
    rf"\b{_SECTIONS}"
    rf"(?:(?:,|,? and|,? or| to|[-–]) ?(?:{_SECTIONS}|\(?\d+[A-Z]*\)?(?:\([0-9A-Za-z]+\))*))*"
    rf",?(?: of)?(?: the)? {_ACT}(?: ?\(as (?:amended|inserted|substituted)[^)]*\)|"
    rf",? as (?:amended|inserted|substituted) by {_SECTIONS} of (?:the )?{_ACT})?"
    rf"|\b{_ACT},? {_SECTIONS}(?:(?: and|,) \(?\d*[A-Z]*\)?(?:\(\d+\))*)*",
)
_DUTY = re.compile(
    r"respon|comment|publish|require|inspect|recommend|duty|accordance|pursuant", re.IGNORECASE
)
_HEAD = 25
# A title further down than this is no title of the letter.
_TITLE_PAGE = 8


def head_of(blocks: Sequence[Block], titled: Sequence[int]) -> int:
    """How many blocks stand above the letter's text: before its greeting or its first paragraph.

    What stands above the title is above the text, too.
    """
    above = titled[-1] + 1 if titled and titled[-1] < _TITLE_PAGE else 0
    for place, block in enumerate(blocks[:_HEAD]):
        if GREETING.match(block.text):
            return place + 1
    rows = {block.row for block in blocks if block.row is not None and len(block.text) > 110}
    text = (
        place
        for place, block in enumerate(blocks[:_HEAD])
        if place >= above
        and (len(block.text) > 260 or block.mark or block.row in rows or _begins(block))
    )
    return min(next(text, len(blocks)), 16)


def _begins(block: Block) -> bool:
    """Whether a block opens the letter's text: a label, or a heading that is known."""
    text = block.text
    return any(known(text) is not None for known in (label_of, label_in_brackets, heading_of))


def _is_whole(text: str, written: Written) -> bool:
    """Whether a line is the date, or a label or a place and the date."""
    before, after = text[: written.start].strip(" \t("), text[written.end :].strip(" .,)\t")
    if after and not re.match(r"^(?:our|your) ref|^[A-Z]{2,}/", after, re.IGNORECASE):
        return False
    return not before or bool(_DATE_LABEL.search(before) or _PLACE.match(before + " "))


def _dated(blocks: Sequence[Block], places: range) -> Iterator[tuple[int, Written, bool]]:
    """Lines that give a date of the letter itself, and whether they are labelled as such."""
    for place in places:
        block = blocks[place]
        if len(block.text) > 110 or block.mark:
            continue
        written = list(dates_in(block.text))
        if len(written) != 1 or not _is_whole(block.text, written[0]):
            continue
        before = blocks[place - 1].text if place else ""
        if written[0].start == 0 and _is_of_something_else(before):
            continue
        labelled = bool(_DATE_LABEL.search(block.text[: written[0].start])) or bool(
            written[0].start == 0 and len(before) < 40 and _DATE_LABEL.search(before)
        )
        yield place, written[0], labelled


def _is_of_something_else(label: str) -> bool:
    """Whether a label says that the date after it is the report's, or a last day."""
    if len(label) > 60 or _DATE_LABEL.search(label) or not _OTHER_LABEL.search(label):
        return False
    return label.endswith((":", "ublished", "ublication", "due", "eadline", "eceived"))


def signed_on(
    blocks: Sequence[Block], head: int, signatures: Sequence[Signature]
) -> tuple[FoundDate | None, list[int]]:
    """The letter's own date, by the signature or at its head, and the blocks that give it."""
    by_signature = [
        found
        for signature in signatures
        for found in _dated(
            blocks, range(max(signature.first - 2, 0), min(signature.last + 3, len(blocks)))
        )
    ]
    at_head = list(_dated(blocks, range(min(head, len(blocks)))))
    last = range(
        len(blocks) - 1 if len(blocks) > head and not signatures else len(blocks), len(blocks)
    )
    at_foot = [found for found in _dated(blocks, last) if blocks[found[0]].row is None]
    for zone in (by_signature, at_foot, at_head):
        labelled = [found for found in zone if found[2]]
        chosen = labelled or zone
        if not chosen:
            continue
        owned = [place for place, _, _ in chosen]
        days = {written.day for _, written, _ in chosen}
        day = days.pop()
        if days or day is None:
            return None, owned
        other = {written.day for _, written, _ in at_head} - {day}
        lines = blocks[owned[0]].lines
        return FoundDate(day, lines, Confidence.CHECK if other else Confidence.SURE), owned
    return None, []


def published_on(blocks: Sequence[Block], signatures: Sequence[Signature]) -> FoundDate | None:
    """The day on which the letter says that it was published itself: in so many words, or by a
    line below the signature.
    """
    below = max((signature.last for signature in signatures), default=len(blocks)) + 1
    days: dict[object, FoundDate] = {}
    for place, block in enumerate(blocks):
        before = blocks[place - 1].text + " " if place and len(block.text) < 60 else ""
        for written in dates_in(block.text):
            lead = before + block.text[: written.start]
            is_below = place >= below and _PUBLISHED_LINE.match(block.text[: written.start])
            if is_below or (_PUBLISHED.search(lead[-160:]) and "will be" not in lead[-90:]):
                if written.day is None:
                    return None
                found = FoundDate(written.day, block.lines, Confidence.SURE)
                days.setdefault(written.day, found)
    return next(iter(days.values())) if len(days) == 1 else None


def statute_of(blocks: Sequence[Block]) -> tuple[Found | None, int | None]:
    """The law that the letter says it answers under, as written, and the block that cites it."""
    others: list[tuple[Found, int]] = []
    for place, block in enumerate(blocks):
        if " act" not in block.text.casefold():
            continue
        for cited in _STATUTE.finditer(block.text):
            lines = block.lines_of(cited.start(), cited.end())
            value = cited.group().strip()
            if "police act 1996" in value.casefold():
                return Found(value, lines, Confidence.SURE), place
            around = block.text[max(cited.start() - 160, 0) : cited.end() + 160]
            if _DUTY.search(around) and "polic" in around.casefold():
                others.append((Found(value, lines, Confidence.CHECK), place))
    return others[0] if others else (None, None)
