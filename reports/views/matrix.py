from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from forces.prepared import one_or_404
from recommendations.rows import inspection_called
from reports import policies
from reports.exports import Table, matrix_rows, table_response
from reports.forms import MatrixFilter
from reports.matrix import Matrix
from reports.matrix_cells import across_addresses, rows_html
from reports.views.comparisons import crumbs_to

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.middleware import Request


def _narrowed(
    request: Request, slug: str, *, addressees: bool
) -> tuple[Matrix, Matrix, MatrixFilter]:
    """The whole matrix of an inspection, the part that was asked for, and the form that asked.

    Without `addressees`, the form offers none.
    """
    inspection = one_or_404(inspection_called(request.actor, slug))
    policies.check_compare(request.actor)
    whole = Matrix.of(inspection, request.actor, addressees=addressees)
    form = MatrixFilter(request.GET, regions=whole.regions, addressees=whole.who_must_act)
    return whole, whole.narrowed(form.asked).sorted_by(form.chosen("sort")), form


@login_required
def matrix(request: Request, slug: str) -> HttpResponse:
    whole, shown, form = _narrowed(request, slug, addressees=True)
    inspection = whole.inspection
    context = {
        "inspection": inspection,
        "form": form,
        "matrix": shown,
        "whole": whole,
        "columns": zip(
            shown.recommendations,
            across_addresses(slug, (each.number for each in shown.recommendations)),
            strict=True,
        ),
        "rows": rows_html(shown),
        "crumbs": crumbs_to(inspection),
    }
    return render(request, "reports/matrix.html", context)


@login_required
def matrix_table(request: Request, slug: str, ending: str) -> StreamingHttpResponse:
    """What the matrix shows with the same query string, as a table."""
    whole, shown, form = _narrowed(request, slug, addressees="addressee" in request.GET)
    table = Table(
        f"matrix-{slug}",
        f"Matrix: {whole.inspection.short_title}",
        matrix_rows(shown),
        timezone.now(),
        form.in_words(),
    )
    return table_response(table, ending)
