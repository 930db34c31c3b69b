"""Which sentences of a letter are quotations, and of which recommendation."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from responses.reading.labels import Form, official_of
from responses.reading.tokens import Sort
from responses.reading.words import is_own, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responses.reading.proposal import Official
    from responses.reading.tokens import Token
    from responses.reading.wording import Match, Wording

# Shorter likenesses count only beside a longer one, or right after a label.
_LONG_ENOUGH = 9
# Two likenesses nearer than this are as good as equal.
_TIE = 0.06
# A paraphrase speaks so much of what one recommendation speaks of, and of the others less by this.
_ALIKE, _CLEARLY = 0.6, 0.2
# A paraphrase has more words than this.
_SHORTEST = 4
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|will|does|did|done|now|already)\b|[.!?]$",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"^\W*(?:for )?(?:the |all |police )*"
    r"(?:forces?|constabular\w+|chief constables?|[A-Z][\w ]{1,40}?)? ?to [a-z]+ ",
)


def mark_quotations(tokens: Sequence[Token], officials: Sequence[Official]) -> None:
    """Say of every sentence which recommendation it quotes, if it does."""
    before: Token | None = None
    continues: Match | None = None
    for place, token in enumerate(tokens):
        if token.sort == Sort.TEXT:
            match = _chosen(tokens, place, officials, before, continues)
            token.quotes = match.official if match else None
            token.is_doubtful = bool(match) and match is not None and _is_tied(token, match)
            continues = match
            before = None
        elif token.sort == Sort.LABEL:
            before = token
        elif token.sort in (Sort.HEADING, Sort.FACT):
            before = continues = None
    _drop_strays(tokens)


def mark_paraphrases(tokens: Sequence[Token], wording: Wording) -> None:
    """Say of what stands first under a label, and is followed by more, which recommendation it
    puts in other words: "3. Forces to make sure that investigators understand the scheme".
    """
    for place, (label, token) in enumerate(pairwise(tokens), start=1):
        if label.sort != Sort.LABEL or token.sort != Sort.TEXT or token.quotes is not None:
            continue
        if not _may_paraphrase(label, token) or not _is_followed(tokens, place):
            continue
        likeness = wording.likeness(token.piece.text)
        best, *others = sorted(likeness, reverse=True) or [0.0]
        if best >= _ALIKE and best - max(others, default=0.0) >= _CLEARLY:
            token.quotes = likeness.index(best)


def _may_paraphrase(label: Token, token: Token) -> bool:
    """Whether a sentence asks for something, and does not tell what is done."""
    text = token.piece.text
    if is_own(text) or text.count(" ") < _SHORTEST or label.label is None:
        return False
    if _TO_DO.match(text) or {"should", "must"} & {word.form for word in words_of(text)}:
        return True
    return label.label.form == Form.MARK and not _TELLS.search(text)


def _is_followed(tokens: Sequence[Token], place: int) -> bool:
    """Whether another paragraph stands below, before the next label."""
    for token in (tokens[number] for number in range(place + 1, len(tokens))):
        if token.sort == Sort.MARKER:
            return True
        if token.sort != Sort.TEXT:
            return False
        if token.piece.place != tokens[place].piece.place:
            return True
    return False


def _is_tied(token: Token, match: Match) -> bool:
    others = [m for m in token.matches if m.official != match.official]
    return any(other.score > match.score - _TIE for other in others)


def _chosen(
    tokens: Sequence[Token],
    place: int,
    officials: Sequence[Official],
    label: Token | None,
    continues: Match | None,
) -> Match | None:
    token = tokens[place]
    fitting = [m for m in token.matches if _may_quote(token, m)]
    if not fitting:
        return None
    best = fitting[0]
    tied = [m for m in fitting if m.score > best.score - _TIE]
    if len(tied) == 1:
        return best
    if continues is not None:
        for match in tied:
            if match.official == continues.official and match.first >= continues.last - 2:
                return match
    named = _named(token, label, officials)
    following = _following(tokens, place)
    for wanted in (named, following):
        for match in tied:
            if match.official == wanted:
                return match
    return best


def _named(token: Token, label: Token | None, officials: Sequence[Official]) -> int | None:
    """The recommendation that the label before a sentence, or in it, names."""
    known = token.label or (label.label if label else None)
    if known is None or not known.is_alone:
        return None
    return official_of(known.numbers[0], known.kind, officials)


def _following(tokens: Sequence[Token], place: int) -> int | None:
    """What the next sentence quotes beyond doubt."""
    for token in tokens[place + 1 : place + 4]:
        if token.sort == Sort.TEXT and token.matches:
            best = token.matches[0]
            return None if _is_tied(token, best) else best.official
        if token.sort != Sort.TEXT or not token.matches:
            return None
    return None


def _may_quote(token: Token, match: Match) -> bool:
    """What is said in one's own voice is an answer, however many words it repeats."""
    if not match.is_indicative:
        return True
    text = token.piece.text
    return not is_own(text) and (token.asks or bool(_TO_DO.match(text)))


def _drop_strays(tokens: Sequence[Token]) -> None:
    """A few words alike mean nothing alone."""
    for place, token in enumerate(tokens):
        if token.quotes is None:
            continue
        match = next(m for m in token.matches if m.official == token.quotes)
        if match.kept >= _LONG_ENOUGH or token.asks:
            continue
        if not any(_supports(other, token.quotes) for other in _beside(tokens, place)):
            token.quotes = None


def _supports(other: Token, official: int) -> bool:
    if other.sort == Sort.LABEL:
        return other.label is not None and other.label.form == Form.LABEL
    return other.quotes == official


def _beside(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    for step in (-1, 1):
        near = place + step
        while 0 <= near < len(tokens) and tokens[near].sort in (Sort.MARKER, Sort.RULE):
            near += step
        if 0 <= near < len(tokens):
            yield tokens[near]
