"""A date typed in three boxes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.dates import MONTHS
from forces.govuk.widgets import DateInput, TypedDate


def month_number(typed: str) -> int | None:
    """9 for "9", "09", "Sep", "Sept" or "september"; None when it is no month."""
    if typed.isascii() and typed.isdigit():
        return int(typed)
    word = typed.lower().rstrip(".")
    found = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(word)]
    return found[0] if len(word) >= 3 and len(found) == 1 else None


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
        if typed.year.isdigit() and len(typed.year) != 4:
            raise self._error("year", ["year"])
        return self._date(typed)

    def _date(self, typed: TypedDate) -> date:
        month = month_number(typed.month)
        bad = [
            part
            for part, is_good in {
                "day": typed.day.isdigit() and 1 <= int(typed.day) <= 31,
                "month": month is not None and 1 <= month <= 12,
                "year": typed.year.isdigit(),
            }.items()
            if not is_good
        ]
        if bad or month is None:
            raise self._error("invalid", bad)
        try:
            return date(int(typed.year), month, int(typed.day))
        except ValueError:
            raise self._error("invalid", []) from None

    def _error(self, code: str, parts: list[str], **params: str) -> ValidationError:
        """An error that knows which boxes it is about; no box named means all three."""
        return ValidationError(
            self.error_messages[code], code=code, params={"parts": parts, **params}
        )
