"""Recording a response that happened before this system, from what was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from responses import policies
from responses.choices import SentBy, Status
from responses.content import content_of
from responses.models.answers import Answer
from responses.models.comments import ChiefOfficerComment, ChiefOfficerComments
from responses.models.copies import Copy
from responses.models.signing import freeze
from responses.models.versions import OldResponse, Publication

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from forces.models import User
    from recommendations.models import Inspection, Recommendation
    from responses.content import Content
    from responses.models.responses import Response
    from responses.models.versions import SignedVersion


@dataclass(frozen=True)
class RecordedAnswer:
    """What a paper says of one recommendation. An empty position is unknown."""

    recommendation: Recommendation
    position: str = ""
    statement: str = ""
    officer_comment: str = ""
    local_number: str = ""
    planned_on: date | None = None
    reason: str = ""
    answered_with: Recommendation | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return self.position, self.statement, self.officer_comment, self.reason

    @property
    def is_stated(self) -> bool:
        """Whether the paper says or numbers anything here; otherwise it leaves this one out."""
        return any(text.strip() for text in (*self.texts, self.local_number))


@dataclass(frozen=True)
class Record:
    """What a paper states. What it does not state is empty, and stays unknown.

    `copies` are the days on which copies were sent, by `CopyTo`, where they are known.
    """

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
    officer_from: str = ""
    officer_on: date | None = None
    reply: str = ""
    url: str = ""
    copies: dict[str, date] = field(default_factory=dict)


@transaction.atomic
def record(
    response: Response,
    paper: Record,
    *,
    by: User,
    at: datetime,
    render: Callable[[Content], str],
) -> SignedVersion:
    """Enter what a paper states as the published version of a response that has none.

    No change is recorded: who moved the response on, and when, is not known. Raises Refused when
    its office has begun it here, when it is entered already, and when its days cannot be so.
    """
    policies.check_is_old(response.locked())
    _check_paper(paper, response.inspection, on=timezone.localdate(at))
    response.introduction, response.conclusion = paper.introduction, paper.conclusion
    response.is_recorded, response.not_before = True, paper.not_before
    paper.old.response = response
    paper.old.save()
    _enter_answers(response, paper, by=by, at=at)
    _enter_officer(response, paper)
    content = _content(response, paper)
    version = freeze(
        response, content, html=render(content), by=None, at=None, dated_on=paper.dated
    )
    Publication.objects.create(
        version=version, published_on=paper.published_on, url=paper.url, at=at
    )
    _enter_copies(version, paper, by=by, at=at)
    response.published_version, response.published_on = version, paper.published_on
    response.status = Status.PUBLISHED
    response.save(
        update_fields=[
            "introduction", "conclusion", "is_recorded", "not_before", "published_version",
            "published_on", "status",
        ]
    )  # fmt: skip
    return version


@transaction.atomic
def foresee_record(
    response: Response,
    paper: Record,
    *,
    by: User,
    at: datetime,
    render: Callable[[Content], str],
) -> SignedVersion:
    """The version that `record` would make, and which raises what that would raise.

    The rows are undone: `response` and `paper` hold what would be, and are not to be saved.
    """
    version = record(response, paper, by=by, at=at, render=render)
    transaction.set_rollback(True)
    return version


@transaction.atomic
def leave_unknown(inspection: Inspection, *, over_by: date | None = None) -> int:
    """Say of an old inspection's other responses that they happened before this system.

    Nothing is held of them, so whether and when they were published cannot be told: they must not
    look late. Those that an office or a force has begun stay as they are, and so do those whose
    own last day is not over by the date that is given. Returns how many there are.
    """
    inspection.locked()  # first, as whatever moves last days does
    rows = inspection.responses.order_by("pk")
    # What a force drafts is in another table: begun while this waits, it is seen by the next query.
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))
    unbegun = inspection.responses.not_begun()
    if over_by is not None:
        unbegun = unbegun.not_due_from(over_by)
    return unbegun.update(is_recorded=True)


def _check_paper(paper: Record, inspection: Inspection, *, on: date) -> None:
    """The same as its form says beside each field."""
    if paper.published_on:
        policies.check_old_published_on(paper.published_on, inspection, dated=paper.dated, on=on)
    if paper.not_before:
        policies.check_not_before(paper.not_before, inspection, on=on)
        policies.check_not_before_reason(paper.old.not_before_reason)
    for sent_on in paper.copies.values():
        policies.check_old_copy(sent_on, inspection, on=on)


def _content(response: Response, paper: Record) -> Content:
    """The content with the paper's signature; without figures, which no paper was asked for here.

    A figure that the force gave for this report belongs to the force: the paper does not state it.
    """
    content = content_of(response)
    for answer in content["answers"]:
        answer["figures"] = []
    if paper.signatory_name or paper.signatory_office or paper.dated:
        content["signature"] = {
            "name": paper.signatory_name,
            "office": paper.signatory_office,
            "dated_on": paper.dated.isoformat() if paper.dated else None,
        }
    return content


def _enter_answers(response: Response, paper: Record, *, by: User, at: datetime) -> None:
    Answer.objects.bulk_create(
        Answer(
            response=response,
            recommendation=answer.recommendation,
            position=answer.position,
            text=answer.statement,
            reason=answer.reason,
            planned_on=answer.planned_on,
            answered_with=answer.answered_with,
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


def _enter_officer(response: Response, paper: Record) -> None:
    if paper.officer_comments or paper.officer_from or paper.officer_on or paper.reply:
        ChiefOfficerComments.objects.create(
            response=response,
            text=paper.officer_comments,
            received_from=paper.officer_from,
            received_on=paper.officer_on,
            reply=paper.reply,
        )


def _enter_copies(version: SignedVersion, paper: Record, *, by: User, at: datetime) -> None:
    """A row for each copy whose day is known: of the others nothing is claimed or owed."""
    Copy.objects.bulk_create(
        Copy(
            version=version,
            to=to,
            sent_on=sent_on,
            sent_how=SentBy.OTHER,
            noted_by=by,
            noted_at=at,
        )
        for to, sent_on in paper.copies.items()
    )
