from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from forces.middleware import Request
from responses.forms.figures import FiguresForm
from responses.models.figures import FIGURES, held_figures, measures_of, save_figures
from responses.views.keeping import keeps_what_is_typed
from responses.views.sheets import Sheet, for_writing


@keeps_what_is_typed
def figures(request: Request, pk: int) -> HttpResponse:
    """The numbers that the recommendations ask each force for."""
    found = for_writing(request, pk)
    measures = measures_of(found)
    if not measures:
        raise Http404
    sheet = Sheet(
        request,
        found,
        FIGURES,
        title="Figures",
        form_of=lambda typed: FiguresForm(
            typed,
            measures=measures,
            held=held_figures(found),
            published_on=found.inspection.published_on,
            on=request.actor.on,
        ),
        write=lambda form: save_figures(
            found,
            form.figures(),
            seen=form.what_was_seen(),
            by=request.actor.person,
            at=sheet.at,
        ),
    )
    if sheet.is_saved():
        messages.success(request, "Figures saved")
        return redirect(found)
    return sheet.page("responses/figures.html", {})
