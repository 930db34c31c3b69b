from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from forces.policies import Refused
from reports.exports import Table, passage_rows, table_response
from reports.search import Asked, TakesTooLong, by_index
from reports.search_form import FullSearchForm
from reports.searches import look, offered, passages

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.middleware import Request

PER_PAGE = 10


TAKES_TOO_LONG = "This takes too long to find. Look for less common or fewer words"


def _form(request: Request) -> FullSearchForm:
    typed = request.GET if "q" in request.GET else None
    return FullSearchForm(typed, **offered(request.actor))


@login_required
def search(request: Request) -> HttpResponse:
    """Where words are in what a person may read, here and in the register."""
    form = _form(request)
    context: dict[str, Any] = {"form": form, "crumbs": [("Home", reverse("home"))]}
    if form.is_valid() and form.asked:
        try:
            context |= _found(form, form.asked, request)
        except TakesTooLong:
            form.add_error("q", TAKES_TOO_LONG)
    return render(request, "reports/search.html", context)


def _found(form: FullSearchForm, asked: Asked, request: Request) -> dict[str, Any]:
    with by_index():
        hits = look(asked, request.actor, form.narrowed)
        page = Paginator(hits.found, PER_PAGE).get_page(request.GET.get("page"))
        found = passages(page.object_list, asked.words, request.actor)
    return {"words": asked.words, "hits": hits, "page": page, "passages": found}


@login_required
def search_table(request: Request, ending: str) -> StreamingHttpResponse:
    """What a search with the same query string finds, on all its pages and beyond, as a table."""
    form = _form(request)
    if not form.is_valid() or form.asked is None:
        raise Http404
    words, at = form.asked.words, timezone.now()
    try:
        with by_index():
            hits = look(form.asked, request.actor, form.narrowed, for_table=True)
            found = passages(hits.found, words, request.actor)
    except TakesTooLong as error:
        raise Refused(f"{TAKES_TOO_LONG}.") from error
    cut_short = {kind.in_many.capitalize(): f"the newest {hits.most}" for kind in hits.cut_short}
    rows = passage_rows(found)
    table = Table("search", f"Search: {words}", rows, at, form.in_words(), cut_short)
    return table_response(table, ending)
