from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from reports.forms import SearchForm
from reports.public_pages import public_page
from reports.search import (
    TakesTooLong,
    by_index,
    forces_searched,
    inspections_searched,
    search,
)
from reports.snippets import groups

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20


@public_page(asks=("q", "inspection", "force", "page"), is_kept=False)
def register_search(request: HttpRequest) -> HttpResponse:
    """Where words are in what is published."""
    form = SearchForm(
        request.GET if "q" in request.GET else None,
        inspections=inspections_searched(),
        forces=forces_searched(),
    )
    context: dict[str, Any] = {
        "form": form,
        "crumbs": [("Register", reverse("register"))],
        "today": timezone.localdate(),
        "is_unlisted": "q" in request.GET,
    }
    if form.is_valid():
        try:
            context |= _found(form, request.GET.get("page"))
        except TakesTooLong:
            form.add_error("q", "This takes too long to find. Look for less common or fewer words")
    return render(request, "reports/register_search.html", context)


def _found(form: SearchForm, number: str | None) -> dict[str, Any]:
    words = form.chosen("q")
    found = search(words, inspection=form.chosen("inspection"), force=form.chosen("force"))
    with by_index():
        page = Paginator(found, PER_PAGE).get_page(number)
        return {"page": page, "words": words, "groups": groups(page.object_list, words)}
