"""Where a letter repeats the wording of a recommendation, wholly or in part."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from responses.reading.words import OWN_VOICE, SMALL, Word, abbreviations_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.reading.proposal import Official

ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|for|upon)|require[sd]?|recommend(?:s|ed)?|"
    r"states?|stated|says?|said|seeks|suggest(?:s|ed)|advise[sd]?|urge[sd]?|"
    r"tells|reads|is a recommendation|"
    r"(?:is|are|was|were) (?:a |an )?(?:for|about|directed|aimed|addressed)|relates? to|"
    r"concerns|focus(?:es|ed)? on|is that)\b",
    re.IGNORECASE,
)
_CLOSERS = " .;:,”\"’')]–—-"
_DUTY = frozenset({"should", "must"})
# At least so many words in a row, or nearly, before a likeness is a quotation.
_LEAST = 5


@dataclass(frozen=True)
class Match:
    """A sentence of the letter that repeats words of an official text.

    `first` and `last` are places in the official text; `cut` is the character after which the
    sentence goes on in words of its own.
    """

    official: int
    precision: float
    kept: int
    first: int
    last: int
    cut: int | None = None
    is_indicative: bool = False

    @property
    def score(self) -> float:
        return self.precision + min(self.kept, 40) / 100


@dataclass(frozen=True)
class _Run:
    """Words that both texts have in a row: the places, and how many."""

    here: int
    there: int
    length: int


class Wording:
    """The official texts, ready to be compared with the sentences of one letter."""

    def __init__(self, officials: Sequence[Official], letter: str) -> None:
        self.abbreviations = abbreviations_in([letter, *(o.text for o in officials)])
        self.officials = [
            [word.form for word in words_of(official.text, self.abbreviations)]
            for official in officials
        ]
        self._ends = [_sentence_ends(o.text, self.abbreviations) for o in officials]
        self._known = {form for forms in self.officials for form in forms}
        self._codes = {form: chr(0x100 + n) for n, form in enumerate(sorted(self._known))}
        self._spelt = self._misspelt(letter)
        self._coded = [self._code(forms) for forms in self.officials]
        self._bags = [Counter(forms) for forms in self.officials]
        self._weights = self._weigh([(*f, *_forms(o.heading)) for f, o in self._with(officials)])
        self._topics = [{*f, *_forms(o.heading)} - SMALL for f, o in self._with(officials)]

    def _with(self, officials: Sequence[Official]) -> list[tuple[list[str], Official]]:
        return list(zip(self.officials, officials, strict=True))

    def _misspelt(self, letter: str) -> dict[str, str]:
        """Words of the letter that are nearly a word of the official texts."""
        known = sorted(form for form in self._known if len(form) >= 6)
        strange = {w.form for w in words_of(letter) if len(w.form) >= 6} - self._known
        found = {}
        for form in strange if known else ():
            near = process.extractOne(form, known, scorer=fuzz.ratio, score_cutoff=88)
            if near:
                found[form] = str(near[0])
        return found

    def _weigh(self, texts: Sequence[Sequence[str]]) -> dict[str, float]:
        spread = Counter(form for forms in texts for form in set(forms))
        return {form: log((len(texts) + 1) / count) for form, count in spread.items()}

    def _code(self, forms: Iterable[str]) -> str:
        return "".join(self._codes.get(form, "\x01") for form in forms)

    def words(self, text: str) -> list[Word]:
        """The words of a sentence of the letter, with its slips of spelling put right."""
        found = words_of(text, self.abbreviations)
        return [Word(self._spelt.get(w.form, w.form), w.start, w.end) for w in found]

    def matches(self, text: str) -> list[Match]:
        """The official texts that a sentence quotes, the likeliest first."""
        words = self.words(text)
        found = []
        for official, bag in enumerate(self._bags):
            shared = sum(word.form in bag for word in words)
            if shared >= 3 and shared >= len(words) * 0.3:
                match = self._match(text, words, official)
                if match:
                    found.append(match)
        return sorted(found, key=lambda match: -match.score)

    def _match(self, text: str, words: Sequence[Word], official: int) -> Match | None:
        coded = self._code(word.form for word in words)
        runs = _runs(coded, self._coded[official])
        kept = sum(run.length for run in runs)
        if kept < 3:
            return None
        start, end = runs[0].here, runs[-1].here + runs[-1].length
        lead = self._lead(text, words, start)
        whole = kept / (len(words) - lead)
        inside = kept / (end - start)
        first, last = runs[0].there, runs[-1].there + runs[-1].length
        cut = None
        precision = whole
        if whole < 0.8 and inside >= 0.85 and kept >= 8 and start <= max(lead, 1):
            cut = self._cut(text, words, end, official, last)
            precision = inside if cut else whole
        if precision < 0.8 and self._recall(official, runs) >= 0.85 and whole >= 0.5:
            precision = 0.8
        enough = kept >= _LEAST or (kept == len(words) - lead and len(runs) == 1)
        if precision < 0.8 or not enough:
            return None
        quoted = words[lead:] if cut is None else words[lead:end]
        # Words of its own before the first that is repeated: "The force publishes how long".
        since = self._begin(official, first) if start > lead else first
        indicative = self._is_own(quoted, official, since, last)
        return Match(official, precision, kept, first, last, cut, indicative)

    def _lead(self, text: str, words: Sequence[Word], start: int) -> int:
        """How many words introduce the quotation: "The report recommends that"."""
        if not 0 < start <= 14:
            return 0
        before = text[: words[start].start]
        return start if ASKS.search(before) or before.rstrip().endswith(("“", '"', ":")) else 0

    def _cut(
        self, text: str, words: Sequence[Word], end: int, official: int, last: int
    ) -> int | None:
        if len(words) - end < 3:
            return None
        between = text[words[end - 1].end : words[end].start]
        if last in self._ends[official] or re.search(r"[-:;–—”\")]", between):
            return words[end - 1].end + len(between) - len(between.lstrip(_CLOSERS))
        return None

    def _begin(self, official: int, place: int) -> int:
        """Where the official sentence begins that has a place in it."""
        return max((end for end in self._ends[official] if end <= place), default=0)

    def _recall(self, official: int, runs: Sequence[_Run]) -> float:
        """The share found of the official sentence that is found best, if it is long enough."""
        best = 0.0
        begin = 0
        places = {p for run in runs for p in range(run.there, run.there + run.length)}
        for end in self._ends[official]:
            if end - begin >= 8:
                share = sum(place in places for place in range(begin, end)) / (end - begin)
                best = max(best, share)
            begin = end
        return best

    def _is_own(self, words: Sequence[Word], official: int, first: int, last: int) -> bool:
        """Whether the sentence says what is done, where the official text says what should be."""
        forms = {word.form for word in words}
        there = set(self.officials[official])
        if (forms & OWN_VOICE) - there:
            return True
        window = set(self.officials[official][first:last])
        return bool(window & _DUTY) and not forms & _DUTY

    def likeness(self, text: str) -> list[float]:
        """How much of what a text speaks of is what each official text speaks of, 0 to 1."""
        forms = {word.form for word in self.words(text)} - SMALL
        weights = {form: self._weights.get(form, 0.0) for form in forms}
        rarest = log(len(self.officials) + 1)
        total = sum(weights.values()) + rarest * sum(form not in self._weights for form in forms)
        if not total:
            return [0.0] * len(self.officials)
        return [sum(weights[f] for f in forms & topic) / total for topic in self._topics]


def _forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


def _sentence_ends(text: str, abbreviations: frozenset[str]) -> list[int]:
    """After how many words each sentence or list item of an official text ends."""
    words = words_of(text, abbreviations)
    ends = [
        number
        for number, (word, after) in enumerate(pairwise(words), start=1)
        if re.search(r"[.!?;:\n]", text[word.end : after.start])
    ]
    return [*ends, len(words)]


def _runs(here: str, there: str) -> list[_Run]:
    """The words both have in a row, in the part of the longer text that is most alike."""
    if len(here) < len(there):
        near = fuzz.partial_ratio_alignment(here, there)
        begin = max(near.dest_start - 2, 0) if near else 0
        # Words put in and left out move the end: half as much again is looked at.
        end = (near.dest_end + len(here) // 2 + 2) if near else len(there)
    else:
        begin, end = 0, len(there)
    found = [
        _Run(step.src_start, step.dest_start + begin, step.src_end - step.src_start)
        for step in Indel.opcodes(here, there[begin:end])
        if step.tag == "equal"
    ]
    return [run for number, run in enumerate(found) if _holds(found, number)]


def _holds(runs: Sequence[_Run], number: int) -> bool:
    """A word alone counts only close between two others."""
    run = runs[number]
    if run.length > 1:
        return True
    before = runs[number - 1] if number else None
    after = runs[number + 1] if number + 1 < len(runs) else None
    close_before = before is not None and run.here - before.here - before.length <= 1
    close_after = after is not None and after.here - run.here - 1 <= 1
    return close_before and close_after
