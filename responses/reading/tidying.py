"""What stands in a stretch but does not belong to it: closing words, a section's general words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from responses.reading.numbering import is_directive
from responses.reading.regions import Entry, OpenedBy, Region, Role
from responses.reading.tokens import Sort
from responses.reading.words import is_own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.proposal import Official

_GENERAL = re.compile(
    r"^(?:i|we) (?:very much |also |again |would like to |want to |am |are |warmly |fully )*"
    r"(?:welcome (?:the|this|hmicfrs|these)|thank|look(?:ing)? forward|grateful|"
    r"hope (?:that )?(?:this|you)|trust (?:that )?(?:this|you)|understand that this|"
    r"remain (?:committed|confident|grateful)|"
    r"will hold (?:the|my) (?:chief constable|force) to account|"
    r"will continue to (?:monitor|scrutini[sz]e|hold|oversee)|"
    r"(?:will|shall|have|am) (?:also |now )?"
    r"(?:publish(?:ed|ing)?|plac(?:e|ed|ing)|shar(?:e|ed|ing)|send(?:ing)?|sent|cop(?:y|ied|ying)) "
    r"(?:(?:a copy of )?(?:this|my|our|the) (?:response|letter|reply|statement|answers?)|"
    r"(?:an? )?(?:progress|updates?))|"
    r"(?:would|will) be (?:happy|glad|pleased) to (?:discuss|meet|provide|answer)|"
    r"recogni[sz]e the importance of this (?:report|inspection))|"
    r"^(?:in (?:conclusion|summary|closing)|to conclude|overall|taken together|"
    r"more (?:widely|broadly)|the wider|looking ahead|"
    r"thank you|please|should you|if you (?:would|have|require|need))\b|"
    r"^(?:my|our|the) (?:office|team) will (?:also )?"
    r"(?:publish|continue|monitor|keep|send|share)\b|"
    r"^the (?:police,? (?:fire )?and crime )?(?:commissioner|pf?cc|mayor) "
    r"(?:will (?:continue|return|monitor|hold|scrutini[sz]e|oversee)|looks? forward|thanks|"
    r"is (?:grateful|satisfied))\b|"
    r"^(?:we|i) (?:have|make|offer) no (?:further )?comments? on (?:the )?(?:other|remaining)\b|"
    r"^the (?:other|remaining) recommendations\b|"
    r"^(?:this|my|our) (?:letter|response|reply|statement|answer)\b|^a copy of this\b|"
    r"^(?:this|the) (?:report|inspection) (?:is|has|will|highlights|provides|shows|makes)\b|"
    r"^(?:background|notes?|contact|prepared by|for (?:further|more) information)\b|"
    r"^(?:the second|a further|a second) (?:report|inspection|phase)\b",
    re.IGNORECASE,
)
# So many recommendations quoted one after another, with nothing between, are a list.
_LIST = 3
# A title has fewer words than this.
_LONG_TITLE = 10
_SAYS_SOMETHING = re.compile(
    r"[.!?;:]$|^(?:not |partially |partly |fully |in |under )?"
    r"(?:accept|agree|complete|progress|ongoing|noted|reject|implement|place|way|met|open|close|done|disagree|decline|support|green|amber|red|"
    r"yes|no|none|n/a|not|nothing|already|achieved|underway)\b|"
    r"\b(?:accepted|agreed|completed?|rejected|implemented|closed|is|are|was|were|has|have|had|will|"
    r"been|i|we|our|my)\b",
    re.IGNORECASE,
)
_OPENING = ("“", '"', "\u2018", "'")


def tidied(regions: Sequence[Region], officials: Sequence[Official]) -> list[Region]:
    """The stretches, each without what belongs elsewhere."""
    found = list(regions)
    if _answers_come_first(found):
        found = _turned(found)
    for step in (_unlisted, _unstyled, _unfinished):
        found = step(found)
    for region in found:
        _find_subject(region)
        _find_unmatched_quotes(region, officials)
        _keep_only_words(region)
    return found


def _answers_come_first(regions: Sequence[Region]) -> bool:
    """Whether a letter gives its answer before the words it answers.

    Seen where nothing follows the last quotation, and something marked as an answer, or an
    unlabelled paragraph, stands before every one.
    """
    quoting = [n for n, region in enumerate(regions) if region.opened_by == OpenedBy.QUOTE]
    if len(quoting) < 2 or any(region.opened_by == OpenedBy.LABEL for region in regions):
        return False
    if quoting[0] == 0 or not regions[quoting[0] - 1].has_answer:
        return False
    between = [regions[n] for n in quoting[:-1]]
    return all(region.has_answer for region in between) and not regions[quoting[-1]].has_answer


def _turned(regions: Sequence[Region]) -> list[Region]:
    """Each answer moved from behind the quotation before it to the one after it."""
    found: list[Region] = []
    waiting: list[Entry] = []
    for region in regions:
        if region.opened_by != OpenedBy.QUOTE:
            waiting = _last_block(region)
            found.append(region)
            continue
        quotes = [entry for entry in region.entries if entry.role in (Role.QUOTE, Role.ASIDE)]
        texts = [entry for entry in region.entries if entry.role in (Role.TEXT, Role.MARKER)]
        region.entries = [*waiting, *quotes]
        region.is_turned = True
        waiting = texts
        found.append(region)
    return [region for region in found if region.entries]


def _last_block(region: Region) -> list[Entry]:
    """Take the last paragraph out of a general stretch."""
    if not region.entries:
        return []
    texts = region.of(Role.TEXT)
    place = texts[-1].piece.place if texts else -1
    taken = [e for e in region.entries if e.token.piece.place == place and e.role == Role.TEXT]
    region.entries = [e for e in region.entries if e not in taken]
    return taken


def _unlisted(regions: list[Region]) -> list[Region]:
    """Text after a list of quotations answers none of them: not the last one either."""
    found: list[Region] = []
    bare = 0
    for region in regions:
        found.append(region)
        if region.officials and region.has_quote and not region.has_answer:
            bare += 1
            continue
        if bare >= _LIST - 1 and region.officials and region.has_quote:
            first = next(n for n, e in enumerate(region.entries) if e.role == Role.TEXT)
            is_marked = any(e.role == Role.MARKER for e in region.entries[:first])
            if not is_marked and _is_alone_after(regions, region):
                found += _split(region, first)
        bare = 0
    return found


def _is_alone_after(regions: Sequence[Region], region: Region) -> bool:
    """Whether no other recommendation is answered in the letter after this one."""
    after = regions[regions.index(region) + 1 :]
    return not any(other.officials and other.has_answer and other.has_quote for other in after)


def _split(region: Region, at: int) -> list[Region]:
    rest = region.entries[at:]
    region.entries = region.entries[:at]
    return [region.general(rest)] if rest else []


def _paragraphs(region: Region) -> Iterator[tuple[int, Entry]]:
    """The places in a stretch where a paragraph of its answer begins, and its first sentence."""
    last = -1
    for number, entry in enumerate(region.entries):
        if entry.role == Role.TEXT and entry.token.piece.place != last:
            last = entry.token.piece.place
            yield number, entry


def _is_set_apart(entry: Entry) -> bool:
    return entry.token.block.is_emphasised or entry.token.block.is_quoted


def _unstyled(regions: list[Region]) -> list[Region]:
    """Where answers are set in italics, a plain paragraph after the last one is no answer."""
    answered = [region for region in regions if region.officials and region.has_answer]
    styled = sum(_is_set_apart(next(_paragraphs(region))[1]) for region in answered)
    if styled < 2 or styled < len(answered) * 0.7:
        return regions
    found: list[Region] = []
    for region in regions:
        found.append(region)
        if region in answered:
            paragraphs = list(_paragraphs(region))
            if _is_set_apart(paragraphs[0][1]):
                tail = _plain_tail(paragraphs)
                found += _split(region, tail) if tail else []
    return found


def _plain_tail(paragraphs: Sequence[tuple[int, Entry]]) -> int:
    """Where the plain paragraphs at the end begin; 0 when there are none."""
    at = 0
    for number, entry in reversed(paragraphs):
        if _is_set_apart(entry) or entry.token.block.mark:
            break
        at = number
    return at


def _unfinished(regions: list[Region]) -> list[Region]:
    """General words at the end of a section belong to the section, not to its last answer."""
    found: list[Region] = []
    for number, region in enumerate(regions):
        found.append(region)
        after = regions[number + 1] if number + 1 < len(regions) else None
        if not region.has_answer or not (region.officials or region.is_unknown):
            continue
        if after is None or after.is_general:
            at = _general_tail(region)
            found += _split(region, at) if at else []
    return found


def _general_tail(region: Region) -> int:
    """Where the general words at the end of an answer begin; 0 when there are none."""
    paragraphs = list(_paragraphs(region))
    for number, entry in paragraphs if region.opened_by == OpenedBy.LEAD else paragraphs[1:]:
        is_apart = not entry.token.block.mark and entry.token.block.row is None
        if is_apart and _GENERAL.search(entry.token.piece.text):
            return number
    return 0


def _find_unmatched_quotes(region: Region, officials: Sequence[Official]) -> None:
    """What stands between a label and the mark of an answer is a quotation, whatever its wording,
    unless somebody says it of themselves. Without a mark, so is what stands first and says what
    others should do, where the official wording is not held and something follows it.
    """
    if len(region.officials) != 1:
        return
    if _quote_before_mark(region) or region.has_quote or region.opened_by != OpenedBy.LABEL:
        return
    if not officials[region.officials[0]].is_summary:
        return
    texts = [entry for entry in region.entries if entry.role == Role.TEXT]
    for entry in texts:
        if not is_directive(entry.token.piece.text):
            return
        entry.role = Role.QUOTE


def _find_subject(region: Region) -> None:
    """A few words beside a label, with the answer below them, name its subject: "Rec 3 - Data"."""
    texts = [entry for entry in region.entries if entry.role != Role.MARKER]
    for label, entry, after in zip(texts, texts[1:], texts[2:], strict=False):
        if entry.role != Role.TEXT:
            continue
        piece, words = entry.token.piece, entry.token.piece.text
        beside = piece.place == label.token.piece.place != after.token.piece.place
        is_named = label.token.sort == Sort.LABEL and bool(label.token.piece.text)
        if beside and is_named and not after.token.block.mark and _names_subject(words):
            entry.role = Role.ASIDE
        return


def _names_subject(text: str) -> bool:
    return text.count(" ") < _LONG_TITLE and not _SAYS_SOMETHING.search(text)


def _quote_before_mark(region: Region) -> bool:
    """Make quotations of what stands before the mark of an answer; whether there was any."""
    if region.is_turned or region.opened_by not in (OpenedBy.LABEL, OpenedBy.QUOTE):
        return False
    marks = [n for n, entry in enumerate(region.entries) if _marks_an_answer(entry)]
    if not marks or not any(entry.role == Role.TEXT for entry in region.entries[marks[0] :]):
        return False
    before = [entry for entry in region.entries[: marks[0]] if entry.role == Role.TEXT]
    is_set_in_marks = bool(before) and before[0].token.piece.text.startswith(_OPENING)
    if not is_set_in_marks and any(is_own(entry.token.piece.text) for entry in before):
        return False
    for entry in before:
        entry.role = Role.QUOTE
    return bool(before)


def _marks_an_answer(entry: Entry) -> bool:
    marker = entry.token.marker
    return entry.role == Role.MARKER and marker is not None and marker.is_answer


def _keep_only_words(region: Region) -> None:
    """ "Recommendation 9 is for the CPS" is all that is said of it, and so it is the answer."""
    if region.opened_by != OpenedBy.LEAD or region.has_answer:
        return
    for entry in region.entries:
        if entry.role == Role.QUOTE and not entry.token.matches:
            entry.role = Role.TEXT
