"""What a force's people are asked for, as days for their calendar: replies and updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Question, UpdateRequest
from recommendations.querysets.oversight import IS_OPEN
from reports.calendars import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from django.db.models import QuerySet

    from forces.actors import Actor

PAIR = {
    "to": F("force__slug"),
    "name": F("force__name"),
    "inspection": F("recommendation__inspection"),
    "slug": F("recommendation__inspection__slug"),
    "title": F("recommendation__inspection__short_title"),
}


def of_asking(actor: Actor, *, kept: timedelta) -> Iterator[Entry]:
    """For those who may add progress: by when what they are asked for is wanted, by inspection.

    What is over stays for a while, as cancelled.
    """
    if not actor.updates_for:
        return
    questions = _released(Question.objects.visible_to(actor), actor).annotate(
        number=Count("pk") + Count("reply") + Count("withdrawn_at"),
        newest_at=Max(
            Greatest(
                "asked_at",
                Coalesce("reply__at", "asked_at"),
                Coalesce("withdrawn_at", "asked_at"),
            )
        ),
        next_one=Min("reply_by", filter=IS_OPEN),
        last_one=Max("reply_by"),
    )
    asked = UpdateRequest.objects.visible_to(actor).filter(person=actor.person)
    requests = _released(asked, actor).annotate(
        number=Count("pk") + Count("ended_at"),
        newest_at=Max(Greatest("asked_at", Coalesce("ended_at", "asked_at"))),
        next_one=Min("wanted_by", filter=Q(ended_at=None)),
        last_one=Max("wanted_by"),
    )
    for rows, key, title in (
        (questions, "questions", "Reply to a question"),
        (requests, "requests", "Update wanted from you"),
    ):
        for row in rows:
            if row["next_one"] or timezone.localdate(row["newest_at"]) >= actor.on - kept:
                yield _entry(row, key, title)


def _entry(row: dict[str, Any], key: str, title: str) -> Entry:
    return Entry(
        f"{key}.{row['inspection']}.{row['force']}",
        row["next_one"] or row["last_one"],
        f"{title}: {row['title']}, {row['name']}",
        "The earliest day of those that wait.",
        reverse("progress", args=[row["slug"], row["to"]]),
        sequence=row["number"],
        changed_at=row["newest_at"],
        is_over=row["next_one"] is None,
    )


def _released(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any, dict[str, Any]]:
    """Of the person's own forces, grouped by inspection and force."""
    of_own = rows.filter(
        force__in=actor.updates_for, recommendation__inspection__released_at__isnull=False
    )
    return of_own.order_by().values("force", **PAIR)
