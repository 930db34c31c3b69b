"""Responses answered and published, without the letters that go with them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from responses.choices import Position, Status
from responses.content import content_of
from responses.models.answers import Answer
from responses.models.responses import Response
from responses.models.signing import freeze
from responses.models.versions import Publication

if TYPE_CHECKING:
    from random import Random

    from forces.models import User
    from recommendations.models import Inspection, Recommendation

LETTER = "<p>Made up to measure with.</p>"
POSITIONS = (
    Position.IN_PLACE, Position.UNDER_WAY, Position.PLANNED, Position.CONSIDERED,
    Position.NO_ACTION,
)  # fmt: skip
SIGNER, OFFICE = "Made Up", "Police and Crime Commissioner"


def answer(
    inspection: Inspection,
    responses: list[Response],
    rng: Random,
    pool: list[str],
    *,
    on: date,
    by: User,
) -> None:
    """Answer all recommendations for all bodies, and publish nine responses in ten."""
    asked = list(inspection.recommendations.in_order())
    begun = timezone.make_aware(datetime.combine(inspection.published_on, time(12)))
    Answer.objects.bulk_create(
        _answer(response, recommendation, rng, pool, by=by, at=begun)
        for response in responses
        for recommendation in asked
    )
    published = []
    for response in responses:
        day = inspection.published_on + timedelta(days=rng.randint(20, 69))
        if rng.random() < 0.9 and day <= on:
            _publish(response, day, by=by)
            published.append(response)
        else:
            response.status = Status.DRAFTING
    Response.objects.bulk_update(responses, ["status", "published_version", "published_on"])


def _answer(
    response: Response,
    recommendation: Recommendation,
    rng: Random,
    pool: list[str],
    *,
    by: User,
    at: datetime,
) -> Answer:
    position = rng.choice(POSITIONS)
    planned = timedelta(days=rng.randint(90, 700))
    return Answer(
        response=response,
        recommendation=recommendation,
        position=position,
        text=rng.choice(pool),
        reason=rng.choice(pool) if position == Position.NO_ACTION else "",
        planned_on=at.date() + planned if position == Position.PLANNED else None,
        saved_by=by,
        saved_at=at,
    )


def _publish(response: Response, day: date, *, by: User) -> None:
    at = timezone.make_aware(datetime.combine(day, time(15)))
    content = content_of(response)
    content["signature"] = {"name": SIGNER, "office": OFFICE, "dated_on": day.isoformat()}
    version = freeze(response, content, html=LETTER, by=by, at=at, dated_on=day)
    Publication.objects.create(version=version, published_on=day, by=by, at=at)
    response.status = Status.PUBLISHED
    response.published_version, response.published_on = version, day
