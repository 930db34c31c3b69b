"""How a letter arranges a response: what it calls, quotes and leaves out, and its sections.

Pure: takes content as data. The templates of the shapes show what this finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from django.utils.html import format_html, strip_tags
from django.utils.text import get_text_list

from forces.templatetags.prose import prose
from responses.choices import ACCENT, Numbers, Quotation, Shape
from responses.content import bare_letterhead, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from responses.content import AnswerContent, Content, FigureContent, LetterheadContent

LONGEST_QUOTATION = 40
"""The words that are left of a recommendation that is shortened."""
CUT = "[…]"

# A sentence after which another begins.
_SENTENCE = re.compile(r".*?[.!?][)\"’”]*(?=\s+\W*[A-Z])")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class Opening(NamedTuple):
    """To whom a letter is, and how it greets them."""

    addressees: str
    salutation: str


HOME_SECRETARY = Opening("The Home Secretary", "Dear Home Secretary,")
HOME_SECRETARY_NAMED = "home secretary"


class Name(NamedTuple):
    """What a letter calls a recommendation: "8 (recommendation 12 of the report)"."""

    first: str
    second: str = ""

    def __str__(self) -> str:
        return f"{self.first} ({self.second})" if self.second else self.first

    @property
    def in_brackets(self) -> str:
        return ", ".join(filter(None, self))


@dataclass(frozen=True)
class Item:
    """A recommendation as this letter calls and quotes it, with what is answered."""

    answer: AnswerContent
    name: Name
    quotation: SafeString
    is_shortened: bool
    answered_with: str
    own_number: str
    """The office's own number, where the letter does not call it by that anyway."""

    @property
    def in_a_sentence(self) -> str:
        """ "recommendation 12: Training"."""
        return ": ".join(filter(str.strip, [str(self.name), self.answer["heading"]]))

    @property
    def title(self) -> str:
        return _capital(self.in_a_sentence)

    @property
    def brief_title(self) -> str:
        """ "Training (recommendation 12)"."""
        if not self.answer["heading"].strip():
            return _capital(str(self.name))
        return f"{self.answer['heading']} ({self.name.in_brackets})"


@dataclass(frozen=True)
class Section:
    """A section of a long letter, for its heading and the table of contents."""

    title: str
    anchor: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Returned:
    """What the force gives of a measure that a recommendation asks for."""

    item: Item
    figure: FigureContent


def printed(content: Content) -> LetterheadContent:
    """What the body prints; of what was signed before there were letterheads, its name."""
    if "letter" not in content:
        return bare_letterhead(content["body"])
    held = content["letter"]["letterhead"]
    return {
        **held,
        "address": held["address"].strip(),
        "addressees": held["addressees"].strip(),
        "salutation": held["salutation"].strip(),
        "closing": held["closing"].strip(),
    }


def opening_of(content: Content) -> Opening:
    """What the body prints; but a letter to the Home Secretary is to nobody else.

    Who the body's other letters are to, and how those greet, is left out of it.
    """
    letterhead = printed(content)
    given = Opening(letterhead["addressees"], letterhead["salutation"])
    if shape_of(content) != Shape.HOME_SECRETARY:
        return given
    if given.addressees and HOME_SECRETARY_NAMED not in given.addressees.lower():
        return HOME_SECRETARY
    return Opening(*(own or usual for own, usual in zip(given, HOME_SECRETARY, strict=True)))


def accent_of(content: Content) -> str:
    """The colour of the letter's lines and headings; never anything else than a colour."""
    accent = printed(content)["accent"]
    return accent if _COLOUR.fullmatch(accent) else ACCENT


def items_of(content: Content) -> list[Item]:
    """The recommendations that the letter sets out, in the order of the report."""
    left_out = content["letter"]["left_out"] if "letter" in content else []
    is_short = "letter" in content and content["letter"]["quotation"] == Quotation.SHORT
    names = _names(content)
    items = []
    for answer in content["answers"]:
        if answer["number"] in left_out:
            continue
        short = _shortened(answer["asked"]) if is_short else ""
        other = names.get(answer["answered_with"] or "")
        items.append(
            Item(
                answer=answer,
                name=names[answer["number"]],
                quotation=format_html("<p>{}</p>", short) if short else prose(answer["asked"]),
                is_shortened=bool(short),
                answered_with=str(other) if other else answer["answered_with_words"],
                own_number="" if _by_own_numbers(content) else answer["local_number"],
            )
        )
    return items


def returned_in(items: Iterable[Item]) -> list[Returned]:
    """The figures that are given, in the order of the recommendations that ask for them."""
    return [
        Returned(item, figure)
        for item in items
        for figure in item.answer.get("figures", [])
        if figure["standing"]
    ]


def left_out_words(content: Content) -> str:
    """ "recommendations 1, 2 and 5": those that the letter leaves out, or an empty text."""
    numbers = content["letter"]["left_out"] if "letter" in content else []
    found = [answer for answer in content["answers"] if answer["number"] in numbers]
    if len(found) > 1 and {answer["kind"] for answer in found} == {"Recommendation"}:
        return f"recommendations {get_text_list([each['number'] for each in found], 'and')}"
    return get_text_list([_in_a_sentence(answer) for answer in found], "and")


def sections_of(content: Content, items: list[Item]) -> dict[str, Section]:
    """The sections of the report shape by what they hold. Those of the report are numbered."""
    found = {}
    if content["introduction"].strip():
        found["introduction"] = Section("Introduction", "letter-introduction")
    titles = {
        "findings": "Summary of key findings",
        "recommendations": "Recommendations",
        "officer": "Chief officer’s comments",
        "response": f"Response of the {content['body']}",
        "conclusion": "Conclusion",
    }
    inside = {
        "recommendations": tuple(items),
        "officer": tuple(item for item in items if item.answer["officer_comment"].strip()),
        "response": tuple(items),
    }
    if not content["inspection"]["key_findings"].strip():
        del titles["findings"]
    if not content["conclusion"].strip():
        del titles["conclusion"]
    for number, (name, title) in enumerate(titles.items(), start=1):
        found[name] = Section(f"{number}.0 {title}", f"letter-{name}", inside.get(name, ()))
    return found


def _by_own_numbers(content: Content) -> bool:
    return "letter" in content and content["letter"]["numbers"] == Numbers.LOCAL


def _names(content: Content) -> dict[str, Name]:
    """What the letter calls each recommendation, by its number in the report."""
    found = {}
    for answer in content["answers"]:
        name = _in_a_sentence(answer)
        if not _by_own_numbers(content):
            found[answer["number"]] = Name(name)
        elif answer["local_number"]:
            found[answer["number"]] = Name(answer["local_number"], f"{name} of the report")
        else:
            found[answer["number"]] = Name(f"{name} of the report")
    return found


def _in_a_sentence(answer: AnswerContent) -> str:
    return f"{answer['kind'].lower()} {answer['number']}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shortened(asked: str) -> str:
    """The first sentence, or what of it is not too long; empty where that is all that is asked."""
    words = unescape(strip_tags(prose(asked))).split()
    first = _SENTENCE.match(" ".join(words))
    kept = (first[0].split() if first else words)[:LONGEST_QUOTATION]
    return f"{' '.join(kept)} {CUT}" if len(kept) < len(words) else ""
