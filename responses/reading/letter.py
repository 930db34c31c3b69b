"""Reads a letter as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responses.reading import facts
from responses.reading.answering import answer_to, label_places
from responses.reading.blocks import blocks_of
from responses.reading.cues import marker_of
from responses.reading.furniture import furniture_of
from responses.reading.mentions import mentions_of
from responses.reading.numbering import numbering_of
from responses.reading.placing import LETTERHEAD, OTHER_REPORT, placed
from responses.reading.proposal import (
    Confidence,
    Found,
    FoundDate,
    Passage,
    Proposal,
    SetAside,
    Unplaced,
)
from responses.reading.quotations import mark_paraphrases, mark_quotations
from responses.reading.rendering import stretches_of, text_of_pieces
from responses.reading.signature import signatory_of, signatures_of
from responses.reading.source import source_of
from responses.reading.tidying import tidied
from responses.reading.title import of_other_reports, title_of
from responses.reading.tokens import Sort, tokens_of
from responses.reading.walk import regions_of
from responses.reading.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.blocks import Block
    from responses.reading.placing import Placed
    from responses.reading.proposal import Official
    from responses.reading.source import Source
    from responses.reading.title import title_of
from responses.reading.tokens import Token

_SENTENCE = re.compile(r"[.!?][\"”’')]*$")
_WHY = {
    Sort.HEADING: "heading",
    Sort.LABEL: "label",
    Sort.MARKER: "label",
    Sort.SPEAKER: "who speaks",
    Sort.RULE: "line",
}


@dataclass(frozen=True)
class _Edges:
    """The facts of a letter, and which blocks give them."""

    title: Found | None
    signed_on: FoundDate | None
    published_on: FoundDate | None
    signatory: Found | None
    statute: Found | None
    owned: dict[int, str]
    names_it: bool
    is_letter: bool


def read(text: str, officials: Sequence[Official], *, inspection_title: str) -> Proposal:
    """What a letter says of the recommendations of one inspection. Any text may be given."""
    source = source_of(text)
    furniture = furniture_of(source)
    blocks = blocks_of(source.lines, furniture)
    edges = _edges_of(blocks, inspection_title)
    wording = Wording(officials, "\n".join(source.lines))
    tokens = tokens_of(blocks, edges.owned, wording)
    mark_quotations(tokens, officials)
    mark_paraphrases(tokens, wording)
    numbering = numbering_of(tokens, officials, wording, names_it=edges.names_it)
    regions = tidied(regions_of(tokens, numbering), officials)
    found = placed(regions, is_about=numbering.is_about, is_letter=edges.is_letter)
    spoken_of = mentions_of([found.body, found.chief], numbering)
    return Proposal(
        source=source.lines,
        title=edges.title,
        signed_on=edges.signed_on,
        published_on=edges.published_on,
        signatory=edges.signatory,
        statute_cited=edges.statute,
        chief_officer_comments=_passage(found.chief, found, is_sure=found.has_chief_section),
        body_comments=_passage(
            found.body, found, is_sure=found.has_body_section or edges.is_letter
        ),
        answers=tuple(
            answer_to(number, official, found, numbering, spoken_of.get(number))
            for number, official in enumerate(officials)
        ),
        unplaced=_unplaced(found),
        set_aside=_set_aside(source, furniture, found),
    )


def _edges_of(blocks: Sequence[Block], inspection_title: str) -> _Edges:
    signatures = signatures_of(blocks)
    title, titled, names_it = title_of(blocks, inspection_title)
    head = facts.head_of(blocks, titled)
    signed_on, dated = facts.signed_on(blocks, head, signatures)
    statute, cited = facts.statute_of(blocks)
    owned = dict.fromkeys(titled, "title") | dict.fromkeys(dated, "date")
    greeting = [n for n, b in enumerate(blocks[:head]) if facts.GREETING.match(b.text)]
    owned |= dict.fromkeys(greeting, "greeting")
    for place in range(head):
        if not greeting and _is_sentence(blocks[place]) and place not in owned:
            break
        if place not in owned and _is_letterhead(blocks[place]):
            owned[place] = LETTERHEAD
    if cited is not None and cited < head and not greeting:
        owned[cited] = "statute"
    owned |= dict.fromkeys(of_other_reports(blocks, inspection_title), OTHER_REPORT)
    for signature in signatures:
        owned |= dict.fromkeys(range(signature.first, signature.last + 1), "signature")
        owned[signature.first] = "closing"
    return _Edges(
        title=title,
        signed_on=signed_on,
        published_on=facts.published_on(blocks, signatures),
        signatory=signatory_of(blocks, signatures),
        statute=statute,
        owned=owned,
        names_it=names_it,
        is_letter=bool(greeting or any(signature.name for signature in signatures)),
    )


def _is_sentence(block: Block) -> bool:
    """Whether a block is a sentence of the letter's text."""
    return bool(_SENTENCE.search(block.text)) and block.text.count(" ") > 6


def _is_letterhead(block: Block) -> bool:
    """A short line above the letter's text that is no sentence."""
    names_column = block.row is not None and marker_of(block.text, is_alone=True) is not None
    is_short = len(block.text) < 200 and not block.mark and not names_column
    return is_short and not _SENTENCE.search(block.text) and not block.level


def _passage(tokens: Sequence[Token], found: Placed, *, is_sure: bool) -> Passage | None:
    pieces = [token.piece for token in tokens]
    text = text_of_pieces(pieces, label_places(found))
    if not text:
        return None
    confidence = Confidence.SURE if is_sure else Confidence.CHECK
    return Passage(text, stretches_of(pieces), confidence)


def _unplaced(found: Placed) -> tuple[Unplaced, ...]:
    left = []
    for tokens in found.unplaced:
        pieces = [token.piece for token in tokens]
        lines = (pieces[0].lines[0], pieces[-1].lines[1])
        text = text_of_pieces(pieces, label_places(found))
        if text:
            left.append(Unplaced(text, lines))
    return tuple(left)


def _set_aside(source: Source, furniture: frozenset[int], found: Placed) -> tuple[SetAside, ...]:
    """What is no text of the letter's own, in the letter's order."""
    lines = [
        SetAside(source.lines[number].strip(), (number, number), "page furniture")
        for number in sorted(furniture)
    ]
    pieces = [
        SetAside(token.piece.text, token.piece.lines, token.why or _WHY.get(token.sort, "label"))
        for token in found.aside
        if token.piece.text
    ]
    return tuple(sorted([*lines, *pieces], key=lambda aside: aside.lines))
