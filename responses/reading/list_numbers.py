"""The bare numbers of a letter: which of them number recommendations, "8." for the eighth."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from responses.reading.labels import Form, official_of
from responses.reading.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.labels import Label
    from responses.reading.numbering import Numbering
    from responses.reading.tokens import Token

# What is said before a list of answers is no longer than this.
_LONGEST_LEAD = 300
# What is said before a list of answers by number.
_INTRODUCES = re.compile(
    r"\b(?:respon\w+|answer\w*|repl\w+|comment\w*|position)\b.*\brecommendations\b|"
    r"\brecommendations\b.*\b(?:respon\w+|answer\w*|repl\w+|comment\w*|position)\b",
    re.IGNORECASE | re.DOTALL,
)


def list_numbers(tokens: Sequence[Token], numbering: Numbering) -> frozenset[int]:
    """Places of the bare numbers that number recommendations, and not the items of a list."""
    found = _quoting(tokens, numbering)
    return found | _introduced(tokens, numbering) if numbering.trusts(Form.MARK) else found


def _quoting(tokens: Sequence[Token], numbering: Numbering) -> frozenset[int]:
    """Those before a quotation, those that go on from them, and those of a second list that
    answers a first one of quotations only.
    """
    places = [n for n, t in enumerate(tokens) if t.label is not None and _is_mark(t.label)]
    bound = [place for place in places if place in numbering.bound]
    if len(bound) < 2:
        return frozenset(bound)
    found = set(bound)
    known = {number for form, _, number in numbering.known if form == Form.MARK}
    only_quoted = not any(
        t.sort == Sort.TEXT and t.quotes is None for t in tokens[bound[0] : bound[-1]]
    )
    for before, place in pairwise(places):
        label = tokens[place].label
        if place in found or label is None:
            continue
        number = label.numbers[0]
        in_a_row = tokens[place].block.row is not None
        if (
            in_a_row
            or (number not in known and before in found and _next(tokens, before, place))
            or (only_quoted and place > bound[-1] and number in known)
        ):
            found.add(place)
    return frozenset(found)


def _introduced(tokens: Sequence[Token], numbering: Numbering) -> frozenset[int]:
    """Those of a list that is said to answer the recommendations: the report's own numbers, each
    higher than the one before.
    """
    found: list[int] = []
    leads = {n for n, t in enumerate(tokens) if _INTRODUCES.search(t.piece.text[:_LONGEST_LEAD])}
    in_column = _in_columns(tokens)
    for place in (n for n, t in enumerate(tokens) if t.label is not None and _is_mark(t.label)):
        label = tokens[place].label
        before = found[-1] if found else None
        if label is None or official_of(label.numbers[0], "", numbering.officials) is None:
            continue
        begins = place - 1 in leads or place in in_column
        if begins or (before is not None and _follows(tokens, before, place)):
            found.append(place)
    return frozenset(found)


def _in_columns(tokens: Sequence[Token]) -> frozenset[int]:
    """Places in tables whose heading says that their first cells number recommendations."""
    found = set()
    is_below = False
    for place, token in enumerate(tokens):
        if token.block.row is None:
            is_below = is_below and token.sort == Sort.RULE
        elif token.marker is not None and not token.marker.is_answer:
            is_below = True
        elif is_below:
            found.add(place)
    return frozenset(found)


def _follows(tokens: Sequence[Token], before: int, place: int) -> bool:
    """Whether a number is higher than the one before it, and no heading stands between."""
    first, second = tokens[before].label, tokens[place].label
    if first is None or second is None:
        return False
    here, there = first.numbers[0], second.numbers[0]
    if not (here.isdigit() and there.isdigit() and int(here) < int(there)):
        return False
    return not any(t.sort in (Sort.HEADING, Sort.FACT) for t in tokens[before:place])


def _is_mark(label: Label) -> bool:
    return label.form == Form.MARK


def _next(tokens: Sequence[Token], before: int, place: int) -> bool:
    """Whether a number is one more than the number before it."""
    first, second = tokens[before].label, tokens[place].label
    if first is None or second is None:
        return False
    here, there = first.numbers[0], second.numbers[0]
    return here.isdigit() and there.isdigit() and int(there) == int(here) + 1
