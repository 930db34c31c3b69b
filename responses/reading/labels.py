"""What a letter calls the recommendations: "Recommendation 3", "Rec 4 and 5", "R7", "8."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.proposal import Official

_SPELT = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_KINDS = {
    "r": "recommendation",
    "a": "area_for_improvement",
    "c": "cause_of_concern",
}
_KIND = r"(?:recommendations?|recs?\b\.?|areas? for improvement|afis?|causes? of concern|cocs?)"
_NUMBER = (
    r"(?<![a-zA-Z])(?:\d{1,3}(?:\.\d{1,2})?(?:\([a-z]\)|[a-z](?![a-z]))?|\([ivx]{1,5}\)|[ivx]{1,5}(?![a-z])|"
    rf"(?:{'|'.join(reversed(_SPELT))})(?![a-z])|[A-E](?![a-z]))"
)
_JOIN = r"(?:\s*(?:,\s*and|,\s*&|,|;|&|\+|/|and|to|through|[-–—])\s*)"
_AGAIN = r"(?:recommendations?\s+|recs?\.?\s+)?"
_NAMED = re.compile(
    rf"(?P<kind>{_KIND})\s*(?:(?:number|no\.?|ref(?:erence)?|#)\s*:?|:)?\s*"
    rf"(?P<numbers>{_NUMBER}(?:{_JOIN}{_AGAIN}{_NUMBER})*)(?![\w%])",
    re.IGNORECASE,
)
_ORDINAL = rf"(?:{'|'.join(reversed(_ORDINALS))})"
_IN_ORDER = re.compile(
    rf"(?P<numbers>\b{_ORDINAL}(?:{_JOIN}(?:the )?{_ORDINAL})*) (?P<kind>{_KIND})(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"^R\s?(?P<numbers>\d{1,2}(?:\s*(?:,|&|and|[-–—])\s*R?\s?\d{1,2})*)(?!\w)")
# A recommendation of something else: "recommendation 3 of that report", "of the 2017 review".
_ELSEWHERE = re.compile(
    r"^,? (?:of|in|from|made (?:in|by)) (?:another|"
    r"that (?:\w+ )?(?:report|inspection|review|letter)|"
    r"(?:an|the|our|its|your|their) (?:[\w’'-]+ ){0,3}?"
    r"(?:earlier|previous|last|former|(?:19|20)\d\d|committee|commission|inquiry|enquiry|panel|"
    r"council|coroner)\b)",
    re.IGNORECASE,
)
_OF_THE_REPORT = re.compile(
    r"^ (?:of|in|from) (?:the|this|your) (?:[\w-]+ ){0,3}"
    r"(?:report|inspection|review)(?=\s*(?:[.:–—|-]|$))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^\W*(?:\d{1,2}[\])]\s*)?(?:(?:hmicfrs|hmic|the|response to|answer to|re|on|regarding|"
    r"against|for|as to|"
    r"in (?:response|relation|answer|respect) (?:to|of)|with regard to|turning to|national)"
    r"[\s:]+){0,4}$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"^.{{3,100}} \(({_KIND} [^()]{{1,30}})\)[.:]?$", re.IGNORECASE)
_SEPARATED = re.compile(r"^\s*(?:[.:–—|()\]-]|$)")
_MARK = re.compile(r"^\(?(\d{1,3}[a-z]?|[ivx]{1,5})[.)]*$")


class Form(StrEnum):
    """How a label stands: as a label before a text, in a sentence, or as a bare number."""

    LABEL = "label"
    PROSE = "prose"
    MARK = "mark"


@dataclass(frozen=True)
class Label:
    """Numbers by which a letter names recommendations. `end` is where its text begins."""

    numbers: tuple[str, ...]
    form: Form
    kind: str = ""
    end: int = 0

    @property
    def is_alone(self) -> bool:
        return len(self.numbers) == 1


def numeral(written: str) -> str:
    """A number in one form: "Three" and "(iii)" are "3"; "AFI 2" stays "afi2"."""
    text = re.sub(r"[\s.]+$|^\(|\)$", "", written.casefold().strip())
    for spelt in (_SPELT, _ORDINALS):
        if text in spelt:
            return str(spelt.index(text) + 1)
    if re.fullmatch(r"[ivxl]+", text):
        values = [_ROMAN[sign] for sign in text]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-here if here < after else here for here, after in pairs))
    return re.sub(r"\s+", "", text)


def _range(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= 60:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last]


def numbers_in(written: str) -> tuple[str, ...]:
    """The numbers of a list such as "1-3, 5 and 8"."""
    found: list[str] = []
    is_range = False
    for part in re.finditer(rf"{_ORDINAL}|{_NUMBER}|to\b|through\b|[-–—]", written, re.IGNORECASE):
        if part.group().casefold() in ("to", "through", "-", "–", "—"):
            is_range = bool(found)
            continue
        number = numeral(part.group())
        found[-1:] = _range(found[-1], number) if is_range else [*found[-1:], number]
        is_range = False
    return tuple(dict.fromkeys(found))


def label_of(text: str) -> Label | None:
    """The label at the beginning of a text, or None."""
    named = _NAMED.search(text[:120]) or _IN_ORDER.search(text[:120])
    if named and _BEFORE.match(text[: named.start()]):
        return _labelled(text, named, _KINDS[named["kind"][0].casefold()])
    short = _SHORT.match(text)
    if short:
        return _labelled(text, short, "recommendation")
    return None


def _labelled(text: str, found: re.Match[str], kind: str) -> Label | None:
    rest = text[found.end() :]
    if _ELSEWHERE.match(rest):
        return None
    rest = _OF_THE_REPORT.sub("", rest)
    form = Form.PROSE
    if _SEPARATED.match(rest) or re.match(r"^\s+[\"“\u2018'(\[]?[A-Z]", rest):
        form = Form.LABEL
    end = len(text) - len(re.sub(r"^[\s.:–—|)\]-]+", "", rest))
    numbers = numbers_in(found["numbers"])
    return Label(numbers, form, kind, end) if numbers else None


def label_in_heading(text: str) -> Label | None:
    """A label anywhere in a heading: "Better data (recommendation 3)"."""
    named = _NAMED.search(text)
    if not named:
        return None
    kind = _KINDS[named["kind"][0].casefold()]
    return Label(numbers_in(named["numbers"]), Form.LABEL, kind, len(text))


def label_in_brackets(text: str) -> Label | None:
    """A label at the end of a short line: "What did the report ask? (Recommendation 6)"."""
    found = _IN_BRACKETS.match(text)
    return label_in_heading(found[1]) if found else None


def label_of_mark(mark: str) -> Label | None:
    """The label that a list's own number would be, if it numbers recommendations."""
    found = _MARK.match(mark.strip())
    return Label((numeral(found[1]),), Form.MARK) if found else None


def mentions(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The recommendations a sentence names: the kind, and the numbers."""
    for named in (*_NAMED.finditer(text), *_IN_ORDER.finditer(text)):
        if not _ELSEWHERE.match(text[named.end() :]):
            yield _KINDS[named["kind"][0].casefold()], numbers_in(named["numbers"])


def official_of(number: str, kind: str, officials: Sequence[Official]) -> int | None:
    """The place of the official recommendation with a number, as the report numbers it."""
    exact = [n for n, official in enumerate(officials) if numeral(official.number) == number]
    of_kind = [n for n in exact if not kind or officials[n].kind == kind]
    if of_kind or exact:
        return (of_kind or exact)[0]
    for place, official in enumerate(officials):
        digits = re.search(r"\d+[a-z]?$", numeral(official.number))
        if digits and digits.group() == number and official.kind == kind:
            return place
    return None
