"""The office's side of a response: from nothing to sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.middleware import Request
from forces.policies import may
from responses import policies
from responses.content import AnswerContent, content_of
from responses.forms import AnswerForm, CommentsForm, WordsForm
from responses.gaps import gaps
from responses.letters import to_article
from responses.models import Answer, Response
from responses.models.answers import EditedMeanwhile, save_answer
from responses.models.comments import save_comments
from responses.models.signing import send

if TYPE_CHECKING:
    from recommendations.models import Recommendation


def find(request: Request, pk: int) -> Response:
    """The response, if it is of the person's own body; otherwise 404."""
    found = (
        Response.objects.visible_to(request.actor)
        .select_related("inspection", "body__force", "published_version", "chief_officer", "old")
        .defer("published_version__content", "published_version__html")
    )
    return get_object_or_404(found, pk=pk)


def crumbs(response: Response | None = None) -> list[tuple[str, str]]:
    above = [("Home", "/")]
    if response is not None:
        above.append((response.inspection.short_title, response.get_absolute_url()))
    return above


class Task(NamedTuple):
    """The row of one recommendation in the task list."""

    answer: AnswerContent
    status: str
    colour: str


def _task(answer: AnswerContent, blocked: set[str]) -> Task:
    if not (answer["position"] or answer["text"].strip() or answer["reason"].strip()):
        return Task(answer, "Not started", "blue")
    if answer["number"] in blocked:
        return Task(answer, "Incomplete", "light-blue")
    return Task(answer, "Completed", "")


@login_required
def response(request: Request, pk: int) -> HttpResponse:
    """The home of a response: its tasks, where it stands, and what has happened."""
    found = find(request, pk)
    actor = request.actor
    content = content_of(found)
    blocked = {gap.number for gap in gaps(content) if gap.blocks}
    tasks = [_task(answer, blocked) for answer in content["answers"]]
    changes = list(found.changes.select_related("by").order_by("-at", "-pk"))
    context = {
        "response": found,
        "crumbs": crumbs(),
        "lateness": found.lateness(actor.on),
        "comments": getattr(found, "chief_officer", None),
        "changes": changes,
        "returned": changes[0] if changes and changes[0].is_return else None,
        "versions": found.versions.defer("content", "html").newest_first(),
        "may_draft": may(policies.check_draft, actor, found),
        "may_decide": may(policies.check_decide, actor, found),
        "may_publish": may(policies.check_publish, actor, found),
        "may_reopen": may(policies.check_reopen, actor, found),
        "tasks": tasks,
        "answered": sum(task.status == "Completed" for task in tasks),
        "is_ready": not blocked,
    }
    return render(request, "responses/response.html", context)


@login_required
def answer(request: Request, pk: int, number: str) -> HttpResponse:
    """Answer one recommendation. What was typed is kept, whatever else happens."""
    found = find(request, pk)
    policies.check_draft(request.actor, found)
    asked = list(found.inspection.recommendations.in_order().prefetch_related("parts__addressees"))
    recommendation = get_object_or_404(found.inspection.recommendations, number=number)
    place = [each.pk for each in asked].index(recommendation.pk)
    saved = found.answers.filter(recommendation=recommendation).first()
    form = _answer_form(request, found, asked, recommendation, saved)
    theirs = None
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        revision = fields.pop("revision")
        try:
            save_answer(
                found,
                recommendation,
                by=request.actor.person,
                at=timezone.now(),
                revision=revision,
                **fields,
            )
        except EditedMeanwhile as meanwhile:
            theirs = meanwhile.answer
            form = _show_both(form, theirs)
        else:
            messages.success(request, f"Answer to recommendation {recommendation.number} saved")
            if "next" in request.POST and place + 1 < len(asked):
                return redirect("answer", found.pk, asked[place + 1].number)
            return redirect(found)
    context = {
        "response": found,
        "recommendation": asked[place],
        "form": form,
        "theirs": theirs,
        "crumbs": crumbs(found),
        "previous": asked[place - 1] if place else None,
        "following": asked[place + 1] if place + 1 < len(asked) else None,
        "is_several": len({part.is_for_police for part in asked[place].parts.all()}) > 1,
    }
    return render(request, "responses/answer.html", context)


def _answer_form(
    request: Request,
    found: Response,
    asked: list[Recommendation],
    recommendation: Recommendation,
    saved: Answer | None,
) -> AnswerForm:
    with_others = found.answers.exclude(answered_with=None).values_list(
        "recommendation__number", "answered_with__number"
    )
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=AnswerForm.initial_of(saved),
        others=[each for each in asked if each.pk != recommendation.pk],
        answered_with_others=dict(with_others),
        number=recommendation.number,
    )


def _show_both(form: AnswerForm, theirs: Answer) -> AnswerForm:
    """Keep what was typed, and let the next save stand after theirs."""
    form.data = {**form.data, "revision": str(theirs.revision)}
    form.add_error(
        None,
        f"{theirs.saved_by} changed this answer while you were writing. "
        "Their text is shown below yours. Bring the two together, then save.",
    )
    return form


@login_required
def introduction(request: Request, pk: int) -> HttpResponse:
    """The commissioner's introduction and conclusion."""
    found = find(request, pk)
    policies.check_draft(request.actor, found)
    initial = {"introduction": found.introduction, "conclusion": found.conclusion}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        found.write(by=request.actor.person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Introduction and conclusion saved")
        return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found)}
    return render(request, "responses/introduction.html", context)


@login_required
def comments(request: Request, pk: int) -> HttpResponse:
    """The chief officer's comments: s.55(4) and (5)."""
    found = find(request, pk)
    policies.check_draft(request.actor, found)
    form = CommentsForm(
        request.POST if request.method == "POST" else None,
        initial=CommentsForm.initial_of(getattr(found, "chief_officer", None)),
        recommendations=list(found.inspection.recommendations.in_order()),
        comments=dict(found.officer_comments.values_list("recommendation", "text")),
    )
    if request.method == "POST" and form.is_valid():
        save_comments(
            found,
            by=request.actor.person,
            at=timezone.now(),
            on_recommendations=form.on_recommendations(),
            **form.fields_of_comments(),
        )
        messages.success(request, "Chief officer’s comments saved")
        return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found)}
    return render(request, "responses/comments.html", context)


@login_required
def check(request: Request, pk: int) -> HttpResponse:
    """What is missing, and the letter as it would appear, before it is sent."""
    found = find(request, pk)
    policies.check_draft(request.actor, found)
    content = content_of(found)
    missing = gaps(content)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "blocking": [gap for gap in missing if gap.blocks],
        "warnings": [gap for gap in missing if not gap.blocks],
        "comments": getattr(found, "chief_officer", None),
        "letter": to_article(content, is_draft=True),
        "lateness": found.lateness(request.actor.on),
    }
    return render(request, "responses/check.html", context)


@require_POST
@login_required
def response_send(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    send(found, request.actor, at=timezone.now())
    messages.success(request, "Sent to whoever signs for your body")
    return redirect(found)
