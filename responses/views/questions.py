from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from forces.govuk.dates import uk_date
from forces.middleware import Request
from forces.policies import Refused
from forces.unsent import sent
from recommendations.forms.oversight import QuestionForm
from recommendations.models import ProgressUpdate
from recommendations.models.questions import ask
from recommendations.policies import check_oversees
from recommendations.views.overseeing import Subject, find_subject, is_done, page
from responses.choices import Position
from responses.models import SignedAnswer, SignedVersion

if TYPE_CHECKING:
    from datetime import date

ANSWER = "answer"


@login_required
def question_ask(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """An inspector asks a force about its published answer, or about an update of its progress."""
    subject = find_subject(request, slug, force_slug, number)
    check_oversees(request.actor, subject.inspection)
    version = _published(subject)
    chosen = request.GET.get("about", "")
    updates = _updates(request, subject, chosen)
    subjects = _answer_in_words(subject, version) + [
        (key, f"The update as at {uk_date(each.as_at)}: {each.get_state_display()}")
        for key, each in updates.items()
    ]
    if not subjects:
        raise Refused(
            "The force has published no response and submitted no update, so there is nothing to "
            "ask about."
        )
    form = QuestionForm(
        sent(request),
        subjects=subjects,
        asked=chosen,
        on=request.actor.on,
    )

    def act(*, about: str, text: str, reply_by: date) -> None:
        ask(
            subject.recommendation,
            subject.force,
            request.actor,
            update=updates.get(about),
            version_number=version.number if version and about == ANSWER else None,
            text=text,
            reply_by=reply_by,
            at=timezone.now(),
        )

    if is_done(request, form, act):
        messages.success(request, "Question asked. The force and its body’s office can read it")
        return redirect(subject)
    return page(request, "responses/question_ask.html", subject, form)


def _published(subject: Subject) -> SignedVersion | None:
    """The version of the force's response that is published now."""
    versions = SignedVersion.objects.newest_of(subject.inspection)
    return (
        versions.filter(response__body__force=subject.force)
        .defer("content", "html")
        .order_by("pk")
        .last()
    )


def _answer_in_words(subject: Subject, version: SignedVersion | None) -> list[tuple[str, str]]:
    """The published answer, as what may be asked about. That there is none may be asked about."""
    if version is None:
        return []
    answers = SignedAnswer.objects.filter(version=version, recommendation=subject.recommendation)
    answer = answers.first()
    if answer is None or not answer.position:
        says = "no position stated"
    else:
        says = Position(answer.position).label
    return [(ANSWER, f"The answer in version {version.number} of the published response: {says}")]


def _updates(request: Request, subject: Subject, chosen: str) -> dict[str, ProgressUpdate]:
    """The newest update, and the one that was chosen on the page before."""
    found = ProgressUpdate.objects.submitted().visible_to(request.actor).latest_first()
    found = found.filter(force=subject.force, recommendation=subject.recommendation)
    newest = found.first()
    pk = chosen.removeprefix("update-")
    other = found.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    return {f"update-{each.pk}": each for each in (newest, other) if each is not None}
