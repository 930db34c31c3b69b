"""The answers of a response as a spreadsheet: out, and back in when somebody has seen what for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from forces.spreadsheets.making import XLSX
from responses import policies
from responses.forms.spreadsheets import ChangesForm, UploadForm
from responses.models.answers import save_answers
from responses.models.saving import EditedMeanwhile
from responses.spreadsheets import file_name, overtaken, workbook, written_of
from responses.views.office import crumbs, find
from responses.views.sheets import for_writing

if TYPE_CHECKING:
    from forces.govuk.forms import GovForm
    from responses.models import Response


@login_required
def answers_xlsx(request: Request, pk: int) -> HttpResponse:
    """The answers as they are now, one row for each recommendation."""
    found = find(request, pk)
    policies.check_writes(request.actor, found)
    name = file_name(found, request.actor.on)
    return HttpResponse(
        workbook(found, at=timezone.now()),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
def spreadsheet(request: Request, pk: int) -> HttpResponse:
    """Download the answers; upload them again; see what would change; agree to it."""
    found = for_writing(request, pk)
    if "changes" in request.POST:
        return _save(request, found)
    if request.method != "POST":
        return _page(request, found, UploadForm(response=found))
    policies.check_writable(found)
    form = UploadForm(request.POST, request.FILES, response=found)
    if not form.is_valid():
        return _page(request, found, form)
    compared = form.cleaned_data["file"]
    if not compared.changes:
        return _page(request, found, UploadForm(response=found), compared=compared)
    agree = ChangesForm.carrying(compared.changes, response=found, person=request.actor.person)
    context = {"response": found, "crumbs": crumbs(found), "compared": compared, "form": agree}
    return render(request, "responses/spreadsheet_check.html", context)


def _save(request: Request, found: Response) -> HttpResponse:
    """Save what was shown, all of it; or nothing, and say why."""
    form = ChangesForm(request.POST, response=found, person=request.actor.person)
    if not form.is_valid():
        return _page(request, found, form)
    changes = form.cleaned_data["changes"]
    try:
        save_answers(found, written_of(found, changes), by=request.actor.person, at=timezone.now())
    except Refused as refusal:
        form.refuse([str(refusal)])
    except EditedMeanwhile:
        # A button pressed twice finds its own changes saved.
        form.refuse(overtaken(found, changes))
    if form.errors:
        return _page(request, found, form)
    count = "1 answer" if len(changes) == 1 else f"{len(changes)} answers"
    messages.success(
        request, f"{count} saved. To change more in a spreadsheet, download the answers again"
    )
    return redirect(found)


def _page(request: Request, found: Response, form: GovForm, **more: Any) -> HttpResponse:
    """The page to download and upload on; `form` is what has gone wrong, if anything has."""
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "form": form,
        "upload": form if isinstance(form, UploadForm) else UploadForm(response=found),
        **more,
    }
    return render(request, "responses/spreadsheet.html", context)
