"""What changed from one text to another, word by word.

Pure: takes texts, knows nothing of who wrote them. Unchanged paragraphs are set aside first, then
unchanged sentences and phrases, and only what is left is compared by words, so that long texts
stay quick.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, that only the old one has, or that only the new one has."""

    kind: Kind
    text: str


# A stretch of the old text and what stands there in the new one; equal where nothing changed.
Pair = tuple[str, str]

# How a text is cut, from coarse to fine. Each leaves nothing out: joined, the cuts are the text.
PARAGRAPHS = re.compile(r"[^\n]*\n\s*|[^\n]+")
SENTENCES = re.compile(r".+?[.!?:;]\s+|.+", re.DOTALL)
# Some texts have no sentences: any rule will do that finds the same places in both texts again.
PHRASES = re.compile(r".+?[,gk7]\s+|.+", re.DOTALL)
WORD = r"\w+(?:[’'.,/-]\w+)*|[^\w\s]"
# A space belongs to the word before it, since a stretch of equal words has to be unbroken …
SPACED_WORDS = re.compile(rf"\n|(?:{WORD})?[^\S\n]+|{WORD}")
# … until all that is left to tell is where a change begins and ends.
WORDS = re.compile(rf"\n|[^\S\n]+|{WORD}")
# Beyond this, comparing takes seconds, and two texts so long and so different share little.
TOO_MUCH = 1_000_000
TOO_LONG = 50_000_000


def differences(old: str, new: str) -> list[Piece]:
    """What was removed and added, in the order of reading.

    What is the same and what was removed make up the old text; what is the same and what was
    added, the new one. How a browser or a system ends its lines is no difference.
    """
    pairs = [(_lines(old), _lines(new))]
    for cuts in (PARAGRAPHS, SENTENCES, PHRASES, SPACED_WORDS):
        pairs = [finer for pair in pairs for finer in _finer(pair, cuts)]
    pairs = [part for pair in pairs for part in _trimmed(pair)]
    return [piece for pair in _readable(pairs) for piece in _pieces(pair) if piece.text]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _finer(pair: Pair, cuts: re.Pattern[str]) -> list[Pair]:
    """The same stretch as several, by what both sides of it share when they are cut."""
    old, new = cuts.findall(pair[0]), cuts.findall(pair[1])
    if _is_same(pair) or not (old and new):
        return [pair]
    return [finer for part in _parts(old, new) for finer in _compared(*part)]


def _compared(old: list[str], new: list[str]) -> list[Pair]:
    if old == new or _is_too_much(old, new):
        return [("".join(old), "".join(new))]
    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [("".join(old[a:b]), "".join(new[c:d])) for _, a, b, c, d in codes]


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What is long, in parts that begin with what each text has once, and both in the same order.

    Comparing takes as long as the one length times the other.
    """
    anchors = _anchors(old, new) if len(old) * len(new) > TOO_MUCH else []
    ends = [(0, 0), *anchors, (len(old), len(new))]
    for (a, c), (b, d) in pairwise(ends):
        yield old[a:b], new[c:d]


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The places of most of what each text has once, so that both places only ever grow."""
    in_old, in_new = Counter(old), Counter(new)
    places = {each: place for place, each in enumerate(new) if in_new[each] == 1}
    lowest: list[int] = []  # the least place in the new text at which so many can end
    ends: list[tuple[int, int]] = []  # for each that was met: its places …
    before: list[int] = []  # … and which of these comes before it, or -1
    last: list[int] = []  # by how many, which of these ends so many
    for place, each in enumerate(old):
        if in_old[each] != 1 or each not in places:
            continue
        count = bisect_left(lowest, places[each])
        before.append(last[count - 1] if count else -1)
        lowest[count : count + 1] = [places[each]]
        last[count : count + 1] = [len(ends)]
        ends.append((place, places[each]))
    found, at = [], last[-1] if last else -1
    while at >= 0:
        found.append(ends[at])
        at = before[at]
    return found[::-1]


def _is_too_much(old: list[str], new: list[str]) -> bool:
    """Whether comparing would take too long: by how often what is in one meets itself in the other,
    and by how often what they share breaks off, since each time all is gone through again.

    What is very common in a long text is left out of it, as SequenceMatcher does.
    """
    in_new = Counter(new)
    often = len(new) // 100 + 1 if len(new) >= 200 else len(new)
    meetings = sum(in_new[each] for each in old if in_new[each] <= often)
    in_a_row = set(pairwise(new))
    breaks = sum(pair[1] in in_new and pair not in in_a_row for pair in pairwise(old))
    return meetings > TOO_MUCH or breaks * (len(old) + len(new)) > TOO_LONG


def _trimmed(pair: Pair) -> list[Pair]:
    """A change without the words and spaces at its ends that are on both sides."""
    old, new = WORDS.findall(pair[0]), WORDS.findall(pair[1])
    if _is_same(pair) or not (old and new):
        return [pair]
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    changed = "".join(old[start : len(old) - end]), "".join(new[start : len(new) - end])
    before, after = "".join(old[:start]), "".join(old[len(old) - end :])
    return [each for each in ((before, before), changed, (after, after)) if any(each)]


def _shared(old: list[str], new: list[str]) -> int:
    """How many of the first are the same in both."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))


def _readable(pairs: list[Pair]) -> list[Pair]:
    """The same, where what two changes share between them is more than a stray word or space.

    Somebody who rewrote a sentence did not keep its "of the": one change is easier to read.
    """
    done: list[Pair] = []
    for pair in pairs:
        if done and _is_same(done[-1]) == _is_same(pair):
            done[-1] = (done[-1][0] + pair[0], done[-1][1] + pair[1])
        else:
            done.append(pair)
        while len(done) > 2 and _is_stray(*done[-3:]):
            olds, news = zip(*done[-3:], strict=True)
            done[-3:] = [("".join(olds), "".join(news))]
    return done


def _is_same(pair: Pair) -> bool:
    return pair[0] == pair[1]


def _is_stray(before: Pair, between: Pair, after: Pair) -> bool:
    """Whether what is the same between two changes is less than half of the smaller of them.

    The end of a line is never stray: a paragraph that was kept apart stays apart.
    """
    if not _is_same(between) or "\n" in between[0]:
        return False
    smaller = min(max(map(len, before)), max(map(len, after)))
    return len(between[0].strip()) * 2 <= smaller


def _pieces(pair: Pair) -> list[Piece]:
    old, new = pair
    if _is_same(pair):
        return [Piece(Kind.SAME, old)]
    return [Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new)]
