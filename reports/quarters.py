"""What forces claimed at the end of each quarter since a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST = 8
# An update stands from its day until the next one of the same force on the same recommendation.
_CLAIMED = """
    SELECT day, state, count(*)
    FROM unnest(%(days)s::date[]) AS day
    JOIN (
        SELECT as_at, state, lead(as_at) OVER (
            PARTITION BY force_id, recommendation_id ORDER BY as_at, submitted_at, id
        ) AS until
        FROM recommendations_progressupdate
        WHERE recommendation_id = ANY(%(recommendations)s) AND submitted_at IS NOT NULL
    ) told ON told.as_at <= day AND (told.until IS NULL OR told.until > day)
    GROUP BY day, state
"""


def quarter_ends(since: date, on: date) -> list[date]:
    """The last day of each quarter from one day to another, and that other day itself.

    Only the newest of them, where there are more than are easily read.
    """
    ends = []
    end = _end_of_quarter(since)
    while end < on:
        ends.append(end)
        end = _end_of_quarter(end + timedelta(days=1))
    return [*ends, on][-MOST:]


def _end_of_quarter(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    after = date(day.year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def claimed_on(days: Sequence[date], recommendations: Iterable[int]) -> Mapping[date, Counter[str]]:
    """How many pairs of a force and one of these recommendations stood in each state on each day.

    Of what is submitted: what inspectors see, whichever the day on which it was submitted.
    """
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMED, {"days": list(days), "recommendations": list(recommendations)})
        for day, state, count in cursor.fetchall():
            found[day][state] = count
    return found
