from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.utils import timezone

from recommendations.views.themes import find_theme
from reports.exports import Table, table_response, theme_rows

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from forces.middleware import Request


@login_required
def theme_table(request: Request, slug: str, ending: str) -> StreamingHttpResponse:
    """All that is asked about a theme, as a table."""
    theme = find_theme(request, slug)
    rows = theme_rows(theme.seen_by(request.actor), request.actor)
    table = Table(f"theme-{slug}", f"Theme: {theme}", rows, timezone.now())
    return table_response(table, ending)
