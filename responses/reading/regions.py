"""Stretches of a letter: what belongs to one recommendation, and what is said in general."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from responses.reading.cues import Voice
    from responses.reading.labels import Label
    from responses.reading.tokens import Token


class Role(StrEnum):
    QUOTE = "quote"
    TEXT = "text"
    MARKER = "marker"
    ASIDE = "aside"


class OpenedBy(StrEnum):
    LABEL = "label"
    QUOTE = "quote"
    LEAD = "lead"
    ROW = "row"
    SECTION = "section"
    NOTICE = "notice"


@dataclass
class Entry:
    token: Token
    role: Role


@dataclass
class Region:
    """One stretch. Without recommendations it is general, unless its label is unknown."""

    officials: tuple[int, ...]
    voice: Voice
    opened_by: OpenedBy
    label: Label | None = None
    is_unknown: bool = False
    level: int = 0
    is_turned: bool = False
    entries: list[Entry] = field(default_factory=list)

    def of(self, role: Role) -> list[Token]:
        return [entry.token for entry in self.entries if entry.role == role]

    @property
    def is_general(self) -> bool:
        return not self.officials and not self.is_unknown

    @property
    def has_answer(self) -> bool:
        return any(entry.role == Role.TEXT for entry in self.entries)

    @property
    def has_quote(self) -> bool:
        return any(entry.role == Role.QUOTE for entry in self.entries)

    @property
    def is_begun(self) -> bool:
        return self.has_answer or self.has_quote

    @property
    def names_answerers(self) -> bool:
        """Whether its answer is marked in more than one way: "Force response", "PCC comment"."""
        return len({token.piece.text.casefold() for token in self.of(Role.MARKER)}) > 1

    def general(self, entries: list[Entry]) -> Region:
        """A general stretch after this one, in the same voice."""
        return Region((), self.voice, OpenedBy.SECTION, entries=entries)
