"""How one response's letter is arranged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from forces.middleware import Request
from recommendations.rows import recommendations_of
from responses.choices import LETTER
from responses.content import content_of, shape_of_body
from responses.forms import LetterChoiceForm
from responses.gaps import missing
from responses.models.letter_choices import choice_of, save_choice
from responses.views.keeping import keeps_what_is_typed
from responses.views.sheets import Sheet, for_writing

if TYPE_CHECKING:
    from responses.models import Response


@keeps_what_is_typed
def letter_choice(request: Request, pk: int) -> HttpResponse:
    """The shape of the letter, its numbers, what it quotes and what it leaves out."""
    found = for_writing(request, pk)
    sheet = _sheet(request, found)
    if sheet.is_saved():
        messages.success(request, "How the letter is arranged is saved")
        return redirect(found)
    return sheet.page("responses/letter_choice.html", {"lacking": missing(content_of(found))})


def _sheet(request: Request, found: Response) -> Sheet[LetterChoiceForm]:
    asked = recommendations_of(found.inspection_id)
    sheet = Sheet(
        request,
        found,
        LETTER,
        title="How the letter is arranged",
        form_of=lambda typed: LetterChoiceForm(
            typed,
            choice=choice_of(found),
            body_shape=shape_of_body(found),
            asked=asked,
            has_address=bool(found.inspection.url),
        ),
        write=lambda form: save_choice(
            found,
            form.chosen(),
            seen=form.what_was_seen(),
            by=request.actor.person,
            at=sheet.at,
        ),
    )
    return sheet
