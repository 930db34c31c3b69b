from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.utils import timezone

from recommendations.models.yearly_figures import histories, years
from recommendations.views.pairs import find_pair
from reports.exports import Table, force_figure_rows, table_response

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from forces.middleware import Request


@login_required
def progress_figures_table(
    request: Request, slug: str, force_slug: str, ending: str
) -> StreamingHttpResponse:
    """All that a force gives of each measure of an inspection, year by year, as a table."""
    pair = find_pair(request, slug, force_slug)
    told = histories(pair)
    table = Table(
        f"figures-{slug}-{force_slug}",
        f"Yearly figures of {pair.force}: {pair.inspection.short_title}",
        force_figure_rows(pair.force, told, years(pair, told, on=request.actor.on)),
        timezone.now(),
    )
    return table_response(table, ending)
