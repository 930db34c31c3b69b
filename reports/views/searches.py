from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from reports.search import Asked, TakesTooLong, by_index
from reports.search_form import FullSearchForm
from reports.searches import forces_offered, inspections_offered, look, passages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request

PER_PAGE = 25


@login_required
def search(request: Request) -> HttpResponse:
    """Where words are in what a person may read, here and in the register."""
    form = FullSearchForm(
        request.GET if "q" in request.GET else None,
        inspections=inspections_offered(request.actor),
        forces=forces_offered(),
    )
    context: dict[str, Any] = {"form": form, "crumbs": [("Home", reverse("home"))]}
    if form.is_valid() and form.asked:
        try:
            context |= _found(form, form.asked, request)
        except TakesTooLong:
            form.add_error("q", "This takes too long to find. Look for less common or fewer words")
    return render(request, "reports/search.html", context)


def _found(form: FullSearchForm, asked: Asked, request: Request) -> dict[str, Any]:
    with by_index():
        hits = look(asked, request.actor, form.narrowed)
        page = Paginator(hits.found, PER_PAGE).get_page(request.GET.get("page"))
        found = passages(page.object_list, asked.words, request.actor)
    return {"words": asked.words, "hits": hits, "page": page, "passages": found}
