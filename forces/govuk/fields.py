"""A date typed in three boxes."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator

from forces.govuk.dates import MONTHS
from forces.govuk.widgets import DateInput, TypedDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Pairs(BaseChoiceIterator):
    """Choices without groups, which Django need not look for in hundreds of them.

    They never change: the copy of a field that each form has made shares them.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def __deepcopy__(self, memo: object) -> Pairs:
        return self


def whole_number(typed: str, most: int) -> int | None:
    """9 for "9" or "09"; None for anything but figures from 1 to `most`."""
    number = int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0
    return number if 1 <= number <= most else None


def month_number(typed: str) -> int | None:
    """9 for "9", "09", "Sep", "Sept" or "september"; None when it is no month."""
    word = typed.lower().rstrip(".")
    found = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(word)]
    if len(word) >= 3 and len(found) == 1:
        return found[0]
    return whole_number(typed, len(MONTHS))


class DateField(forms.Field):
    """A date as day, month and year; cleans to a `date`, or to None when nothing was typed."""

    widget = DateInput
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "Date must include a %(missing)s",
        "invalid": "Date must be a real date",
        "year": "Year must include 4 numbers",
    }

    def to_python(self, value: Any) -> date | None:
        if value is None or type(value) is date:
            return value
        typed = TypedDate.of(value)
        missing = [part for part, text in typed._asdict().items() if not text]
        if len(missing) == len(typed):
            return None
        if missing:
            raise self._error("incomplete", missing, missing=" and ".join(missing))
        if re.fullmatch(r"[0-9]+", typed.year) and len(typed.year) != 4:
            raise self._error("year", ["year"])
        return self._date(typed)

    def _date(self, typed: TypedDate) -> date:
        day, year = whole_number(typed.day, 31), whole_number(typed.year, MAXYEAR)
        month = month_number(typed.month)
        if day is None or month is None or year is None:
            numbers = {"day": day, "month": month, "year": year}
            bad = [part for part, number in numbers.items() if number is None]
            raise self._error("invalid", bad)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._error("invalid", []) from None

    def _error(self, code: str, parts: list[str], **params: str) -> ValidationError:
        """An error that knows which boxes it is about; no box named means all three."""
        return ValidationError(
            self.error_messages[code], code=code, params={"parts": parts, **params}
        )
