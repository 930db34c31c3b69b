"""Setting up an inspection from a spreadsheet: the template, what would be saved, and the save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from forces.spreadsheets import told
from forces.spreadsheets.making import XLSX
from recommendations import policies
from recommendations.forms.importing import AgreeForm, ImportForm
from recommendations.importing import save
from recommendations.models import Inspection
from recommendations.spreadsheets.inspections import as_csv, as_workbook
from recommendations.toml_tables import FileProblem
from recommendations.views.inspections import crumbs

if TYPE_CHECKING:
    from forces.govuk.forms import GovForm


@login_required
def inspection_template(request: Request, ending: str, slug: str = "") -> HttpResponse:
    """The template as a workbook or as CSV, with what is entered of the inspection so far."""
    found = _found(request, slug)
    if ending == "xlsx":
        content, kind = as_workbook(found, at=timezone.now()), XLSX
    elif ending == "csv":
        content, kind = as_csv(found), "text/csv; charset=utf-8"
    else:
        raise Http404
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{slug or "inspection"}.{ending}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
def inspection_import(request: Request, slug: str = "") -> HttpResponse:
    """Upload a template; see what would be saved; agree to it. Without a slug it is a new one."""
    found = _found(request, slug)
    if "filled" in request.POST:
        return _save(request, found)
    if request.method != "POST":
        return _page(request, found, ImportForm(inspection=found, on=request.actor.on))
    form = ImportForm(request.POST, request.FILES, inspection=found, on=request.actor.on)
    if not form.is_valid() or form.foreseen is None:
        return _page(request, found, form)
    filled = form.cleaned_data["file"]
    agree = AgreeForm.carrying(
        filled, form.foreseen.seen, inspection=found, person=request.actor.person
    )
    context = {
        "inspection": found,
        "foreseen": form.foreseen,
        "notes": filled.notes,
        "form": agree,
        "crumbs": _crumbs(found),
    }
    return render(request, "recommendations/inspection_import_check.html", context)


def _save(request: Request, inspection: Inspection | None) -> HttpResponse:
    form = AgreeForm(request.POST, inspection=inspection, person=request.actor.person)
    if not form.is_valid():
        return _page(request, inspection, form)
    filled, seen = form.cleaned_data["filled"]
    try:
        saved = save(filled, inspection, seen=seen, on=request.actor.on)
    except FileProblem as problem:
        form.add_error(
            None, [*told(problem.sentences), "Nothing was saved. Upload the file again."]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, "Recommendations saved" if inspection else "Inspection created")
        return redirect(saved)
    return _page(request, inspection, form)


def _found(request: Request, slug: str) -> Inspection | None:
    if not slug:
        policies.check_set_up(request.actor)
        return None
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_set_up(request.actor, found)
    return found


def _crumbs(inspection: Inspection | None) -> list[tuple[str, str]]:
    return crumbs(
        *([(inspection.short_title, inspection.get_absolute_url())] if inspection else [])
    )


def _page(request: Request, inspection: Inspection | None, form: GovForm) -> HttpResponse:
    """The page to download and upload on; `form` is what has gone wrong, if anything has."""
    upload = form
    if not isinstance(form, ImportForm):
        upload = ImportForm(inspection=inspection, on=request.actor.on)
    context = {
        "inspection": inspection,
        "form": form,
        "upload": upload,
        "crumbs": _crumbs(inspection),
    }
    return render(request, "recommendations/inspection_import.html", context)
