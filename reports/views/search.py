from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from reports.forms import SearchForm
from reports.public_pages import public_page
from reports.search import Asked, TakesTooLong, by_index
from reports.searches import groups, look_in_register, offered_to_all

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 15


@public_page(asks=("q", "inspection", "force", "page"), is_kept=False)
def register_search(request: HttpRequest) -> HttpResponse:
    """Where words are in what is published."""
    form = SearchForm(request.GET if "q" in request.GET else None, **offered_to_all())
    context: dict[str, Any] = {
        "form": form,
        "crumbs": [("Register", reverse("register"))],
        "today": timezone.localdate(),
        "is_unlisted": "q" in request.GET,
    }
    if form.is_valid() and form.asked:
        try:
            context |= _found(form, form.asked, request.GET.get("page"))
        except TakesTooLong:
            form.add_error("q", "This takes too long to find. Look for less common or fewer words")
    return render(request, "reports/register_search.html", context)


def _found(form: SearchForm, asked: Asked, number: str | None) -> dict[str, Any]:
    with by_index():
        hits = look_in_register(asked, timezone.localdate(), **form.keys)
        page = Paginator(hits.found, PER_PAGE).get_page(number)
        found = groups(page.object_list, asked.words)
    return {"words": asked.words, "hits": hits, "page": page, "groups": found}
