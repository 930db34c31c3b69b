"""Where a recommendation is found whose number was corrected: mails and papers have the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from forces.notes import typed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from recommendations.models import Recommendation
    from recommendations.querysets import RecommendationQuerySet


class Renumbered(Http404):
    """Nothing has this number, and what had it is found under the number it has `now`."""

    def __init__(self, now: str) -> None:
        super().__init__()
        self.now = now


def find_numbered(recommendations: RecommendationQuerySet, number: str) -> Recommendation:
    """The one with this number, of those of one inspection. Raises as `not_found` says."""
    found = recommendations.filter(number=number).first()
    if found is None:
        raise not_found(recommendations, number)
    return found


def not_found(recommendations: RecommendationQuerySet, number: str) -> Http404:
    """What to raise where none of these, of one inspection, has a number: where it leads, or 404.

    Whoever may see none of them learns nothing. A number that another has now leads to that one.
    """
    now = recommendations.once_numbered(number).values_list("number", flat=True).first()
    return Http404() if now is None else Renumbered(now)


class RenumberedMiddleware:
    """Leads from an address with an old number to the same page of the recommendation.

    Not for good, so that no browser keeps it: a number may be put back, or given to another. What
    was sent there is shown, and is sent on if its writer says so: nothing typed may be lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        found = request.resolver_match
        if not isinstance(exception, Renumbered) or not found:
            return None
        address = reverse(found.view_name, kwargs={**found.kwargs, "number": exception.now})
        query = request.META["QUERY_STRING"]
        address = f"{address}?{query}" if query else address
        if request.method != "POST":
            return HttpResponseRedirect(address)
        return _sent_to(request, address, found.kwargs["number"], exception.now)


def _sent_to(request: HttpRequest, address: str, number: str, now: str) -> HttpResponse:
    """What was sent to an old number, to be read, copied, and sent to the page it has now."""
    sent = [(name, text) for name, texts in typed_in(request.POST).items() for text in texts]
    context = {
        "address": address,
        "number": number,
        "now": now,
        "sent": sent,
        "texts": [text for _, text in sent if len(text.split()) > 1],
        "has_files": bool(request.FILES),
    }
    return render(request, "recommendations/renumbered.html", context, status=409)
