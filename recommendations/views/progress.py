from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from forces.middleware import Request
from forces.models import Force
from forces.policies import may
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.progress import RoundForm
from recommendations.models import InspectionForce
from recommendations.models.standings import standings
from recommendations.views.pairs import find_pair, progress_crumbs
from recommendations.views.saving import is_kept

PAGE_SIZE = 25


@login_required
def progress_list(request: Request) -> HttpResponse:
    actor = request.actor
    own = actor.own_forces
    found = InspectionForce.objects.of_forces(own).with_progress()
    listed = found.select_related("inspection", "force").newest_first()
    context = {
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page")),
        "forces": Force.objects.filter(pk__in=own).order_by("name"),
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
        sent(request),
        standings=standings(pair.inspection, pair.force, drafts=True),
        on=request.actor.on,
        person=request.actor.person,
        final=final,
    )


def _save(request: Request, pair: InspectionForce, *, final: bool) -> HttpResponse:
    policies.check_update_progress(request.actor, pair.inspection, pair.force)
    form = _form(request, pair, final=final)
    if is_kept(request, form, pair.force, final=final):
        return redirect("progress", pair.inspection.slug, pair.force.slug)
    return _page(request, pair, form)


def _page(request: Request, pair: InspectionForce, form: RoundForm | None) -> HttpResponse:
    is_own = pair.force_id in request.actor.own_forces
    context = {
        "pair": pair,
        "form": form,
        "is_own": is_own,
        "standings": form.standings
        if form
        else standings(pair.inspection, pair.force, drafts=is_own),
        "crumbs": progress_crumbs(),
    }
    return render(request, "recommendations/progress.html", context)
