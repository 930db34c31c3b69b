"""Reading an existing letter into a response: nothing is stored before somebody accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from responses import policies
from responses.forms import LetterForm, ProposalForm
from responses.models import Unsaved
from responses.models.comments import comments_of
from responses.models.saving import EditedMeanwhile
from responses.models.taking_in import officials_of, take_in
from responses.models.unsaved import Place, let_go
from responses.reading import Unreadable, check_size, read
from responses.views.keeping import keeps_what_is_typed, note_of
from responses.views.office import crumbs
from responses.views.sheets import for_writing

if TYPE_CHECKING:
    from responses.models import Response

NOT_STORED = "Nothing is stored: what you put right is still below."


@keeps_what_is_typed
def letter_read(request: Request, pk: int) -> HttpResponse:
    """Upload or paste a letter; see what was read; put it right; accept what is to be kept."""
    found = for_writing(request, pk)
    place = Place(found.pk, "letter", "Reading in a letter", request.path, request.actor.person.pk)
    if "let_go" in request.POST:
        let_go(place)
        return redirect(request.path)
    if "letter" in request.POST:
        return _accept(request, found, place)
    kept = Unsaved.objects.of(place).first()
    typed = kept.form if kept and request.method == "GET" else QueryDict()
    letter = str(typed.get("letter", ""))
    if letter and may(_check_letter, letter):
        return _check_page(request, found, place, _proposal(found, letter, typed))
    is_sent = request.method == "POST"
    form = LetterForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"pasted": typed.get("pasted", ""), "writer": note_of(place)},
    )
    if is_sent and form.is_valid():
        letter = form.cleaned_data["letter"]
        return _check_page(request, found, place, _proposal(found, letter))
    context = {"response": found, "crumbs": crumbs(found), "form": form, "kept": kept}
    return render(request, "responses/letter_read.html", context)


def _check_letter(letter: str) -> None:
    """The letter comes back from the page, where it may have been changed."""
    try:
        check_size(letter)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable


def _proposal(found: Response, letter: str, typed: QueryDict | None = None) -> ProposalForm:
    """What the letter says: read afresh each time, since nothing of it is stored."""
    asked = list(found.inspection.recommendations.in_order())
    return ProposalForm(
        typed,
        initial={"letter": letter},
        proposal=read(letter, officials_of(asked), inspection_title=found.inspection.title),
        response=found,
        asked=asked,
        answers={answer.recommendation_id: answer for answer in found.answers.all()},
        takes_officer=may(policies.check_not_handed_over, comments_of(found)),
    )


def _accept(request: Request, found: Response, place: Place) -> HttpResponse:
    _check_letter(request.POST["letter"])
    form = _proposal(found, request.POST["letter"], request.POST)
    if not form.is_valid():
        return _check_page(request, found, place, form)
    try:
        take_in(
            found,
            answers=form.answers_written(),
            words=form.words_written(),
            officer=form.officer_written(),
            by=request.actor.person,
            at=timezone.now(),
        )
    except EditedMeanwhile:
        form.add_error(
            None,
            "Somebody saved something else in this response since you opened this page. It is "
            f"shown beside what you accepted. {NOT_STORED} Check it, then accept again.",
        )
        form.see_again()
        return _check_page(request, found, place, form)
    except Refused as refusal:
        form.add_error(None, f"{refusal} {NOT_STORED}")
        return _check_page(request, found, place, form)
    let_go(place)
    messages.success(
        request, "What you accepted is in the response. Check that each answer has its position"
    )
    return redirect(found)


def _check_page(
    request: Request, found: Response, place: Place, form: ProposalForm
) -> HttpResponse:
    form.fields["writer"].initial = note_of(place)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "form": form,
        "proposal": form.proposal,
        "kept": Unsaved.objects.of(place).first(),
    }
    return render(request, "responses/letter_check.html", context)
