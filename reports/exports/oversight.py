"""Questions and closures as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from forces.govuk.dates import uk_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.csv_text import Value
    from forces.models import User
    from recommendations.models import Closure, Question, Reply

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
# Long texts that no column shows.
UNREAD = ("recommendation__text", "recommendation__inspection__key_findings")
AT_ONCE = 500


def question_rows(questions: QuerySet[Question], on: date) -> Iterator[list[Value]]:
    """A heading, then a row for each question. One query, read so many rows at once."""
    yield list(QUESTION_COLUMNS)
    also = ("asked_by", "withdrawn_by", "reply__by", "update")
    for question in _read(questions.defer("update__text"), *also):
        yield [
            *_which(question, f"Question {question.pk}", question.state(on).label),
            _about(question),
            question.text,
            *_step(question.asked_by, question.asked_at),
            question.reply_by,
            *_reply(question),
            question.withdrawn_reason,
            *_step(question.withdrawn_by, question.withdrawn_at),
            _address(question, f"#question-{question.pk}"),
        ]


def closure_rows(closures: QuerySet[Closure]) -> Iterator[list[Value]]:
    """A heading, then a row for each closure or proposal. One query, read so many rows at once."""
    yield list(CLOSURE_COLUMNS)
    people = ("proposed_by", "decided_by", "reopened_by")
    for closure in _read(closures, *people):
        yield [
            *_which(closure, f"Closure {closure.pk}", closure.state.label),
            closure.reason,
            *_step(closure.proposed_by, closure.proposed_at),
            closure.get_decision_display(),
            closure.decision_reason,
            *_step(closure.decided_by, closure.decided_at),
            closure.reopened_reason,
            *_step(closure.reopened_by, closure.reopened_at),
            _address(closure),
        ]


def _read(found: QuerySet[Any], *also: str) -> Iterator[Any]:
    whole = found.select_related("recommendation__inspection", "force", *also)
    return whole.defer(*UNREAD).iterator(chunk_size=AT_ONCE)


def _which(row: Question | Closure, reference: str, standing: str) -> list[Value]:
    recommendation, inspection = row.recommendation, row.recommendation.inspection
    return [
        reference,
        inspection.short_title,
        inspection.published_on,
        recommendation.number,
        recommendation.heading,
        row.force.name,
        row.force.ons_code,
        standing,
    ]


def _about(question: Question) -> str:
    """In the words of its page."""
    if question.update:
        return f"The update as at {uk_date(question.update.as_at)}"
    return f"The published answer, in version {question.version_number} of the response"


def _reply(question: Question) -> list[Value]:
    reply: Reply | None = getattr(question, "reply", None)
    return [reply.text, *_step(reply.by, reply.at)] if reply else [None] * 3


def _step(by: User | None, at: datetime | None) -> list[Value]:
    """Who took a step and on which day, where it was taken."""
    return [str(by), localdate(at)] if at else [None, None]


def _address(row: Question | Closure, place: str = "") -> str:
    recommendation = row.recommendation
    parts = [recommendation.inspection.slug, row.force.slug, recommendation.number]
    return settings.SITE_URL + reverse("progress_history", args=parts) + place
