"""The inspection that a letter answers: its title, as the letter gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from responses.reading.labels import numeral
from responses.reading.proposal import Confidence, Found
from responses.reading.words import SMALL, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.blocks import Block

_FIELD = re.compile(
    r"^(?:re|subject|(?:inspection|report) (?:title|name)|title(?: of (?:inspection|report))?|"
    r"name of (?:inspection|report)|inspection|report)\s*[:.]\s*",
    re.IGNORECASE,
)
# A line that gives a title stands among so many blocks; a line that names it in short, higher up.
_HEAD, _TOP = 25, 8
# Words that name a report, and words of any title or any body that say nothing of the subject.
_REPORTS = frozenset({"inspection", "report", "review", "thematic"})
_ANY_TITLE = _REPORTS | frozenset(
    word.form
    for word in words_of(
        "joint police policing crown prosecution services cps response forces national hmicfrs "
        "hmic hmcpsi constabulary fire rescue crime commissioner pcc pfcc mayor office deputy "
        "chief effectively effectiveness efficiency effective phase part statement letter"
    )
)
_ONE_OF = re.compile(
    r"^(?:report|inspection|section|part)\s+(?:\d|[a-d]|one|two|three|four)\s*[:.–—-]\s*(.{12,300})$",
    re.IGNORECASE,
)
_LIKE_OURS = 0.7
# A letter answers no more reports at once.
_MOST_REPORTS = 12
_PHASE = re.compile(r"\b(?:phase|part)\s+(one|two|three|four|\d|i{1,3})\b", re.IGNORECASE)


def _codes(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


def _shared(text: str, title: list[str]) -> int:
    here = _codes(text)
    return len(title) - sum(
        step.dest_end - step.dest_start
        for step in Indel.opcodes(here, title)
        if step.tag == "insert"
    )


def likeness_of_title(text: str, title: str) -> float:
    """The share of a title's telling words that a text has: of the whole, or of its main part."""
    parts = [title, *re.split(r"\s[-–—]\s|:\s", title)[:2]]
    here = set(_codes(text)) - SMALL
    name = " ".join(_codes(parts[1]))
    # A short name, such as "Lost and kept", counts as a whole.
    shares = [1.0] if " " in name and f" {name} " in f" {' '.join(_codes(text))} " else []
    for part in parts:
        there = set(_codes(part)) - SMALL
        if len(there) >= 3:
            shares.append(len(here & there) / len(there))
    return max(shares, default=0.0)


def _is_other_part(text: str, title: str) -> bool:
    """Whether both name a part of an inspection, and not the same: "phase two" for "phase one"."""
    here, there = _PHASE.search(text), _PHASE.search(title)
    return here is not None and there is not None and numeral(here[1]) != numeral(there[1])


def title_of(blocks: Sequence[Block], title: str) -> tuple[Found | None, list[int], bool]:
    """The report's title as the letter gives it, its blocks, and whether it is the one wanted."""
    wanted = _codes(title)
    owned: list[int] = []
    for place, block in enumerate(blocks[:40]):
        if len(block.text) > 330 or block.mark == "-":
            continue
        words = max(len(_codes(_FIELD.sub("", block.text))), 1)
        shared = _shared(block.text, wanted)
        near = owned and place - owned[-1] <= 2
        if shared >= (3 if near else 5) and shared / words >= 0.6 and (near or not owned):
            owned.append(place)
    if owned:
        text = " ".join(blocks[place].text for place in owned)
        lines = (blocks[owned[0]].lines[0], blocks[owned[-1]].lines[1])
        is_it = likeness_of_title(text, title) >= 0.7 or _names_subject(text, title)
        is_it = is_it and not _is_other_part(text, title)
        value = _FIELD.sub("", text).strip(" '\u2018’\"“”")
        return Found(value, lines, Confidence.SURE if is_it else Confidence.CHECK), owned, is_it
    for block in blocks[:40]:
        if likeness_of_title(block.text, title) >= 0.75:
            return _inside(block, title), [], True
    for place, block in enumerate(blocks[:_TOP]):
        if _names_subject(block.text, title):
            value = _FIELD.sub("", block.text)
            return Found(value, block.lines, Confidence.CHECK), [place], True
    return *_in_a_field(blocks), False


def of_other_reports(blocks: Sequence[Block], title: str) -> frozenset[int]:
    """Places of what a letter says of another report, where it answers several by their titles:
    "Report 1: ...", "Report 2: ...".
    """
    begun = [(n, named) for n, block in enumerate(blocks) if (named := _ONE_OF.match(block.text))]
    if len(begun) > _MOST_REPORTS:
        return frozenset()
    ours = [likeness_of_title(named[1], title) >= _LIKE_OURS for _, named in begun]
    if not any(ours):
        return frozenset()
    ends = [place for place, _ in begun[1:]] + [len(blocks)]
    return frozenset(
        place
        for (first, _), end, is_ours in zip(begun, ends, ours, strict=True)
        for place in range(first, end)
        if not is_ours
    )


def _names_subject(text: str, title: str) -> bool:
    """Whether a line names the inspection in short: "Rape inspection, phase 1"."""
    if len(text) > 200 or text.endswith(".") or _is_other_part(text, title):
        return False
    here = set(_codes(text)) - SMALL
    subject = set(_codes(re.split(r"\s[-–—]\s|:\s", title)[0])) - SMALL - _ANY_TITLE
    others = here - subject - _ANY_TITLE - set(_codes(title)) - set("123456789")
    return bool(subject and here & _REPORTS) and subject <= here and len(others) <= 2


def _inside(block: Block, title: str) -> Found | None:
    """A title within a sentence, between quotation marks when it has them."""
    for quoted in re.finditer(
        r"(?<!\w)[“\u2018'\"](.{20,300}?)[”’'\"](?!\w)(?=[\s,.;)]|$)", block.text
    ):
        if likeness_of_title(quoted[1], title) >= 0.7:
            lines = block.lines_of(quoted.start(1), quoted.end(1))
            return Found(quoted[1], lines, Confidence.SURE)
    return Found(title, block.lines, Confidence.CHECK) if title in block.text else None


def _in_a_field(blocks: Sequence[Block]) -> tuple[Found | None, list[int]]:
    """Another report's title, where the letter has a line for it, and its block."""
    for place, block in enumerate(blocks[:_HEAD]):
        named = _FIELD.match(block.text + (" " if block.text.endswith(":") else ""))
        if not named:
            continue
        rest = block.text[named.end() :].strip()
        if rest and len(rest) < 300:
            return Found(rest, block.lines, Confidence.CHECK), [place]
        if not rest and place + 1 < len(blocks) and len(blocks[place + 1].text) < 300:
            after = blocks[place + 1]
            return Found(after.text, after.lines, Confidence.CHECK), [place + 1]
    return None, []
