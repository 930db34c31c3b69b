from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.figures import MonthsForm, YearForm
from recommendations.models import InspectionForce, Measure
from recommendations.models.yearly_figures import check_months, histories, save_year, years
from recommendations.views.pairs import find_pair, pair_crumbs


@login_required
def progress_figures(request: Request, slug: str, force_slug: str) -> HttpResponse:
    """What a force gives of each measure, year by year, and where it gives more."""
    pair = find_pair(request, slug, force_slug)
    on = request.actor.on
    may_give = may(policies.check_update_progress, request.actor, pair.inspection, pair.force)
    published_on = pair.inspection.published_on
    form = MonthsForm(request.GET or None, on=on, published_on=published_on) if may_give else None
    if form is not None and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        return redirect("progress_figures_year", slug, force_slug, ends_on)
    told = histories(pair)
    context = {
        "pair": pair,
        "form": form,
        "histories": told,
        "years": years(pair, told, on=on),
        "crumbs": pair_crumbs(request.actor, pair.inspection, pair.force),
    }
    return render(request, "recommendations/progress_figures.html", context)


@login_required
def progress_figures_year(
    request: Request, slug: str, force_slug: str, ends_on: date
) -> HttpResponse:
    """Give or correct the figures for twelve months."""
    pair = find_pair(request, slug, force_slug)
    policies.check_update_progress(request.actor, pair.inspection, pair.force)
    measures = list(Measure.objects.of_inspection(pair.inspection_id))
    if not measures:
        raise Http404
    held = pair.force.figures.by_measure(pair.inspection_id, ends_on)
    check_months(pair, ends_on, held, on=request.actor.on)
    form = YearForm(
        sent(request),
        measures=measures,
        held=held,
    )
    if request.method == "POST" and form.is_valid() and _is_saved(request, pair, ends_on, form):
        return redirect("progress_figures", slug, force_slug)
    context = {
        "pair": pair,
        "ends_on": ends_on,
        "form": form,
        "crumbs": [
            *pair_crumbs(request.actor, pair.inspection, pair.force),
            ("Figures", reverse("progress_figures", args=[slug, force_slug])),
        ],
    }
    return render(request, "recommendations/progress_figures_year.html", context)


def _is_saved(request: Request, pair: InspectionForce, ends_on: date, form: YearForm) -> bool:
    """Whether the figures are saved; if not, the form says why and keeps what was typed."""
    by, seen = request.actor.person, form.cleaned_data["seen"]
    try:
        changed = save_year(pair, ends_on, form.given, seen=seen, by=by, at=timezone.now())
    except Refused as refusal:
        form.say_that_others_saved(str(refusal))
        return False
    figures = "1 figure" if changed == 1 else f"{changed} figures"
    messages.success(request, f"{figures} saved" if changed else "Nothing was changed")
    return True
