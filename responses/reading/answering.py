"""The proposed answer to each recommendation, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responses.reading.cues import Voice
from responses.reading.labels import Form
from responses.reading.proposal import Confidence, ProposedAnswer
from responses.reading.regions import OpenedBy, Region, Role
from responses.reading.rendering import stretches_of, text_of_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.numbering import Numbering
    from responses.reading.placing import Placed
    from responses.reading.proposal import Official
    from responses.reading.sentences import Piece
    from responses.reading.tokens import Token

# So much of the official wording must be quoted before a quotation is beyond doubt by itself.
_MOST = 0.6
# So much, where the number agrees too.
_SOME = 0.25
_NOTHING = "The letter does not mention this recommendation."
_ONLY_QUOTED = "The letter quotes this recommendation and says nothing of its own about it."


@dataclass(frozen=True)
class Mention:
    """A passage of the comments that speaks of a recommendation."""

    tokens: tuple[Token, ...]
    is_group: bool


def label_places(placed: Placed) -> frozenset[int]:
    """Blocks whose number is a label and not the mark of a list."""
    return frozenset(
        token.piece.place
        for token in placed.aside
        if token.label is not None and token.label.form == Form.MARK
    )


def _said(region: Region) -> list[Piece]:
    """The sentences of an answer, with its marks where there is more than one kind."""
    roles = (Role.TEXT, Role.MARKER) if region.names_answerers else (Role.TEXT,)
    return [entry.token.piece for entry in region.entries if entry.role in roles]


def _marks(answers: Sequence[Region]) -> frozenset[Piece]:
    return frozenset(token.piece for region in answers for token in region.of(Role.MARKER))


def answer_to(
    number: int, official: Official, placed: Placed, numbering: Numbering, mention: Mention | None
) -> ProposedAnswer:
    """What the letter says of one recommendation."""
    quotes = placed.quoted.get(number, [])
    answers = placed.answers.get(number, [])
    local = _local(number, placed.regions.get(number, []), numbering)
    labels = label_places(placed)
    said = [piece for region in answers for piece in _said(region)]
    if not said and mention is not None:
        said = [token.piece for token in mention.tokens]
    quoted = text_of_pieces([token.piece for token in quotes], labels)
    sure = bool(answers) and _is_sure(number, official, quotes, answers, numbering)
    confidence = Confidence.SURE if sure else Confidence.CHECK if said else Confidence.NOT_FOUND
    return ProposedAnswer(
        number=official.number,
        local_number=local,
        quoted=quoted or None,
        answer=text_of_pieces(said, labels, _marks(answers)) or None,
        confidence=confidence,
        why=_why(number, official, placed, numbering, mention, local),
        quoted_stretches=stretches_of(token.piece for token in quotes),
        answer_stretches=stretches_of(said),
    )


def _local(number: int, regions: Sequence[Region], numbering: Numbering) -> str | None:
    for region in regions:
        local = numbering.local(region.label, number)
        if local is not None and len(region.officials) == 1:
            return local
    return None


def _share(number: int, quotes: Sequence[Token], numbering: Numbering) -> float:
    """How much of the official wording is quoted."""
    forms = numbering.wording.officials[number]
    places: set[int] = set()
    for token in quotes:
        for match in token.matches:
            if match.official == number:
                places |= set(range(match.first, match.last))
    return len(places) / max(len(forms), 1)


def _is_sure(
    number: int,
    official: Official,
    quotes: Sequence[Token],
    answers: Sequence[Region],
    numbering: Numbering,
) -> bool:
    """Whether the wording is quoted beyond doubt and the answer stands by itself."""
    if official.is_summary or len(answers) > 1 or any(token.is_doubtful for token in quotes):
        return False
    region = answers[0]
    if len(region.officials) > 1 or region.voice == Voice.CHIEF or region.is_turned:
        return False
    if region.names_answerers:
        return False
    if region.opened_by == OpenedBy.LEAD or not quotes:
        return False
    share = _share(number, [t for t in quotes if t.quotes == number], numbering)
    labelled = region.label is not None and numbering.local(region.label, number) is None
    return share >= _MOST or (labelled and region.has_quote and share >= _SOME)


def _why(
    number: int,
    official: Official,
    placed: Placed,
    numbering: Numbering,
    mention: Mention | None,
    local: str | None,
) -> str:
    """A sentence for the check page."""
    quotes = placed.quoted.get(number, [])
    answers = placed.answers.get(number, [])
    if not answers:
        return _why_unanswered(quotes, mention)
    region = answers[0]
    named = official.kind.replace("_", " ") + " " + official.number.removeprefix("AFI ")
    if len(region.officials) > 1:
        others = [numbering.officials[n].number for n in region.officials if n != number]
        return f"The letter answers this together with {_listed(others)}."
    if len(answers) > 1:
        return "The letter answers this in more than one place: the passages are put together."
    if quotes and any(token.quotes == number and token.matches for token in quotes):
        if local is not None:
            return f"The wording matches {named}; the letter numbers it {local}."
        share = _share(number, quotes, numbering)
        part = "The wording matches" if share >= _MOST else "Part of the wording matches"
        return f"{part} {named}.{_by_whom(region)}"
    if quotes:
        return f"The letter names {named} and puts what it asks in other words.{_by_whom(region)}"
    return f"Only the number matches: the letter does not quote {named}.{_by_whom(region)}"


def _by_whom(region: Region) -> str:
    if region.voice == Voice.CHIEF:
        return " The answer is the chief officer’s."
    return ""


def _why_unanswered(quotes: Sequence[Token], mention: Mention | None) -> str:
    if mention is not None and mention.is_group:
        return "It has no answer of its own: a passage of the comments speaks of it with others."
    if mention is not None:
        return "It has no answer of its own: a passage of the comments speaks of it."
    return _ONLY_QUOTED if quotes else _NOTHING


def _listed(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return numbers[0]
    return ", ".join(numbers[:-1]) + " and " + numbers[-1]
