"""Recording a response that happened before this system, from what was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from responses.choices import Status
from responses.content import content_of
from responses.models.answers import Answer
from responses.models.comments import ChiefOfficerComment, ChiefOfficerComments
from responses.models.signing import freeze
from responses.models.versions import OldResponse, Publication

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from forces.models import User
    from recommendations.models import Inspection, Recommendation
    from responses.content import Content
    from responses.models.responses import Response


@dataclass(frozen=True)
class RecordedAnswer:
    """What a paper says of one recommendation. An empty position is unknown."""

    recommendation: Recommendation
    position: str = ""
    statement: str = ""
    officer_comment: str = ""
    local_number: str = ""
    planned_on: date | None = None


@dataclass(frozen=True)
class Record:
    """What a paper states. What it does not state is empty, and stays unknown."""

    old: OldResponse
    introduction: str = ""
    conclusion: str = ""
    officer_comments: str = ""
    signatory_name: str = ""
    signatory_office: str = ""
    dated: date | None = None
    published_on: date | None = None
    not_before: date | None = None
    answers: list[RecordedAnswer] = field(default_factory=list)


@transaction.atomic
def record(
    response: Response,
    paper: Record,
    *,
    by: User,
    at: datetime,
    render: Callable[[Content], str],
) -> None:
    """Enter what a paper states as the published version of a response that has none.

    No change is recorded: who moved the response on, and when, is not known.
    """
    response.introduction, response.conclusion = paper.introduction, paper.conclusion
    response.is_recorded, response.not_before = True, paper.not_before
    paper.old.response = response
    paper.old.save()
    _enter_answers(response, paper, by=by, at=at)
    content = content_of(response)
    if paper.signatory_name or paper.dated:
        content["signature"] = {
            "name": paper.signatory_name,
            "office": paper.signatory_office,
            "dated_on": paper.dated.isoformat() if paper.dated else None,
        }
    version = freeze(
        response, content, html=render(content), by=None, at=None, dated_on=paper.dated
    )
    Publication.objects.create(version=version, published_on=paper.published_on, at=at)
    response.published_version, response.published_on = version, paper.published_on
    response.status = Status.PUBLISHED
    response.save()


def leave_unknown(inspection: Inspection) -> int:
    """Say of an old inspection's other responses that they happened before this system.

    Nothing is held of them, so whether and when they were published cannot be told: they must not
    look late. Returns how many there are.
    """
    nothing_held = inspection.responses.filter(status=Status.NOT_STARTED)
    return nothing_held.update(is_recorded=True)


def _enter_answers(response: Response, paper: Record, *, by: User, at: datetime) -> None:
    Answer.objects.bulk_create(
        Answer(
            response=response,
            recommendation=answer.recommendation,
            position=answer.position,
            text=answer.statement,
            planned_on=answer.planned_on,
            local_number=answer.local_number,
            saved_by=by,
            saved_at=at,
        )
        for answer in paper.answers
    )
    ChiefOfficerComment.objects.bulk_create(
        ChiefOfficerComment(
            response=response, recommendation=answer.recommendation, text=answer.officer_comment
        )
        for answer in paper.answers
        if answer.officer_comment
    )
    if paper.officer_comments:
        ChiefOfficerComments.objects.create(response=response, text=paper.officer_comments)
