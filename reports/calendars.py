"""Days as a calendar in the format of RFC 5545, for the program in which a person keeps theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from icalendar import STATUS, TRANSP, Calendar, Event, vDuration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DAY = timedelta(days=1)
REFRESH = timedelta(hours=4)
# The format has no place for control characters other than the end of a line.
CONTROL = {code: " " for code in (*range(32), 127) if chr(code) != "\n"}


@dataclass(frozen=True)
class Entry:
    """One day in a calendar.

    `name` tells it from all others for ever; `sequence` grows with each change, and `changed_at`
    is the moment of the last. What `is_over` is shown as cancelled: programs take it off the page.
    """

    name: str
    on: date
    summary: str
    description: str
    path: str
    sequence: int
    changed_at: datetime
    is_over: bool = False


def to_ical(entries: Iterable[Entry], *, title: str, site: str) -> bytes:
    """The calendar. The same entries make the same bytes: nothing in it is asked of the clock."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//{title}//Calendar//EN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", title)
    calendar.add("X-WR-CALNAME", title)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry, site))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, site: str) -> Event:
    changed_at = entry.changed_at.replace(microsecond=0)
    return Event.new(
        uid=f"{entry.name}@{urlsplit(site).hostname}",
        start=entry.on,
        # The end is the day after. The last day that there is has none, and may go without.
        end=entry.on + DAY if entry.on < date.max else None,
        summary=" ".join(entry.summary.translate(CONTROL).split()),
        description=entry.description.translate(CONTROL),
        url=site + entry.path,
        sequence=entry.sequence,
        stamp=changed_at,
        last_modified=changed_at,
        status=STATUS.CANCELLED if entry.is_over else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
