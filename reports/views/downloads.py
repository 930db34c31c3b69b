"""What the register holds, to take away: tables, and the page that lists all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.models import Inspection
from reports.exports import (
    ANSWER_COLUMNS,
    RESPONSE_COLUMNS,
    answer_rows,
    csv_response,
    response_rows,
)
from reports.facts import mark_of_facts
from reports.public_pages import conditional, public_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from forces.csv_text import Value


@public_page()
def register_downloads(request: HttpRequest) -> HttpResponse:
    """All that can be taken from the register, and what each thing holds."""
    context = {
        "inspections": Inspection.objects.released().newest_first(),
        "crumbs": [("Register", reverse("register"))],
    }
    return render(request, "reports/downloads.html", context)


@require_safe
def responses_csv(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Every response that is owed, to one inspection or to all, as a table."""
    today = timezone.localdate()
    rows = response_rows(slug, on=today)
    return _table(request, slug, "responses", rows, made_of=(today, *RESPONSE_COLUMNS))


@require_safe
def answers_csv(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """What published responses say of each recommendation, as a table."""
    return _table(request, slug, "answers", answer_rows(slug), made_of=ANSWER_COLUMNS)


def _table(
    request: HttpRequest,
    slug: str,
    name: str,
    rows: Iterator[list[Value]],
    *,
    made_of: Iterable[object],
) -> HttpResponseBase:
    """A table, sent as it is read: its mark is made beforehand, of what is public alone."""
    if slug:
        get_object_or_404(Inspection.objects.released(), slug=slug)
    mark = mark_of_facts(slug, *made_of)
    table = csv_response(rows, f"{slug or 'register'}-{name}.csv")
    return conditional(request, table, etag=f'"{mark}"')  # type: ignore[arg-type]  # it streams
