"""Words as they are compared: without case, punctuation, plurals and spelled-out abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’\u2018`\u00b4][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’\u2018`\u00b4]")
_ABBREVIATION = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{3,9}\b")
SMALL = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "both",
        "but",
        "by",
        "can",
        "each",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "more",
        "must",
        "no",
        "not",
        "of",
        "on",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "under",
        "up",
        "upon",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "within",
        "would",
        "you",
        "your",
        "i",
        "my",
        "us",
        "me",
    ]
)
OWN_VOICE = frozenset({"i", "we", "our", "us", "my", "me", "ours", "im", "weve", "ive", "were"})
# More than the longest letter has: every word is compared with those of its first letter.
_MOST_ABBREVIATIONS = 200
_LINKS = frozenset({"and", "of", "the", "for", "to", "in", "on"})


@dataclass(frozen=True)
class Word:
    """A word in the form in which it is compared, and where it stands in the text."""

    form: str
    start: int
    end: int


def _form(word: str) -> str:
    form = _APOSTROPHE.sub("", word.casefold())
    if len(form) > 3 and form.endswith("s") and not form.endswith("ss"):
        return form[:-1]
    return form


def _initials(abbreviation: str) -> str:
    return abbreviation.removesuffix("s").casefold()


def is_own(text: str) -> bool:
    """Whether somebody speaks for themselves: I, we, our."""
    return any(word.form in OWN_VOICE for word in words_of(text))


def abbreviations_in(texts: Iterable[str]) -> frozenset[str]:
    """The initials that the texts use, the most used of them: "NPCC" as "npcc"."""
    found = Counter(_initials(a) for text in texts for a in _ABBREVIATION.findall(text))
    often = [initials for initials, _ in found.most_common() if len(initials) >= 3]
    return frozenset(often[:_MOST_ABBREVIATIONS])


def words_of(text: str, abbreviations: frozenset[str] = frozenset()) -> list[Word]:
    """The words of a text; a name that spells an abbreviation counts as it."""
    words = [Word(_form(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    if not abbreviations:
        return words
    by_first = _by_first(abbreviations)
    found: list[Word] = []
    place = 0
    while place < len(words):
        short = _shortened(words, place, by_first.get(words[place].form[0], ()))
        if short is None:
            found.append(words[place])
            place += 1
            continue
        word, place = short
        found.append(word)
    return found


@lru_cache(maxsize=4)
def _by_first(abbreviations: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for initials in sorted(abbreviations):
        found[initials[0]] = (*found.get(initials[0], ()), initials)
    return found


def _shortened(
    words: Sequence[Word], place: int, abbreviations: Sequence[str]
) -> tuple[Word, int] | None:
    """The longest abbreviation that the words from a place spell, and the place after them."""
    best: tuple[Word, int] | None = None
    following = words[place + 1].form if place + 1 < len(words) else ""
    for initials in abbreviations:
        if not following or (following[0] != initials[1] and following not in _LINKS):
            continue
        end = _spelled(words, place, initials)
        if end is not None and (best is None or end > best[1]):
            if end < len(words) and _initials(words[end].form) == initials:
                end += 1
            best = (Word(initials, words[place].start, words[end - 1].end), end)
    return best


def _spelled(words: Sequence[Word], place: int, initials: str) -> int | None:
    if words[place].form in (initials, initials + "s"):
        return None
    matched = 0
    while place < len(words) and matched < len(initials):
        form = words[place].form
        if form[0] == initials[matched]:
            matched += 1
        elif form not in _LINKS or not matched:
            return None
        place += 1
    return place if matched == len(initials) else None
