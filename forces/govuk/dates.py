"""Dates and moments as the public service writes them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_london(value: date | datetime) -> date | datetime:
    """A moment by the clock of London; a date as it is."""
    return value.astimezone(LONDON) if isinstance(value, datetime) else value


def uk_date(value: date | datetime | None) -> str:
    """9 September 2021."""
    if not value:
        return ""
    day = in_london(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def uk_date_weekday(value: date | datetime | None) -> str:
    """Thursday 9 September 2021."""
    return f"{DAYS[in_london(value).weekday()]} {uk_date(value)}" if value else ""


def uk_time(value: datetime) -> str:
    """2:14pm, 9am, midday, midnight."""
    moment = value.astimezone(LONDON)
    if moment.minute == 0 and moment.hour % 12 == 0:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def as_at_in_a_name(value: datetime) -> str:
    """as-at-2021-09-09-1414: in the name of a file, names sort as their moments do."""
    return f"as-at-{value.astimezone(LONDON):%Y-%m-%d-%H%M}"


def uk_datetime(value: datetime | None) -> str:
    """9 September 2021 at 2:14pm."""
    return f"{uk_date(value)} at {uk_time(value)}" if value else ""
