"""What forces claimed at the end of each quarter since a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import connection
from django.db.models import Sum, Value

from forces.prepared import prepared
from recommendations.deadlines import quarter_end
from recommendations.models import CurrentProgress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

MOST = 8
KEPT = 24 * 60 * 60  # seconds
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
    end = quarter_end(since)
    while end < on:
        ends.append(end)
        end = quarter_end(end + timedelta(days=1))
    return [*ends, on][-MOST:]


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


def kept_claims(
    days: Sequence[date], recommendations: Sequence[int]
) -> Mapping[date, Counter[str]]:
    """What `claimed_on` says, kept until something more is submitted of these recommendations.

    The sum of what stands is the mark: a force has one draft of each at a time, so whatever is
    submitted has a higher number than what stood before it.
    """
    mark = _mark(tuple(recommendations))
    of_what = sha256(repr((mark, days, recommendations)).encode()).hexdigest()
    found: Mapping[date, Counter[str]] | None = cache.get(f"claimed:{of_what}")
    if found is None:
        found = claimed_on(days, recommendations)
        cache.set(f"claimed:{of_what}", found, KEPT)
    return found


@prepared
def _mark(recommendations: tuple[int, ...]) -> QuerySet[CurrentProgress, int]:
    current = CurrentProgress.objects.filter(recommendation__in=recommendations)
    summed = current.order_by().values(every=Value(1)).annotate(mark=Sum("update"))
    return summed.values_list("mark", flat=True)
