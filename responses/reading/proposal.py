"""What is proposed from an old letter: what goes where, and where in the letter it stands.

Plain values only. Nothing here is stored: a person looks at the source and the proposal side by
side, and only what they accept is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# First and last line of a stretch of the source: counted from 0, both included.
Lines = tuple[int, int]


class Confidence(StrEnum):
    SURE = "sure"
    CHECK = "check"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Official:
    """One recommendation as the report numbers and words it."""

    number: str
    text: str
    is_summary: bool
    heading: str
    kind: str


@dataclass(frozen=True)
class Found:
    """A fact that the letter states, as it writes it."""

    value: str
    lines: Lines
    confidence: Confidence


@dataclass(frozen=True)
class FoundDate:
    """A date that the letter states."""

    value: date
    lines: Lines
    confidence: Confidence


@dataclass(frozen=True)
class Passage:
    """Text that may be gathered from several stretches, in the order of the letter."""

    text: str
    stretches: tuple[Lines, ...]
    confidence: Confidence


@dataclass(frozen=True)
class ProposedAnswer:
    """What the letter says of one recommendation. `why` tells the person how it was found."""

    number: str
    local_number: str | None
    quoted: str | None
    answer: str | None
    confidence: Confidence
    why: str
    quoted_stretches: tuple[Lines, ...] = ()
    answer_stretches: tuple[Lines, ...] = ()


@dataclass(frozen=True)
class Unplaced:
    """Text of the letter that belongs nowhere: a person decides."""

    text: str
    lines: Lines


@dataclass(frozen=True)
class SetAside:
    """What is no text of the letter's own: page furniture, labels, a greeting. `why` says which."""

    text: str
    lines: Lines
    why: str


@dataclass(frozen=True)
class Proposal:
    """Everything read from one letter. None is what the letter does not state.

    `answers` has one entry for every official recommendation, in the report's order.
    """

    source: tuple[str, ...]
    title: Found | None
    signed_on: FoundDate | None
    published_on: FoundDate | None
    signatory: Found | None
    statute_cited: Found | None
    chief_officer_comments: Passage | None
    body_comments: Passage | None
    answers: tuple[ProposedAnswer, ...]
    unplaced: tuple[Unplaced, ...]
    set_aside: tuple[SetAside, ...]
