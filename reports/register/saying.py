"""What published responses say of one recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.querysets import published_answers
from reports.register.bodies import entries

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import Recommendation
    from reports.register.bodies import Entry
    from responses.models import SignedAnswer


@dataclass(frozen=True)
class Saying:
    """A body, and what its published response says: None where it says nothing of it."""

    entry: Entry
    answer: SignedAnswer | None


@dataclass(frozen=True)
class Said:
    """What is published of a recommendation, what is not yet, and what is not held; by force."""

    published: list[Saying]
    awaited: list[Entry]
    not_held: list[Entry]

    @property
    def answered(self) -> int:
        """How many published responses say anything of it."""
        return sum(saying.answer is not None for saying in self.published)


def said_of(recommendation: Recommendation, on: date) -> Said:
    """What every response to the inspection says of a recommendation. Two queries."""
    answers: dict[int | None, SignedAnswer] = {
        answer.version_id: answer
        for answer in published_answers()
        .filter(recommendation=recommendation)
        .select_related("answered_with")
    }
    listed = entries(recommendation.inspection, on)
    return Said(
        published=[
            Saying(entry, answers.get(entry.response.published_version_id))
            for entry in listed
            if entry.response.is_published
        ],
        awaited=[e for e in listed if e.response.is_held and not e.response.is_published],
        not_held=[e for e in listed if not e.response.is_held],
    )
