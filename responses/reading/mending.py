"""Puts the lines of one paragraph together again, and the words that their ends cut in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words and addresses are shorter than this.
_LONGEST_WORD = 300
# Ends of words that are no words themselves.
_SYLLABLE = re.compile(
    r"^(?:[a-z]{0,3}(?:tions?|sions?|ments?|ness|ities|ity|[ae]nces?|[ai]bl[ey]|ously|ous|sioners?|"
    r"cial|tors?|gat(?:ed|ions?|ors?))|(?:[bdgmntv]|st)?(?:ings?|ers?)|[bdnstv]ed|[ntv]?al(?:ly)?|"
    r"[a-z]?ly|[st]ive(?:ly)?)(?![\w-])"
)


def joined(lines: Iterable[tuple[str, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of wrapped lines, with the place where each begins."""
    text = ""
    starts = []
    for line, number in lines:
        tail = text[-_LONGEST_WORD:]
        hyphenated = re.search(r"\w-$", tail) and line[:1].islower()
        is_address = re.search(r"https?://\S*$", tail)
        if hyphenated and _is_cut_word(tail, line):
            text = text[:-1]
        elif text and line and not hyphenated and not (is_address and text.endswith(("-", "/"))):
            text += " "
        starts.append((len(text), number))
        text += line
    return text, tuple(starts)


def _is_cut_word(text: str, line: str) -> bool:
    """Whether a word was cut to fit its line: "Novem-" and "ber", not "evidence-" and "led"."""
    return bool(_SYLLABLE.match(line)) and not re.search(r"-\w+-$", text)
