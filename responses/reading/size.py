"""How much a letter may hold: more than any letter does, and no more than is read in seconds."""

from __future__ import annotations

from responses.reading.errors import Unreadable
from responses.reading.source import parts_of, source_of

LONGEST_TEXT = 500_000
# A report of 200 pages has about 12,000 lines with its empty ones.
MOST_LINES = 20_000

TOO_LONG = "The letter has more than 500,000 characters. Send only the part that is the response."
TOO_MANY_LINES = "The letter has more than 20,000 lines. Send only the part that is the response."


def check_size(text: str) -> None:
    """For every text before it is read. Raises Unreadable with a sentence."""
    # Browsers send two signs for the end of a line, where the text that was read had one.
    if len(text) - text.count("\r\n") > LONGEST_TEXT:
        raise Unreadable(TOO_LONG)
    lines = source_of(text).lines
    # Cells and items that stand on one line are read like lines.
    if len(lines) > MOST_LINES or sum(len(parts_of(line)) for line in lines) > MOST_LINES:
        raise Unreadable(TOO_MANY_LINES)
