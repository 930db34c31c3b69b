"""Questions and closures as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import localdate

from forces.govuk.dates import uk_date
from forces.querysets import called
from recommendations.addresses import of_number
from recommendations.choices import Decision
from recommendations.models.closures import state_of_closure
from recommendations.models.questions import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.csv_text import Value
    from recommendations.models import Closure, Question

WHICH = (
    "Reference", "Inspection", "Report published", "Recommendation", "Heading", "Force",
    "ONS code", "Standing",
)  # fmt: skip
QUESTION_COLUMNS = (
    *WHICH, "About", "Question", "Asked by", "Asked on", "Reply by", "Reply", "Replied by",
    "Replied on", "Reason for withdrawing", "Withdrawn by", "Withdrawn on", "Address",
)  # fmt: skip
CLOSURE_COLUMNS = (
    *WHICH, "Reason", "Proposed by", "Proposed on", "Decision", "Reason of the decision",
    "Decided by", "Decided on", "Reason for reopening", "Reopened by", "Reopened on", "Address",
)  # fmt: skip
# What both tables read of a row, beside its own columns.
READ = (
    "pk", "recommendation__inspection__slug", "recommendation__inspection__short_title",
    "recommendation__inspection__published_on", "recommendation__number",
    "recommendation__heading", "force__slug", "force__name", "force__ons_code",
)  # fmt: skip
AT_ONCE = 500


def question_rows(questions: QuerySet[Question], on: date) -> Iterator[list[Value]]:
    """A heading, then a row for each question. One query, read so many rows at once."""
    yield list(QUESTION_COLUMNS)
    people = ("asked_by", "reply__by", "withdrawn_by")
    for row in _read(
        questions, people, "version_number", "update__as_at", "text", "asked_at", "reply_by",
        "reply__text", "reply__at", "withdrawn_reason", "withdrawn_at",
    ):  # fmt: skip
        standing = state_of(
            row.reply_by, on, has_reply=row.reply__at is not None, withdrawn_at=row.withdrawn_at
        )
        yield [
            *_which(row, f"Question {row.pk}", standing.label),
            _about(row.update__as_at, row.version_number),
            row.text,
            row.asked_by_called,
            localdate(row.asked_at),
            row.reply_by,
            row.reply__text,
            *_step(row.reply__by_called, row.reply__at),
            row.withdrawn_reason,
            *_step(row.withdrawn_by_called, row.withdrawn_at),
            _address(row, f"#question-{row.pk}"),
        ]


def closure_rows(closures: QuerySet[Closure]) -> Iterator[list[Value]]:
    """A heading, then a row for each closure or proposal. One query, read so many rows at once."""
    yield list(CLOSURE_COLUMNS)
    people = ("proposed_by", "decided_by", "reopened_by")
    for row in _read(
        closures, people, "reason", "proposed_at", "decision", "decision_reason", "decided_at",
        "reopened_reason", "reopened_at",
    ):  # fmt: skip
        standing = state_of_closure(row.decision, row.reopened_at)
        yield [
            *_which(row, f"Closure {row.pk}", standing.label),
            row.reason,
            *_step(row.proposed_by_called, row.proposed_at),
            Decision(row.decision).label if row.decision else "",
            row.decision_reason,
            *_step(row.decided_by_called, row.decided_at),
            row.reopened_reason,
            *_step(row.reopened_by_called, row.reopened_at),
            _address(row),
        ]


def _read(found: QuerySet[Any], people: Sequence[str], *columns: str) -> Iterator[Any]:
    """Rows with these columns, and of each of these people what they are called."""
    names = {f"{person}_called": called(person) for person in people}
    rows: QuerySet[Any, Any] = found.annotate(**names)
    return rows.values_list(*READ, *columns, *names, named=True).iterator(chunk_size=AT_ONCE)


def _which(row: Any, reference: str, standing: str) -> list[Value]:
    return [
        reference,
        row.recommendation__inspection__short_title,
        row.recommendation__inspection__published_on,
        row.recommendation__number,
        row.recommendation__heading,
        row.force__name,
        row.force__ons_code,
        standing,
    ]


def _about(as_at: date | None, version_number: int) -> str:
    """In the words of its page."""
    if as_at:
        return f"The update as at {uk_date(as_at)}"
    return f"The published answer, in version {version_number} of the response"


def _step(by: str, at: datetime | None) -> list[Value]:
    """Who took a step and on which day, where it was taken."""
    return [by, localdate(at)] if at else [None, None]


def _address(row: Any, place: str = "") -> str:
    inspection, number = row.recommendation__inspection__slug, row.recommendation__number
    page = of_number("progress_history", inspection, row.force__slug, number)
    return f"{settings.SITE_URL}{page}{place}"
