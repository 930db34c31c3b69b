"""What changed between two looks at a saved view, in lines for its owner."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from forces.govuk.dates import uk_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What stood in each column of each row, by the names of both.
Rows = dict[str, dict[str, str]]
MOST_LINES = 100
# A text that is longer is kept as a mark of itself: that it changed is told, and not how.
LONG_TEXT = "text "
# A day as tables have it.
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def lines_of(old: Rows, new: Rows) -> list[str]:
    """A line for each row that came or went and each column that changed, the new rows first."""
    lines = [f"{_spoken(name)}: new" for name in new if name not in old]
    lines += [f"{_spoken(name)}: no longer shown" for name in old if name not in new]
    for name, now in new.items():
        if name in old:
            lines += (f"{_spoken(name)}: {change}" for change in _changes(old[name], now))
    if len(lines) > MOST_LINES:
        return [*lines[:MOST_LINES], f"{len(lines) - MOST_LINES:,} more changes"]
    return lines


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for column in dict.fromkeys([*new, *old]):
        was, now = old.get(column, ""), new.get(column, "")
        if was == now:
            continue
        if was.startswith(LONG_TEXT) or now.startswith(LONG_TEXT):
            yield f"{column}: the text changed"
        else:
            yield f"{column}: {_quoted(was)} became {_quoted(now)}"


def _quoted(value: str) -> str:
    if not value:
        return "nothing"
    day = _spoken(value) if DAY.fullmatch(value) else value
    return f"“{value}”" if day == value else day


def _spoken(words: str) -> str:
    """Words with their days as people read them: 9 September 2021."""
    return DAY.sub(_day, words)


def _day(found: re.Match[str]) -> str:
    try:
        return uk_date(date.fromisoformat(found[0]))
    except ValueError:  # a number that somebody typed
        return found[0]
