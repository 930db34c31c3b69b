"""The lists of questions and closures, to take away as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.utils import timezone

from recommendations.views.closures import closures_asked_for
from recommendations.views.questions import questions_asked_for
from reports.exports import Table, closure_rows, question_rows, table_response

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from forces.middleware import Request


@login_required
def questions_table(request: Request, ending: str) -> StreamingHttpResponse:
    """What the page of questions shows with the same query string, all of it, as a table."""
    shown, form = questions_asked_for(request)
    rows = question_rows(shown, request.actor.on)
    table = Table("questions", "Questions", rows, timezone.now(), form.in_words())
    return table_response(table, ending)


@login_required
def closures_table(request: Request, ending: str) -> StreamingHttpResponse:
    """What the page of closures shows with the same query string, all of it, as a table."""
    shown, form = closures_asked_for(request)
    table = Table("closures", "Closures", closure_rows(shown), timezone.now(), form.in_words())
    return table_response(table, ending)
