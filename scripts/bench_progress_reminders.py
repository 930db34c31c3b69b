"""Rounds of reminders of progress: 43 forces with 1,500 open recommendations each.

Part of make bench. What is done is compared with one bare INSERT ... SELECT, of as many rows as
there are recommendations of forces, into a table with the columns and indexes of the ledger: the
least that a row for each of them would cost.
"""

from __future__ import annotations

import statistics
import time
from datetime import datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from forces.choices import Role
from forces.models import Force, Inspectorate, Membership, User
from recommendations.choices import State
from recommendations.models import (
    Addressee,
    CurrentProgress,
    Inspection,
    InspectionForce,
    Part,
    ProgressUpdate,
    Recommendation,
)
from responses.models import Mail, ProgressReminder
from responses.models.planning import make_round, post
from scripts.bench_reminders import at_hour, line, measure, send_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

INSPECTIONS, RECOMMENDATIONS, CONTACTS = 100, 15, 3
TITLE = "Benchmark of progress"
TIMES = 3
FIRST, NOTHING, SWEEP = 25, 20, 1  # how many times the least each may take


def lines(on: date) -> Iterator[str]:
    """Make the world, and measure in it: a Monday's round, the next day's, and the sweep between.

    Of every recommendation a date has passed, and all are silent for 90 days.
    """
    on += timedelta(days=-on.weekday() % 7)
    tomorrow = on + timedelta(days=1)
    fill(on)
    rows = InspectionForce.objects.filter(inspection__title=TITLE).count() * RECOMMENDATIONS
    least = _least(rows)
    yield f"\nReminders of progress: {rows:,} open recommendations of forces"
    first = measure(lambda: len(make_round(on=on, at=at_hour(on, 7))))
    yield line("The first round: all have passed", first, least, FIRST)
    send_all(on)
    again = measure(lambda: len(make_round(on=tomorrow, at=at_hour(tomorrow, 7))), TIMES)
    yield line("A round with nothing new", again, least, NOTHING)
    sweep = measure(lambda: len(post(on=tomorrow, at=at_hour(tomorrow, 9))), TIMES)
    yield line("The sweep, with nothing to do", sweep, least, SWEEP)
    yield f"{ProgressReminder.objects.count():,} rows in {Mail.objects.count():,} mails"


def _least(rows: int) -> float:
    """How many milliseconds a bare INSERT of so many rows takes, into a table like the ledger."""
    insert = """
        INSERT INTO least_progress (pair_id, kind, milestone, falls_on, step, recipient_id, state,
            reserved_at)
        SELECT n / 20, 'next_date', 0, current_date, n, 1, 'reserved', now()
        FROM generate_series(1, %s) n
    """
    took = []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS least_progress")
        cursor.execute(
            "CREATE TABLE least_progress (LIKE responses_progressreminder INCLUDING ALL)"
        )
        for _ in range(TIMES):
            cursor.execute("TRUNCATE least_progress")
            begun = time.perf_counter()
            cursor.execute(insert, [rows])
            took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


@transaction.atomic  # who publishes an inspection completes it
def fill(on: date) -> None:
    """Force contacts, and what is asked of every force and overdue on a day, a Monday."""
    forces = list(Force.objects.filter(is_territorial=True))
    people = _contacts(forces, on)
    inspections = _inspections(forces, on)
    asked = _recommendations(inspections)
    said_at = at_hour(on - timedelta(days=100), 12)
    updates = ProgressUpdate.objects.bulk_create(
        (
            ProgressUpdate(
                recommendation=each,
                force=force,
                as_at=said_at.date(),
                state=State.IN_PROGRESS,
                text="Training has begun.",
                next_on=on - timedelta(days=7 + n % 60),
                written_by=people[0],
                written_at=said_at,
                submitted_by=people[0],
                submitted_at=said_at,
            )
            for force in forces
            for n, each in enumerate(asked)
        ),
        batch_size=5000,
    )
    CurrentProgress.objects.bulk_create(
        (
            CurrentProgress(
                force_id=each.force_id, recommendation_id=each.recommendation_id, update=each
            )
            for each in updates
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _contacts(forces: list[Force], on: date) -> list[User]:
    people = User.objects.bulk_create(
        User(email=f"contact-{force.pk}-{n}@example.org", name=f"Contact {n}")
        for force in forces
        for n in range(CONTACTS)
    )
    Membership.objects.bulk_create(
        Membership(
            user=person,
            role=Role.FORCE_CONTACT,
            force=forces[n // CONTACTS],
            valid_from=on - timedelta(days=300),
        )
        for n, person in enumerate(people)
    )
    return people


def _inspections(forces: list[Force], on: date) -> list[Inspection]:
    published_on = on - timedelta(days=200)
    user = User.objects.earliest("pk")
    made = Inspection.objects.bulk_create(
        Inspection(
            title=TITLE,
            short_title=f"{TITLE} {n}",
            slug=f"benchmark-of-progress-{n}",
            published_on=published_on,
            released_at=timezone.make_aware(datetime.combine(published_on, clock(9, 30))),
            released_by=user,
        )
        for n in range(INSPECTIONS)
    )
    inspectorate = Inspectorate.objects.earliest("pk")
    for inspection in made:
        inspection.inspectorates.add(inspectorate)
        inspection.forces.add(*forces)
    return made


def _recommendations(inspections: list[Inspection]) -> list[Recommendation]:
    made = Recommendation.objects.bulk_create(
        Recommendation(
            inspection=inspection,
            number=str(n),
            position=n,
            heading=f"Thing {n}",
            text=f"Police forces should do thing {n}.",
        )
        for inspection in inspections
        for n in range(1, RECOMMENDATIONS + 1)
    )
    parts = Part.objects.bulk_create(
        Part(recommendation=each, position=1, text=each.text) for each in made
    )
    police = Addressee.objects.get(is_police_forces=True)
    to = Part.addressees.through
    to.objects.bulk_create(to(part=part, addressee=police) for part in parts)
    return made
