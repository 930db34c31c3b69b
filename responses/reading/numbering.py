"""What the numbers of a letter stand for: the report's own numbers, or numbers of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from responses.reading.labels import Form, numeral, official_of
from responses.reading.list_numbers import list_numbers
from responses.reading.tokens import Sort, Token
from responses.reading.words import is_own, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.labels import Label
    from responses.reading.proposal import Official
    from responses.reading.wording import Wording

# A label's text must speak of the recommendation at least so much before it overrules the number.
_LIKE = 0.45
_CLEARLY = 0.2
# A text under a label that speaks of the recommendation less than this is not about it.
_UNLIKE = 0.12
# Fewer words ask for nothing in particular.
_A_SENTENCE = 6


@dataclass
class Numbering:
    """The letter's labels that its own wording explains, and whether the others can be trusted."""

    officials: Sequence[Official]
    wording: Wording
    bound: dict[int, int] = field(default_factory=dict)
    known: dict[tuple[Form, str, str], int] = field(default_factory=dict)
    is_own: dict[Form, bool] = field(default_factory=dict)
    is_refuted: bool = False
    is_about: bool = True
    marks: frozenset[int] = frozenset()

    def resolve(self, tokens: Sequence[Token], place: int) -> tuple[int, ...] | None:
        """The recommendations that a label stands for; None when it cannot be told."""
        label = tokens[place].label
        if label is None:
            return None
        if place in self.bound and label.is_alone:
            return (self.bound[place],)
        found = [self._number(number, label) for number in label.numbers]
        official = [n for n in found if n is not None]
        if not official:
            return None
        is_known = (Form.LABEL, label.kind, label.numbers[0]) in self.known
        if label.is_alone and label.form != Form.MARK and not is_known:
            better = self._overruled(tokens, place, official[0])
            return (better,)
        return tuple(dict.fromkeys(official))

    def _number(self, number: str, label: Label) -> int | None:
        form = Form.MARK if label.form == Form.MARK else Form.LABEL
        mapped = self.known.get((form, label.kind, number))
        if mapped is None and form == Form.LABEL and not self.is_own.get(Form.LABEL):
            mapped = self._by_marks(number)
        if mapped is not None:
            return mapped
        if not self.trusts(form):
            return None
        return official_of(number, label.kind, self.officials)

    def _by_marks(self, number: str) -> int | None:
        """In a letter that numbers its quotations itself, "recommendation 8" is its own eighth."""
        if not self.is_own.get(Form.MARK) or any(f == Form.LABEL for f, _, _ in self.known):
            return None
        return self.known.get((Form.MARK, "", number))

    def trusts(self, form: Form) -> bool:
        """Whether a number that no wording explains may stand for the report's own."""
        own = self.is_own.get(form, False) or (
            form == Form.LABEL
            and self.is_own.get(Form.MARK, False)
            and not any(f == Form.LABEL for f, _, _ in self.known)
        )
        return not own and not self.is_refuted and self.is_about

    def mentioned(self, kind: str, numbers: Sequence[str]) -> tuple[int, ...]:
        """The recommendations that a sentence names."""
        from_label = [self._mention(kind, number) for number in numbers]
        return tuple(dict.fromkeys(n for n in from_label if n is not None))

    def _mention(self, kind: str, number: str) -> int | None:
        mapped = self.known.get((Form.LABEL, kind, number), self._by_marks(number))
        if mapped is not None:
            return mapped
        return official_of(number, kind, self.officials) if self.trusts(Form.LABEL) else None

    def _overruled(self, tokens: Sequence[Token], place: int, official: int) -> int:
        """The recommendation that the text under a label paraphrases, if clearly another one."""
        text = first_text(tokens, place)
        if text is None or self.officials[official].is_summary:
            return official
        if len(words_of(text.piece.text)) < _A_SENTENCE:
            return official
        likeness = self.wording.likeness(text.piece.text)
        best = max(range(len(likeness)), key=lambda n: likeness[n])
        if likeness[best] >= _LIKE and likeness[best] - likeness[official] >= _CLEARLY:
            return best
        return official

    def local(self, label: Label | None, official: int) -> str | None:
        """The letter's own number for a recommendation, where it differs from the report's."""
        if label is None or not label.is_alone:
            return None
        number = label.numbers[0]
        if official_of(number, label.kind, self.officials) == official:
            return None
        if numeral(self.officials[official].number) == number:
            return None
        return number


def _after(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    # A slice would copy the rest of the letter for each label.
    return (tokens[number] for number in range(place + 1, len(tokens)))


def first_text(tokens: Sequence[Token], place: int) -> Token | None:
    """The first sentence under a label, before any other label or heading."""
    if tokens[place].sort == Sort.TEXT:
        return tokens[place]
    for token in _after(tokens, place):
        if token.sort == Sort.TEXT:
            return token
        if token.sort in (Sort.LABEL, Sort.HEADING, Sort.FACT):
            return None
    return None


def _span(tokens: Sequence[Token], place: int) -> list[Token]:
    """The sentences under a label, to the next label or heading."""
    opener = tokens[place].label
    is_mark = opener is not None and opener.form == Form.MARK
    found = []
    for token in _after(tokens, place):
        if token.sort in (Sort.HEADING, Sort.FACT):
            break
        is_label = token.sort == Sort.LABEL and token.label is not None
        if is_label and (is_mark or (token.label is not None and token.label.form == Form.LABEL)):
            break
        if token.is_lead:
            break
        if token.sort == Sort.TEXT:
            found.append(token)
    return found


def _bound_to(tokens: Sequence[Token], place: int) -> int | None:
    """The one recommendation that the text under a label quotes."""
    token = tokens[place]
    if token.sort == Sort.TEXT:
        return token.quotes
    span = _span(tokens, place)
    quoted = [t.quotes for t in span[:3] if t.quotes is not None]
    if token.label is not None and token.label.form == Form.MARK:
        return span[0].quotes if span else None
    if quoted:
        return quoted[0]
    everywhere = {t.quotes for t in span if t.quotes is not None}
    return everywhere.pop() if len(everywhere) == 1 else None


def is_directive(text: str) -> bool:
    """Whether a sentence says what others should do, and not what the writer does."""
    forms = {word.form for word in words_of(text)}
    return bool(forms & {"should", "must"}) and not is_own(text)


def _refutes(tokens: Sequence[Token], place: int, numbering: Numbering, *, names_it: bool) -> bool:
    """Whether a text under a label asks for something else than the report does. In a letter that
    names the inspection it may put what is asked in other words.
    """
    label, text = tokens[place].label, first_text(tokens, place)
    if label is None or text is None or not label.is_alone or text.quotes is not None:
        return False
    official = official_of(label.numbers[0], label.kind, numbering.officials)
    if official is None or numbering.officials[official].is_summary:
        return False
    if is_own(text.piece.text) or not (is_directive(text.piece.text) or text.asks):
        return False
    if len(words_of(text.piece.text)) < _A_SENTENCE:
        return False
    enough = _UNLIKE if names_it else _LIKE
    return numbering.wording.likeness(text.piece.text)[official] < enough


def numbering_of(
    tokens: Sequence[Token], officials: Sequence[Official], wording: Wording, *, names_it: bool
) -> Numbering:
    """Read the letter's numbers. `names_it`: it gives the title of this inspection."""
    numbering = Numbering(officials, wording)
    labels = [n for n, t in enumerate(tokens) if t.label is not None]
    for place in labels:
        label = tokens[place].label
        official = _bound_to(tokens, place)
        if label is None or official is None or not label.is_alone:
            continue
        numbering.bound[place] = official
        form = Form.MARK if label.form == Form.MARK else Form.LABEL
        numbering.known.setdefault((form, label.kind, label.numbers[0]), official)
        if numbering.local(label, official) is not None and not tokens[place].is_doubtful:
            numbering.is_own[form] = True
    quotes = sum(token.quotes is not None for token in tokens)
    refuted = sum(_refutes(tokens, place, numbering, names_it=names_it) for place in labels)
    named = sum(_names_one(tokens[place].label) for place in labels)
    numbering.is_refuted = refuted >= max(len(numbering.bound), named / 2, 1)
    numbering.is_about = quotes > 0 or names_it or _speaks_of_them(tokens, labels, numbering)
    numbering.marks = list_numbers(tokens, numbering)
    return numbering


def _names_one(label: Label | None) -> bool:
    return label is not None and label.is_alone and label.form != Form.MARK


def _speaks_of_them(tokens: Sequence[Token], labels: Sequence[int], numbering: Numbering) -> bool:
    """Whether the texts under the letter's labels are mostly about those recommendations."""
    likely = told = 0
    for place in labels:
        label = tokens[place].label
        if label is None or label.form == Form.MARK:
            continue
        named = [official_of(n, label.kind, numbering.officials) for n in label.numbers]
        text = " ".join(t.piece.text for t in (tokens[place], *_span(tokens, place)))
        if None in named or len(re.findall(r"\w+", text)) < 5:
            continue
        told += 1
        likeness = numbering.wording.likeness(text)
        best = max(likeness[n] for n in named if n is not None)
        likely += best > _UNLIKE and best >= max(likeness) * 0.75
    return told > 0 and likely >= told / 2
