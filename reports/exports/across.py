"""What every force says of one recommendation, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations.choices import State, Verdict
from reports.exports.matrix import answer_words
from reports.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value
    from reports.across import Entry

COLUMNS = (
    "Force", "ONS code", "Region", "Response", "Lateness", "Answer", "Planned for", "Text",
    "Reason", "Chief officer’s comment", "Progress claimed", "Progress as at", "What has changed",
    "Next date", "Files as evidence", "Assessed", "Assessed on", "Reason of the assessment",
    "Closed on",
)  # fmt: skip


def across_rows(entries: Iterable[Entry]) -> Iterator[list[Value]]:
    """A heading, then a row for each entry."""
    yield list(COLUMNS)
    for entry in entries:
        force = entry.force
        yield [
            force.name,
            force.ons_code,
            force.region,
            standing(entry.response),
            str(entry.lateness) if entry.lateness else None,
            *_answer(entry),
            *_claim(entry),
            *_assessment(entry),
            entry.progress.closed_on,
        ]


def _answer(entry: Entry) -> list[Value]:
    answer = entry.answer
    if answer is None:
        return [answer_words(entry.response, None), None, None, None, None]
    together = answer.answered_with.number if answer.answered_with else None
    return [
        answer_words(entry.response, answer.position, together),
        answer.planned_on,
        answer.text,
        answer.reason,
        answer.officer_comment,
    ]


def _claim(entry: Entry) -> list[Value]:
    claim = entry.claim
    if claim is None:
        return [None] * 5
    return [State(claim.state).label, claim.as_at, claim.text, claim.next_on, entry.files]


def _assessment(entry: Entry) -> list[Value]:
    made = entry.assessment
    return [Verdict(made.verdict).label, made.assessed_on, made.reason] if made else [None] * 3
