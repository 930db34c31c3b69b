"""Finds a recommendation of a response: by its number, by the office's own number, or by words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from responses.content import AnswerContent

# How people begin a number: "Recommendation 8", "rec. 8", "no 8".
BEFORE_A_NUMBER = re.compile(r"^(?:recommendations?|recs?|numbers?|no)\b\.?\s*")


@dataclass(frozen=True)
class Found:
    """The number of a recommendation, and where what was typed stands in it."""

    number: str
    where: str


def _plain(text: str) -> str:
    """Text without what people type differently: capitals, and the apostrophe."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").casefold()


def _number(text: str) -> str:
    """A number without what is written differently: "AFI 2." and "afi2" are alike."""
    return re.sub(r"[\W_]", "", _plain(text))


def _words(typed: str) -> list[re.Pattern[str]]:
    """What each word is found by: a word that begins so, or that very number."""
    return [
        re.compile(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if word.isdigit() else ""))
        for word in re.findall(r"[\w'-]*\w", _plain(typed))
    ]


def _texts(answer: AnswerContent) -> list[tuple[str, str]]:
    return [
        ("In its heading", _plain(answer["heading"])),
        ("In its wording", _plain(answer["asked"])),
        ("In your answer", _plain(f"{answer['text']}\n{answer['reason']}")),
    ]


def _where(answer: AnswerContent, words: Sequence[re.Pattern[str]]) -> str:
    """The first text that has all the words; empty where one is in none of the texts."""
    texts = _texts(answer)
    for where, text in texts:
        if all(word.search(text) for word in words):
            return where
    whole = "\n".join(text for _, text in texts)
    return "In its texts" if all(word.search(whole) for word in words) else ""


def find(answers: Iterable[AnswerContent], typed: str) -> list[Found]:
    """What was typed is looked for as a number first, then as words; each is found once.

    The report's number comes before the office's own, and both before words, which must all be
    there. Within these the order is the report's.
    """
    answers = list(answers)
    number = _number(BEFORE_A_NUMBER.sub("", _plain(typed).strip()))
    found: dict[str, str] = {}
    for answer in answers:
        if number and _number(answer["number"]) == number:
            found[answer["number"]] = "Its number"
    for answer in answers:
        if number and _number(answer["local_number"]) == number:
            found.setdefault(answer["number"], f"Your own number {answer['local_number']}")
    words = _words(typed)
    for answer in answers:
        if words and (where := _where(answer, words)):
            found.setdefault(answer["number"], where)
    return [Found(key, where) for key, where in found.items()]
