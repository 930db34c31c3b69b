"""Puts the stretches of a letter where they belong: answers, comments, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from responses.reading.cues import Voice
from responses.reading.regions import OpenedBy, Region, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.reading.tokens import Token

# Lines above the letter's text, such as an address: nobody's comment, but not lost either.
LETTERHEAD = "letterhead"
# What a letter says of another report that it answers too.
OTHER_REPORT = "other report"
_FIRST_PERSON = re.compile(r"\b(?:I|my|myself|we|our|us)\b", re.IGNORECASE)


@dataclass
class Placed:
    """Which sentences go where."""

    quoted: dict[int, list[Token]] = field(default_factory=dict)
    answers: dict[int, list[Region]] = field(default_factory=dict)
    regions: dict[int, list[Region]] = field(default_factory=dict)
    chief: list[Token] = field(default_factory=list)
    body: list[Token] = field(default_factory=list)
    unplaced: list[list[Token]] = field(default_factory=list)
    aside: list[Token] = field(default_factory=list)
    has_body_section: bool = False
    has_chief_section: bool = False


def placed(regions: Sequence[Region], *, is_about: bool, is_letter: bool) -> Placed:
    """Put every stretch where it belongs. Nothing is forced in a letter about something else."""
    has_section = any(r.voice == Voice.BODY and r.has_answer for r in regions)
    found = Placed(has_body_section=has_section)
    for region in regions:
        _place_asides(found, region)
        if region.officials and is_about:
            _place_answer(found, region)
            continue
        texts = _all_text(region)
        if not texts:
            continue
        if not is_about or region.is_unknown:
            found.unplaced.append(texts)
        else:
            _place_general(found, region, texts, by_default=is_letter or not has_section)
    return found


def _place_asides(found: Placed, region: Region) -> None:
    asides = region.of(Role.ASIDE)
    left = (LETTERHEAD, OTHER_REPORT)
    found.aside += [token for token in asides if token.why not in left]
    for why in left:
        texts = [token for token in asides if token.why == why]
        if texts:
            found.unplaced.append(texts)


def _all_text(region: Region) -> list[Token]:
    """All but what is set aside; for a stretch that is no answer, its quotations and marks too."""
    return [entry.token for entry in region.entries if entry.role != Role.ASIDE]


def _place_answer(found: Placed, region: Region) -> None:
    for official in region.officials:
        found.regions.setdefault(official, []).append(region)
        if region.has_answer:
            found.answers.setdefault(official, []).append(region)
    quotes = region.of(Role.QUOTE)
    if len(region.officials) == 1:
        found.quoted.setdefault(region.officials[0], []).extend(quotes)
    else:
        for token in quotes:
            owner = token.quotes if token.quotes in region.officials else region.officials[0]
            found.quoted.setdefault(owner or region.officials[0], []).append(token)
    if not region.has_answer or not region.names_answerers:
        found.aside += region.of(Role.MARKER)


def _place_general(found: Placed, region: Region, texts: list[Token], *, by_default: bool) -> None:
    if region.voice == Voice.CHIEF:
        found.chief += texts
        found.has_chief_section |= region.opened_by != OpenedBy.NOTICE
    elif region.voice == Voice.BODY or (
        region.voice == Voice.NEUTRAL and (by_default or _is_own(texts))
    ):
        found.body += texts
    else:
        found.unplaced.append(texts)


def _is_own(texts: Iterable[Token]) -> bool:
    return any(_FIRST_PERSON.search(token.piece.text) for token in texts)
