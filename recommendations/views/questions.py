"""Questions that inspectors ask, as they and the forces see them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.prepared import Listed
from forces.unsent import sent
from recommendations import policies
from recommendations.choices import QuestionState
from recommendations.forms.filters import MINE, AskedFilter, QuestionFilter
from recommendations.forms.oversight import ReasonForm, ReplyForm
from recommendations.models import Question
from recommendations.querysets.oversight import QuestionQuerySet
from recommendations.rows_of_oversight import (
    Asked,
    forces_asked,
    inspections_asked_about,
    number_of_questions,
    questions_asked,
    questions_shown,
)
from recommendations.views.overseeing import Subject, is_done, page

PAGE_SIZE = 25


def questions_asked_for(request: Request) -> tuple[QuestionQuerySet, QuestionFilter]:
    """What inspectors asked: of the person's own force or, for inspectors, of every force.

    As far as the form, which comes with it, asks for it.
    """
    asked, form = _asked(request)
    return questions_asked(request.actor, asked), form


def _asked(request: Request) -> tuple[Asked, QuestionFilter]:
    """What is asked for, and the form that asks for it."""
    actor = request.actor
    form = (AskedFilter if actor.is_inspector else QuestionFilter)(
        request.GET, inspections=inspections_asked_about(actor), forces=forces_asked(actor)
    )
    state = form.chosen("state")
    asked = Asked(
        form.chosen("inspection") or None,
        form.chosen("force") or None,
        QuestionState(state) if state else None,
        is_own=actor.is_inspector and form.chosen("asked_by") == MINE,
    )
    return asked, form


@login_required
def questions(request: Request) -> HttpResponse:
    """What inspectors asked, what waits for a reply first."""
    actor = request.actor
    asked, form = _asked(request)
    found = Listed(
        lambda: sum(number_of_questions(actor, *asked)),
        lambda shown: questions_shown(actor, asked, shown),
    )
    context = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "recommendations/questions.html", context)


@login_required
def question_reply(request: Request, pk: int) -> HttpResponse:
    """The force replies, or its body's office."""
    question, subject = _find(request, pk)
    policies.check_replies(request.actor, question.force_id)
    if request.method != "POST":  # what is typed meets the same rule when it is saved
        policies.check_unanswered(question, request.actor.on)
    form = ReplyForm(sent(request))

    def act(text: str) -> None:
        question.answer(request.actor, text=text, at=timezone.now())

    if is_done(request, form, act):
        messages.success(request, "Reply sent. Inspectors can read it")
        return redirect(subject)
    return page(
        request, "recommendations/question_reply.html", subject, form, {"question": question}
    )


@login_required
def question_withdraw(request: Request, pk: int) -> HttpResponse:
    """An inspector asks no longer."""
    question, subject = _find(request, pk)
    policies.check_oversees(request.actor, subject.inspection)
    if request.method != "POST":
        policies.check_unanswered(question, request.actor.on)
    form = ReasonForm(
        sent(request),
        submit_label="Withdraw the question",
        hint="The force and its body’s office can read this",
    )

    def act(reason: str) -> None:
        question.withdraw(request.actor, reason=reason, at=timezone.now())

    if is_done(request, form, act):
        messages.success(request, "Withdrawn. The force need not reply any more")
        return redirect(subject)
    return page(
        request, "recommendations/question_withdraw.html", subject, form, {"question": question}
    )


def _find(request: Request, pk: int) -> tuple[Question, Subject]:
    """A question that the person may read."""
    found = Question.objects.visible_to(request.actor).select_related(
        "recommendation__inspection", "force", "update", "asked_by", "reply__by"
    )
    question: Question = get_object_or_404(found, pk=pk)
    return question, Subject.of(question)
