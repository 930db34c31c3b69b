"""Words looked for within what a page shows anyway, and marked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPED = re.compile(r'"([^"]+)"|(\S+)')
TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Words:
    """What was typed: each word is the beginning of one, unless quotation marks keep some together.

    Capitals do not matter.
    """

    typed: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Self:
        text = text.replace("“", '"').replace("”", '"')
        found = (phrase or word.strip('"') for phrase, word in TYPED.findall(text))
        return cls(tuple(" ".join(each.split()) for each in found if each.strip()))

    def are_in(self, texts: Iterable[str]) -> bool:
        """Whether all of them are in these texts together. No words are in any."""
        whole = "\n".join(texts)
        return all(_pattern(each).search(whole) for each in self.typed)

    def marked(self, html: SafeString) -> SafeString:
        """The same, with each of the words marked; nothing within a tag is touched."""
        if not self.typed:
            return html
        sought = re.compile(
            "|".join(_pattern(str(escape(each))).pattern for each in self.typed), re.IGNORECASE
        )
        pieces = TAG.split(html)
        pieces[::2] = (sought.sub(r"<mark>\g<0></mark>", piece) for piece in pieces[::2])
        return mark_safe("".join(pieces))  # noqa: S308  # only marks are added to what was safe


def _pattern(words: str) -> re.Pattern[str]:
    """Words as they may stand in a text: the last may go on, and any space may part them."""
    parted = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<![\w&]){parted}\w*", re.IGNORECASE)
