"""Reads an old response letter: proposes what goes where, and stores nothing."""

from responses.reading.documents import text_of
from responses.reading.errors import Unreadable
from responses.reading.letter import read
from responses.reading.proposal import (
    Confidence,
    Found,
    FoundDate,
    Lines,
    Official,
    Passage,
    Proposal,
    ProposedAnswer,
    SetAside,
    Unplaced,
)
from responses.reading.size import check_size

__all__ = [
    "Confidence",
    "Found",
    "FoundDate",
    "Lines",
    "Official",
    "Passage",
    "Proposal",
    "ProposedAnswer",
    "SetAside",
    "Unplaced",
    "Unreadable",
    "check_size",
    "read",
    "text_of",
]
