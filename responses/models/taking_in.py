"""Taking into a response what somebody accepted of an old letter: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from responses.models.answers import Written, save_answers
from responses.models.comments import comments_of, save_comments, texts_on
from responses.reading import Official

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from forces.models import User
    from recommendations.models import Recommendation
    from responses.models.responses import Response
    from responses.models.saving import Seen


def officials_of(recommendations: Iterable[Recommendation]) -> list[Official]:
    """What a report asks, for reading a letter against; in the order given."""
    return [
        Official(
            number=each.number,
            text=each.text,
            is_summary=each.is_summary,
            heading=each.heading,
            kind=each.kind,
        )
        for each in recommendations
    ]


@dataclass(frozen=True)
class Words:
    """The body's own words: None leaves what is there."""

    seen: Seen
    introduction: str | None = None
    conclusion: str | None = None


@dataclass(frozen=True)
class OfficerWords:
    """The chief officer's words, in general and by a recommendation's id, and whose they are."""

    seen: Seen
    received_from: str
    received_on: date
    text: str | None
    on_recommendations: Mapping[int, str]


@transaction.atomic
def take_in(
    response: Response,
    *,
    answers: Sequence[Written],
    words: Words | None,
    officer: OfficerWords | None,
    by: User,
    at: datetime,
) -> None:
    """Put what was accepted where it goes; what was not accepted stays as it is.

    Raises EditedMeanwhile when somebody wrote since in one of the places, and Refused when the
    response may not be written or the force itself handed its comments over.
    """
    if answers:
        save_answers(response, answers, by=by, at=at)
    if words:
        response.refresh_from_db(fields=["introduction", "conclusion"])
        response.write(
            introduction=_or(words.introduction, response.introduction),
            conclusion=_or(words.conclusion, response.conclusion),
            seen=words.seen,
            by=by,
            at=at,
        )
    if officer:
        held = comments_of(response)
        save_comments(
            response,
            seen=officer.seen,
            by=by,
            at=at,
            on_recommendations={
                **texts_on(response.officer_comments),
                **officer.on_recommendations,
            },
            text=_or(officer.text, held.text),
            received_from=officer.received_from,
            received_on=officer.received_on,
        )


def _or(new: str | None, held: str) -> str:
    return held if new is None else new
