"""A round as a spreadsheet: out, and back in when somebody has seen what for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.models import Force
from forces.policies import Refused
from forces.spreadsheets.making import XLSX
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.round_spreadsheets import RoundChangesForm, RoundUploadForm
from recommendations.models.rounds import save_drafts, submit_round
from recommendations.models.standings import standings_of
from recommendations.spreadsheets.rounds import file_name, workbook
from recommendations.views.pairs import progress_crumbs
from recommendations.views.rounds import Listing, own_force
from recommendations.views.saving import done

if TYPE_CHECKING:
    from forces.govuk.forms import GovForm


@login_required
def progress_xlsx(request: Request, force_slug: str) -> HttpResponse:
    """What is open of a force, or what is shown of it, one row for each recommendation."""
    force = own_force(request, force_slug)
    policies.check_updates_for(request.actor, force)
    told = standings_of(force, Listing(request, force).found, drafts=True)
    name = file_name(force, request.actor.on)
    return HttpResponse(
        workbook(force, told, at=timezone.now()),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
def progress_spreadsheet(request: Request, force_slug: str) -> HttpResponse:
    """Download what is open; upload it again; see what would change; agree to it."""
    force = own_force(request, force_slug)
    policies.check_updates_for(request.actor, force)
    if "changes" in request.POST:
        return _save(request, force)
    if request.method != "POST":
        return _page(request, force, _upload(request, force))
    form = RoundUploadForm(request.POST, request.FILES, force=force, on=request.actor.on)
    if not form.is_valid():
        return _page(request, force, form)
    compared, as_at = form.compared, form.cleaned_data["as_at"]
    if not compared.changes:
        return _page(request, force, _upload(request, force), compared=compared)
    agree = RoundChangesForm.carrying(
        compared.changes, as_at=as_at, force=force, person=request.actor.person
    )
    context = {**_context(force), "compared": compared, "as_at": as_at, "form": agree}
    return render(request, "recommendations/progress_spreadsheet_check.html", context)


def _save(request: Request, force: Force) -> HttpResponse:
    """Keep or submit what was shown, all of it; or nothing, and say why."""
    form = RoundChangesForm(request.POST, force=force, person=request.actor.person)
    if not form.is_valid():
        return _page(request, force, form)
    is_final = "final" in request.POST
    keep = submit_round if is_final else save_drafts
    entries = [change.entry for change in form.cleaned_data["changes"]]
    try:
        updates = keep(force, entries, as_at=form.as_at, by=request.actor.person, at=timezone.now())
    except Refused as refusal:
        form.refuse(str(refusal))
        return _page(request, force, form)
    messages.success(request, done(len(updates), final=is_final))
    return redirect("progress_round", force.slug)


def _upload(request: Request, force: Force) -> RoundUploadForm:
    typed = None if request.method == "POST" else sent(request)
    return RoundUploadForm(typed, force=force, on=request.actor.on)


def _context(force: Force) -> dict[str, Any]:
    round_at = reverse("progress_round", args=[force.slug])
    return {"force": force, "crumbs": [*progress_crumbs(), ("Everything open", round_at)]}


def _page(request: Request, force: Force, form: GovForm, **more: Any) -> HttpResponse:
    """The page to download and upload on; `form` is what has gone wrong, if anything has."""
    upload = form if isinstance(form, RoundUploadForm) else _upload(request, force)
    context = {**_context(force), "form": form, "upload": upload, **more}
    return render(request, "recommendations/progress_spreadsheet.html", context)
