"""Writing a response: its answers, and the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from forces.middleware import Request
from recommendations.renumbering import not_found
from recommendations.rows import corrections_of_one, recommendations_in_full
from responses.content.rows import answers_in
from responses.forms import AnswerForm, WordsForm
from responses.models.answers import Written, place_of, save_answers
from responses.models.earlier import EarlierAnswer, earlier_answer
from responses.models.responses import WORDS
from responses.views.keeping import keeps_what_is_typed
from responses.views.sheets import Sheet, for_writing

if TYPE_CHECKING:
    from recommendations.models import Recommendation
    from responses.models import Response


@keeps_what_is_typed
def answer(request: Request, pk: int, number: str) -> HttpResponse:
    """Answer one recommendation."""
    found = for_writing(request, pk)
    asked = recommendations_in_full(found.inspection_id)
    place = next((at for at, each in enumerate(asked) if each.number == number), None)
    if place is None:
        raise not_found(found.inspection.recommendations.all(), number)
    recommendation = asked[place]
    following = asked[place + 1] if place + 1 < len(asked) else None
    earlier = earlier_answer(found, recommendation)
    carried = earlier if "carry_over" in request.GET else None
    sheet = _answer_sheet(request, found, recommendation, asked, carried)
    if sheet.is_saved():
        if "look" in request.POST:
            return redirect(f"{request.path}#reads")
        messages.success(request, f"Answer to {recommendation.in_a_sentence} saved")
        if "next" in request.POST and following:
            return redirect("answer", found.pk, following.number)
        return redirect(found)
    parts = list(recommendation.parts.all())
    context = {
        "recommendation": recommendation,
        "corrections": corrections_of_one(recommendation.pk),
        "previous": asked[place - 1] if place else None,
        "following": following,
        "earlier": earlier,
        "carried": carried,
        "is_several": len({part.is_for_police for part in parts}) > 1,
    }
    return sheet.page("responses/answer.html", context)


def _answer_sheet(
    request: Request,
    found: Response,
    recommendation: Recommendation,
    asked: list[Recommendation],
    carried: EarlierAnswer | None,
) -> Sheet[AnswerForm]:
    answers = {answer.recommendation_id: answer for answer in answers_in(found.pk)}

    def write(form: AnswerForm) -> None:
        own = Written(recommendation, form.what_was_seen(), form.own_fields())
        save_answers(found, [own, *form.grouped()], by=request.actor.person, at=timezone.now())

    return Sheet(
        request,
        found,
        place_of(recommendation),
        title=f"Answer to {recommendation.in_a_sentence}",
        form_of=lambda typed: AnswerForm(
            typed,
            recommendation=recommendation,
            asked=asked,
            answers=answers,
            carried=carried,
        ),
        write=write,
    )


@keeps_what_is_typed
def introduction(request: Request, pk: int) -> HttpResponse:
    """The commissioner's introduction and conclusion."""
    found = for_writing(request, pk)
    sheet = Sheet(
        request,
        found,
        WORDS,
        title="Introduction and conclusion",
        form_of=lambda typed: WordsForm(typed, initial=WordsForm.initial_of(found)),
        write=lambda form: found.write(
            by=request.actor.person,
            at=timezone.now(),
            seen=form.what_was_seen(),
            **form.written(),
        ),
    )
    if sheet.is_saved():
        messages.success(request, "Introduction and conclusion saved")
        return redirect(found)
    return sheet.page("responses/introduction.html", {})
