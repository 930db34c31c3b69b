"""Rounds of reminders for 43 bodies of 20 people with 60 open inspections: part of make bench.

What is done is compared with one bare INSERT ... SELECT into a table with the columns and indexes
of the ledger: of as many rows as the first round writes, for the rest of one for each person and
response. A round that finds nothing new has as many to look up.
"""

from __future__ import annotations

import statistics
import time
from datetime import datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forces.choices import Role
from forces.models import Inspectorate, Membership, PolicingBody, User
from recommendations.models import Inspection
from responses.choices import MailState, ReminderState, Status
from responses.models import Change, ChiefOfficerComments, Contribution, Mail, Reminder, Response
from responses.models.ledger import LEDGERS
from responses.models.planning import make_round, post, reserve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

INSPECTIONS, DRAFTERS, SIGNATORIES = 60, 16, 4
NEW_TOMORROW = 2  # inspections of which people are told on the second day: 3 in 100
TITLE = "Benchmark"
TIMES = 5
FIRST, ORDINARY, NOTHING, SWEEP, ONE = 10, 8, 6, 0.5, 0.2  # how many times the least each may take


class Measured(NamedTuple):
    """How many milliseconds each run took, how many queries one made, how many mails or rows."""

    took: list[float]
    queries: int
    made: int


def lines(on: date) -> Iterator[str]:
    """Make the world, and measure in it: two days' rounds, the sweep between, and one response."""
    fill(on)
    one, tomorrow = Response.objects.latest("pk"), on + timedelta(days=1)
    pairs = one.body.memberships.count() * INSPECTIONS * one.inspection.responses.count()

    def sweep() -> int:
        return len(post(on=tomorrow, at=at_hour(tomorrow, 9)))

    @transaction.atomic
    def reserve_one() -> int:
        return reserve(Response.objects.filter(pk=one.pk), on=tomorrow, at=at_hour(tomorrow, 9))

    heading = f"Reminders: {pairs:,} people and responses"
    yield f"\n{heading:40}  median   least   ratio{'made':>18}  queries"
    first = measure(lambda: _round(on))
    written = _least(Reminder.objects.count(), times=2)
    yield line("The first round: all are late", first, written, FIRST)
    send_all(on)
    least = _least(pairs)
    ordinary = measure(lambda: _round(tomorrow))
    yield line("A round with 3 in 100 new", ordinary, least, ORDINARY)
    send_all(tomorrow)
    again = measure(lambda: _round(tomorrow), TIMES)
    yield line("A round with nothing new", again, least, NOTHING)
    yield line("The sweep, with nothing to do", measure(sweep, TIMES), least, SWEEP)
    yield line("One response, as it is handed over", measure(reserve_one, TIMES), least, ONE)


def _round(day: date) -> int:
    return len(make_round(on=day, at=at_hour(day, 7)))


def line(title: str, measured: Measured, least: float, most: float) -> str:
    median = statistics.median(measured.took)
    ratio = median / least
    verdict = "within" if ratio <= most else "over"
    return (
        f"{title:40}{median:8.0f}{least:8.0f}{ratio:8.2f}  {verdict:>6} {most:<4}"
        f"{measured.made:5}{measured.queries:9}"
    )


def at_hour(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock(hour)))


def measure(action: Callable[[], int], times: int = 1) -> Measured:
    took, made = [], 0
    for _ in range(times):
        with CaptureQueriesContext(connection) as queries:
            begun = time.perf_counter()
            made = action()
            took.append((time.perf_counter() - begun) * 1000)
    return Measured(took, len(queries), made)


def _least(rows: int, times: int = TIMES) -> float:
    """How many milliseconds a bare INSERT of so many rows takes, into a table like the ledger."""
    copy = "CREATE TABLE least (LIKE responses_reminder INCLUDING ALL)"
    insert = """
        INSERT INTO least (response_id, kind, milestone, falls_on, step, recipient_id, state,
            reserved_at)
        SELECT n / 20, 'last_day', 1, current_date, 0, n, 'reserved', now()
        FROM generate_series(1, %s) n
    """
    took = []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS least")
        cursor.execute(copy)
        for _ in range(times):
            cursor.execute("TRUNCATE least")
            begun = time.perf_counter()
            cursor.execute(insert, [rows])
            took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def send_all(on: date) -> None:
    """All mails go out, and the night's housekeeping is done."""
    at = at_hour(on, 8)
    Mail.objects.exclude(state=MailState.SENT).update(
        state=MailState.SENT, sent_at=at, attempts=1, claimed_at=at
    )
    for book in LEDGERS:
        book.rows.reserved().update(state=ReminderState.SENT, sent_at=at)
    tables = ", ".join(book.table for book in LEDGERS)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {tables}, responses_mail")


def fill(on: date) -> None:
    """Offices of 20 people, and 60 inspections that every body is late to answer on a day."""
    bodies = list(PolicingBody.objects.in_office(on).filter(force__is_territorial=True))
    people = _people(bodies, on)
    responses = _responses(_inspections(on), bodies)
    _histories(responses, people, on)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(bodies: list[PolicingBody], on: date) -> dict[int, list[User]]:
    """Each body's people, by the body's id: those who draft, then those who sign."""
    roles = [Role.DRAFTER] * DRAFTERS + [Role.SIGNATORY] * SIGNATORIES
    users = iter(
        User.objects.bulk_create(
            User(email=f"bench-{body.pk}-{n}@example.org", name=f"Person {n}")
            for body in bodies
            for n in range(len(roles))
        )
    )
    people = {body.pk: [next(users) for _ in roles] for body in bodies}
    Membership.objects.bulk_create(
        Membership(
            user=user,
            role=role,
            body=body,
            office="Commissioner" if role == Role.SIGNATORY else "",
            valid_from=on - timedelta(days=200 + n),
        )
        for body in bodies
        for n, (user, role) in enumerate(zip(people[body.pk], roles, strict=True))
    )
    return people


@transaction.atomic  # who publishes an inspection completes it
def _inspections(on: date) -> list[Inspection]:
    """Late by one to four weeks: some on a day on which a week is full, most three days after."""
    inspectorate, user = Inspectorate.objects.earliest("pk"), User.objects.earliest("pk")
    made = []
    for n in range(INSPECTIONS):
        late = timedelta(days=7 * (1 + n % 4) + (0 if n < NEW_TOMORROW else 3))
        published_on = on - late - timedelta(days=55)
        made.append(
            Inspection(
                title=f"{TITLE} {n}",
                short_title=f"{TITLE} {n}",
                slug=f"benchmark-{n}",
                published_on=published_on,
                released_at=timezone.make_aware(datetime.combine(published_on, clock(9, 30))),
                released_by=user,
            )
        )
    made = Inspection.objects.bulk_create(made)
    links = Inspection.inspectorates.through
    links.objects.bulk_create(
        links(inspection=inspection, inspectorate=inspectorate) for inspection in made
    )
    return made


def _responses(inspections: list[Inspection], bodies: list[PolicingBody]) -> list[Response]:
    return Response.objects.bulk_create(
        Response(inspection=inspection, body=body, due_on=inspection.due_on, status=Status.DRAFTING)
        for inspection in inspections
        for body in bodies
    )


def _histories(responses: list[Response], people: dict[int, list[User]], on: date) -> None:
    """Each was begun, two people wrote in it, and the chief officer was invited."""
    at = timezone.make_aware(datetime.combine(on - timedelta(days=30), clock(12)))
    of = {response.pk: people[response.body_id] for response in responses}
    Change.objects.bulk_create(
        Change(response=each, old=Status.NOT_STARTED, new=Status.DRAFTING, by=of[each.pk][0], at=at)
        for each in responses
    )
    Contribution.objects.bulk_create(
        Contribution(response=each, number=1, by=person)
        for each in responses
        for person in of[each.pk][:2]
    )
    ChiefOfficerComments.objects.bulk_create(
        ChiefOfficerComments(
            response=each, invited_on=on - timedelta(days=50), received_from="A chief officer"
        )
        for each in responses
    )
