"""What every force says of one recommendation, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations.choices import Verdict
from reports.choices import BEFORE_THIS
from reports.exports.said import ANSWERED, CLAIMED, answered, claimed
from reports.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value
    from reports.across import Entry

COLUMNS = (
    "Force", "ONS code", "Region", "Response", "Lateness", *ANSWERED, *CLAIMED, "Files as evidence",
    "Assessed", "Assessed on", "Reason of the assessment", "Closed on",
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
            *answered(entry.response, entry.answer),
            *claimed(entry.claim),
            entry.files if entry.claim else None,
            *_assessment(entry),
            entry.progress.closed_on,
        ]


def _assessment(entry: Entry) -> list[Value]:
    made = entry.assessment
    if made is None:
        return [None] * 3
    since = BEFORE_THIS if entry.has_said_more else ""
    return [f"{Verdict(made.verdict).label}{since}", made.assessed_on, made.reason]
