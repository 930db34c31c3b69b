from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from forces.prepared import one_or_404
from recommendations.rows import inspection_called
from reports import policies
from reports.exports import Table, charted_rows, table_response
from reports.overview import Overview
from reports.views.comparisons import crumbs_to

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.middleware import Request


def _found(request: Request, slug: str) -> Overview:
    inspection = one_or_404(inspection_called(request.actor, slug))
    policies.check_compare(request.actor)
    return Overview.of(inspection, request.actor)


@login_required
def inspection_overview(request: Request, slug: str) -> HttpResponse:
    """Who has responded and when, and how far forces say they are."""
    overview = _found(request, slug)
    context = {
        "inspection": overview.inspection,
        "overview": overview,
        "crumbs": crumbs_to(overview.inspection),
    }
    return render(request, "reports/inspection_overview.html", context)


@login_required
def overview_table(request: Request, slug: str, ending: str) -> StreamingHttpResponse:
    """All that the overview shows, as one table."""
    overview = _found(request, slug)
    table = Table(
        f"overview-{slug}",
        f"Overview: {overview.inspection.short_title}",
        charted_rows(overview.parts),
        timezone.now(),
    )
    return table_response(table, ending)
