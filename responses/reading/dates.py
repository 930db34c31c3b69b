"""Days as letters write them, in British order. A day that cannot be is no day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<{}>" + "|".join(rf"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|sept)\.?"
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?(?:"
    rf"(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s,-]*{_MONTH.format('month')}"
    r"[\s,-]*(?P<year>\d{4}|[’']?\d{2})"
    rf"|{_MONTH.format('month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})"
    r"|(?P<day4>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<month4>\d{1,2})\s?(?P=sep)\s?(?P<year4>\d{4}|\d{2})"
    r")(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """A date as it is written. `day` is None when there is no such day."""

    day: date | None
    start: int
    end: int


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return [month[:3] for month in _MONTHS].index(written.casefold()[:3]) + 1


def _day(year: str, month: str, day: str) -> date | None:
    digits = year.lstrip("’'")
    full = int(digits) if len(digits) == 4 else 2000 + int(digits)
    if not 1990 <= full <= 2100:
        return None
    try:
        return date(full, _month(month), int(day))
    except ValueError:
        return None


def dates_in(text: str) -> Iterator[Written]:
    """Every date of a text with day, month and year."""
    for found in _DATE.finditer(text):
        for ending in ("", "2", "3", "4"):
            if found[f"day{ending}"]:
                day = _day(found[f"year{ending}"], found[f"month{ending}"], found[f"day{ending}"])
                yield Written(day, found.start(), found.end())
