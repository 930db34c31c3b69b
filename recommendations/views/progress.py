from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from recommendations import policies
from recommendations.forms.progress import RoundForm
from recommendations.models import InspectionForce
from recommendations.models.rounds import save_drafts, standings, submit_round
from recommendations.views.pairs import find_pair, progress_crumbs

PAGE_SIZE = 25


@login_required
def progress_list(request: Request) -> HttpResponse:
    actor = request.actor
    found = InspectionForce.objects.of_forces(actor.office_of | actor.contact_of).with_progress()
    listed = found.select_related("inspection", "force").newest_first()
    context = {
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page")),
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "recommendations/progress_list.html", context)


@login_required
def progress(request: Request, slug: str, force_slug: str) -> HttpResponse:
    pair = find_pair(request, slug, force_slug)
    if request.method == "POST":
        return _save(request, pair, final=False)
    form = None
    if may(policies.check_update_progress, request.actor, pair.inspection, pair.force):
        form = _form(request, pair, final=False)
    return _page(request, pair, form)


@login_required
def progress_submit(request: Request, slug: str, force_slug: str) -> HttpResponse:
    pair = find_pair(request, slug, force_slug)
    if request.method != "POST":  # the page was loaded again after errors
        return redirect("progress", slug, force_slug)
    return _save(request, pair, final=True)


def _form(request: Request, pair: InspectionForce, *, final: bool) -> RoundForm:
    return RoundForm(
        request.POST if request.method == "POST" else None,
        inspection=pair.inspection,
        standings=standings(pair.inspection, pair.force, drafts=True),
        on=request.actor.on,
        final=final,
    )


def _save(request: Request, pair: InspectionForce, *, final: bool) -> HttpResponse:
    """Save what was typed as drafts, or submit it; on any error nothing is, and all is shown."""
    policies.check_update_progress(request.actor, pair.inspection, pair.force)
    form = _form(request, pair, final=final)
    keep = submit_round if final else save_drafts
    if form.is_valid():
        try:
            updates = keep(
                pair.inspection,
                pair.force,
                form.entries,
                as_at=form.cleaned_data["as_at"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except Refused as refusal:  # nothing typed may be lost, so not on a page of its own
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _done(len(updates), final=final))
            return redirect("progress", pair.inspection.slug, pair.force.slug)
    return _page(request, pair, form)


def _done(count: int, *, final: bool) -> str:
    if not final:
        return "Draft saved. Inspectors do not see it until you submit it."
    updates = "1 update" if count == 1 else f"{count} updates"
    return f"{updates} submitted. Inspectors can now see what you said."


def _page(request: Request, pair: InspectionForce, form: RoundForm | None) -> HttpResponse:
    is_own = pair.force_id in request.actor.office_of | request.actor.contact_of
    rows = form.rows if form else []
    context = {
        "pair": pair,
        "form": form,
        "is_own": is_own,
        "standings": [row.standing for row in rows]
        or standings(pair.inspection, pair.force, drafts=is_own),
        "crumbs": progress_crumbs(),
    }
    return render(request, "recommendations/progress.html", context)
