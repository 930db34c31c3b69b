"""What those who asked for less mail are not told: what neither is late nor waits for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from responses.choices import ProgressReminderKind, ReminderKind
from responses.rehearsal.of_progress import is_overdue
from responses.rehearsal.owed import owed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from responses.rehearsal.owed import Owed
    from responses.rehearsal.record import Hindsight, Record

FORTNIGHT = timedelta(days=14)
NEVER_PRESSING = {
    ReminderKind.CHIEF_OFFICER, ReminderKind.NO_SIGNATORY, ReminderKind.ALL_WROTE,
    ProgressReminderKind.SILENCE, ProgressReminderKind.REPLIED,
}  # fmt: skip


def is_muted(row: Owed, record: Record, at: datetime) -> bool:
    """Whether its person wants to be told of it at a moment no more than it is pressing then."""
    if row.person not in record.quiet:
        return False
    if row.kind == ReminderKind.LAST_DAY:
        return row.milestone <= 0
    if row.kind == ProgressReminderKind.NEXT_DATE:
        return not is_overdue(record.cases[row.force], at)
    return row.kind in NEVER_PRESSING


def was_muted(row: Owed, seen: Hindsight) -> bool:
    """Whether it was muted at some moment at which it was to be told."""
    told = seen.latest.get(row.group, ())
    looks = [look.at for look, latest in told if latest == row]
    if any(is_muted(row, seen.record, at) for at in looks):
        return True
    swept = [*_swept(row, seen.record)]
    if not looks and not swept:
        swept = [seen.record.ends_at]
    return any(is_muted(row, seen.record, at) for at in swept)


def _swept(row: Owed, record: Record) -> Iterator[datetime]:
    """The sweeps at which it was to be told, within a fortnight of its day.

    A sweep finds what is owed from some hour of the day on; by the next morning something else may
    be the latest, or the date may have passed.
    """
    last = row.falls_on + FORTNIGHT
    for at in record.sweeps:
        if row.falls_on <= timezone.localdate(at) <= last:
            owing = owed(record.cases[row.force], at).get(row.group)
            if owing and owing[-1] == row:
                yield at
