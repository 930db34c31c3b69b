from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from forces.prepared import one_or_404
from recommendations.models import Inspection, Measure
from recommendations.rows import inspection_called
from reports import policies
from reports.exports import Table, figure_rows, table_response
from reports.figures import IN_TABLE, Across
from reports.forms import FiguresFilter
from reports.views.comparisons import crumbs_to

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.middleware import Request


def _narrowed(request: Request, slug: str) -> tuple[Inspection, list[Measure], FiguresFilter]:
    """An inspection, what it asks each force for, and the form that chooses of it."""
    inspection = one_or_404(inspection_called(request.actor, slug))
    policies.check_compare(request.actor)
    measures = list(Measure.objects.of_inspection(inspection.pk))
    regions = set(inspection.forces.values_list("region", flat=True))
    return inspection, measures, FiguresFilter(request.GET, measures=measures, regions=regions)


@login_required
def figures_across(request: Request, slug: str) -> HttpResponse:
    """One measure, as all forces give it."""
    inspection, _, form = _narrowed(request, slug)
    measure, region = form.shown, form.chosen("region")
    across = Across.of(inspection, measure, request.actor, region) if measure else None
    context = {
        "inspection": inspection,
        "form": form,
        "across": across,
        "in_table": IN_TABLE,
        "crumbs": crumbs_to(inspection),
    }
    return render(request, "reports/figures_across.html", context)


@login_required
def figures_table(request: Request, slug: str, ending: str) -> StreamingHttpResponse:
    """The figures of the measure that is chosen, or of all of them."""
    inspection, measures, form = _narrowed(request, slug)
    chosen = [form.shown] if form.shown and form.chosen("measure") else measures
    region = form.chosen("region")
    table = Table(
        f"figures-{slug}",
        f"Figures: {inspection.short_title}",
        figure_rows(Across.of(inspection, each, request.actor, region) for each in chosen),
        timezone.now(),
        form.in_words(),
    )
    return table_response(table, ending)
