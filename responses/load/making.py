from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from forces.models import Force, Inspectorate
from recommendations.choices import Kind, Wording
from recommendations.models import Addressee, Inspection, Part, Recommendation
from responses.load.answers import answer
from responses.load.progress import tell
from responses.load.words import texts, title
from responses.models.opening import open_responses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forces.models import User

PREFIX = "load-"
YEARS = 10  # over which the reports came out
POOL = 500  # texts to choose from


def make(
    *, inspections: int, seed: int, on: date, by: User, inspectors: tuple[User, User]
) -> Iterator[Inspection]:
    """Make national inspections of 8 to 22 recommendations, answered and followed up; yield each.

    Each is a transaction of its own. Nine responses in ten are published. The same seed and day
    make the same rows, whatever was made before: so more can be added later. `by` administers the
    inspections; the two inspectors assess, propose and authorise.
    """
    inspectorate = Inspectorate.objects.earliest("pk")
    police = Addressee.objects.get(is_police_forces=True)
    others = list(Addressee.objects.exclude(is_police_forces=True).order_by("pk"))
    made = Inspection.objects.filter(slug__startswith=PREFIX).count()
    for number in range(made + 1, inspections + 1):
        rng = Random(f"{seed} {number}")  # noqa: S311  # rows to measure with, not a secret
        pool = texts(rng, POOL)
        with transaction.atomic():
            inspection = _inspection(number, rng, on)
            inspection.set_up(inspectorates=[inspectorate], forces=_forces())
            _recommend(inspection, rng, pool, police, others)
            at = timezone.make_aware(datetime.combine(inspection.published_on, time(9)))
            responses = open_responses(inspection, by=by, at=at)
            inspection.refresh_from_db()
            answer(inspection, responses, rng, pool, on=on, by=by)
            tell(inspection, rng, pool, on=on, by=inspectors[0], other=inspectors[1])
        yield inspection


def bring_up_to_date() -> None:
    """The statistics by which the database plans, as they are after a day."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _forces() -> list[Force]:
    return list(Force.objects.territorial().order_by("pk"))


def _inspection(number: int, rng: Random, on: date) -> Inspection:
    days = rng.randint(70, YEARS * 365)
    return Inspection(
        title=f"Made up to measure with, no. {number}: an inspection of {title(rng)}",
        short_title=f"Measured {number}",
        slug=f"{PREFIX}{number:03}",
        published_on=on - timedelta(days=days),
        url="https://example.org/report",
        is_demonstration=True,
    )


def _recommend(
    inspection: Inspection,
    rng: Random,
    pool: list[str],
    police: Addressee,
    others: list[Addressee],
) -> None:
    """Fifteen recommendations on average; one in eight is addressed to others alone."""
    asked = Recommendation.objects.bulk_create(
        Recommendation(
            inspection=inspection,
            number=str(position),
            position=position,
            heading=title(rng).capitalize(),
            text=rng.choice(pool),
            kind=Kind.RECOMMENDATION,
            wording=Wording.SUMMARY,
        )
        for position in range(1, rng.randint(8, 22) + 1)
    )
    parts = Part.objects.bulk_create(
        Part(recommendation=each, position=1, text=each.text) for each in asked
    )
    through = Part.addressees.through
    through.objects.bulk_create(
        through(
            part_id=part.pk,
            addressee_id=(rng.choice(others) if others and rng.random() < 1 / 8 else police).pk,
        )
        for part in parts
    )
