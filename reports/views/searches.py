from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from forces.models import Force
from recommendations.models import Inspection
from reports.search import TakesTooLong
from reports.search_form import FullSearchForm
from reports.searches import look, passages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request

PER_PAGE = 25


@login_required
def search(request: Request) -> HttpResponse:
    """Where words are in what a person may read, here and in the register."""
    inspections = Inspection.objects.visible_to(request.actor).newest_first()
    form = FullSearchForm(
        request.GET if "q" in request.GET else None,
        inspections=inspections.only("slug", "title"),
        forces=Force.objects.order_by("name"),
    )
    context: dict[str, Any] = {"form": form, "crumbs": [("Home", reverse("home"))]}
    if form.is_valid():
        try:
            context |= _found(form, request)
        except TakesTooLong:
            form.add_error("q", "This takes too long to find. Look for less common or fewer words")
    return render(request, "reports/search.html", context)


def _found(form: FullSearchForm, request: Request) -> dict[str, Any]:
    words = form.chosen("q")
    hits = look(words, request.actor, form.narrowed)
    page = Paginator(hits.found, PER_PAGE).get_page(request.GET.get("page"))
    found = passages(page.object_list, words, request.actor)
    return {"words": words, "hits": hits, "page": page, "passages": found}
