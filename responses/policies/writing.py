"""Who writes a draft, and what in it must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from responses.policies.moves import check_writable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Figure
    from responses.models import Answer, Response


def check_writes(actor: Actor, response: Response) -> None:
    """Whose work it is to write: the office's staff."""
    if response.body.force_id not in actor.drafts_for:
        raise Refused("Only office staff of this body may write its response.")


def check_draft(actor: Actor, response: Response) -> None:
    """The office's staff write the draft, while it may be written."""
    check_writes(actor, response)
    check_writable(response)


def check_answered_with(answers: Iterable[Answer]) -> None:
    """An answer stands with one that is an answer itself, so that a reader is sent on only once."""
    by_recommendation = {answer.recommendation_id: answer for answer in answers}
    for answer in by_recommendation.values():
        other = by_recommendation.get(answer.answered_with_id or 0)
        if other is not None and other.answered_with:
            raise Refused(
                f"{answer.recommendation} cannot be answered with {other.recommendation.number}, "
                f"which is itself answered with {other.answered_with.number}."
            )


def check_period(figure: Figure, ends_on: date) -> None:
    """A force gives one figure of a measure for the same twelve months."""
    others = figure.measure.figures.filter(force=figure.force_id, period_ends_on=ends_on)
    if others.exclude(pk=figure.pk).exists():
        raise Refused(
            f"There is another figure for the twelve months to {written(ends_on)}: "
            f"{figure.measure}."
        )
