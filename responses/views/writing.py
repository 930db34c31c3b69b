"""Writing a response: its answers, the words around them, the chief officer's comments.

What was typed is kept: when the response has moved on meanwhile, and when somebody else saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from responses import policies
from responses.forms import AnswerForm, CommentsForm, WordsForm
from responses.models.answers import save_answer
from responses.models.comments import comments_mark, save_comments
from responses.models.saving import EditedMeanwhile
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from recommendations.models import Recommendation
    from responses.forms.writing import WritingForm
    from responses.models import Response

Theirs = list[tuple[str, str]]


@login_required
def answer(request: Request, pk: int, number: str) -> HttpResponse:
    """Answer one recommendation."""
    found = _for_writing(request, pk)
    asked = list(found.inspection.recommendations.in_order().prefetch_related("parts__addressees"))
    recommendation = get_object_or_404(found.inspection.recommendations, number=number)
    place = [each.pk for each in asked].index(recommendation.pk)
    following = asked[place + 1] if place + 1 < len(asked) else None
    form = _answer_form(request, found, asked, recommendation)
    theirs: Theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            save_answer(
                found,
                recommendation,
                by=request.actor.person,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            _keep(form, refusal)
        except EditedMeanwhile as meanwhile:
            theirs = _bring_together(form, AnswerForm.in_words(meanwhile.theirs))
            form.replace("revision", str(meanwhile.theirs.revision))
        else:
            messages.success(request, f"Answer to {recommendation.in_a_sentence} saved")
            if "next" in request.POST and following:
                return redirect("answer", found.pk, following.number)
            return redirect(found)
    context = {
        "response": found,
        "recommendation": asked[place],
        "form": form,
        "theirs": theirs,
        "crumbs": crumbs(found),
        "previous": asked[place - 1] if place else None,
        "following": following,
        "is_several": len({part.is_for_police for part in asked[place].parts.all()}) > 1,
    }
    return render(request, "responses/answer.html", context)


def _for_writing(request: Request, pk: int) -> Response:
    """The response, for whoever writes it. Not writable any more: 403 before typing.

    What is typed already meets the same rule under the lock, and is kept.
    """
    found = find(request, pk)
    policies.check_writes(request.actor, found)
    if request.method != "POST":
        policies.check_writable(found)
    return found


def _answer_form(
    request: Request,
    found: Response,
    asked: list[Recommendation],
    recommendation: Recommendation,
) -> AnswerForm:
    with_others = found.answers.exclude(answered_with=None).values_list(
        "recommendation__number", "answered_with__number"
    )
    saved = found.answers.filter(recommendation=recommendation).first()
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=AnswerForm.initial_of(saved),
        others=[each for each in asked if each.pk != recommendation.pk],
        answered_with_others=dict(with_others),
        number=recommendation.number,
    )


def _keep(form: WritingForm, refusal: Refused) -> None:
    """Show what was typed again, with the reason why it is not saved."""
    form.add_error(None, f"{refusal} It is not saved: copy what you typed below, to keep it.")


def _bring_together(form: WritingForm, theirs: Theirs) -> Theirs:
    """Show what was typed with what the other writer saved; the next save stands after theirs."""
    form.add_error(
        None,
        "This was changed while you were writing. What was saved meanwhile is shown below yours. "
        "Bring the two together, then save.",
    )
    return [(name, text) for name, text in theirs if text]


@login_required
def introduction(request: Request, pk: int) -> HttpResponse:
    """The commissioner's introduction and conclusion."""
    found = _for_writing(request, pk)
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial=WordsForm.initial_of(found)
    )
    theirs: Theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            found.write(by=request.actor.person, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            _keep(form, refusal)
        except EditedMeanwhile as meanwhile:
            theirs = _bring_together(form, WordsForm.in_words(meanwhile.theirs))
            form.replace("seen", meanwhile.theirs.words_mark)
        else:
            messages.success(request, "Introduction and conclusion saved")
            return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found), "theirs": theirs}
    return render(request, "responses/introduction.html", context)


@login_required
def comments(request: Request, pk: int) -> HttpResponse:
    """The chief officer's comments: s.55(4) and (5)."""
    found = _for_writing(request, pk)
    form = CommentsForm(
        request.POST if request.method == "POST" else None,
        initial=CommentsForm.initial_of(found),
        on=request.actor.on,
        recommendations=list(found.inspection.recommendations.in_order()),
        comments=dict(found.officer_comments.values_list("recommendation", "text")),
    )
    theirs: Theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            save_comments(
                found,
                seen=form.cleaned_data["seen"],
                by=request.actor.person,
                at=timezone.now(),
                on_recommendations=form.on_recommendations(),
                **form.fields_of_comments(),
            )
        except Refused as refusal:
            _keep(form, refusal)
        except EditedMeanwhile as meanwhile:
            theirs = _bring_together(form, CommentsForm.in_words(meanwhile.theirs))
            form.replace("seen", comments_mark(meanwhile.theirs))
        else:
            messages.success(request, "Chief officer’s comments saved")
            return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found), "theirs": theirs}
    return render(request, "responses/comments.html", context)
