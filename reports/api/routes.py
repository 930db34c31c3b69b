"""The addresses that programs ask, and what each is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from recommendations.models import Inspection, Recommendation
from reports.api import schemas, shown
from reports.api.asked import REFUSES, knowing
from reports.facts import facts, publications
from reports.public_pages import public_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

PER_PAGE = 50
PageNumber = Annotated[int, Query(ge=1, description="Which part of the list, from 1")]
MAY_FAIL: dict[int, Any] = {400: schemas.Problem, 404: schemas.Problem}

api = NinjaAPI(
    title=f"{settings.SITE_NAME}: the register",
    version="1",
    description=(
        "Responses of local policing bodies to inspection reports: what is published, and what is "
        "still owed. Read without a key, from any website. What is here keeps its meaning; new "
        f"parts may be added. {REFUSES}"
    ),
    docs_url=None,  # its pages would come from a stranger's server
    urls_namespace="api",
    servers=[{"url": settings.SITE_URL}],
)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """In a sentence, as what is not found is: nothing but a page is ever asked for."""
    problem = {"detail": "The page must be a whole number, 1 or more."}
    return api.create_response(request, problem, status=400)


@api.get(
    "inspections/",
    response=MAY_FAIL | {200: schemas.Inspections},
    url_name="inspections",
    operation_id="inspections",
)
def inspections(request: HttpRequest, page: PageNumber = 1) -> dict[str, Any]:
    """The inspections in the register, the newest report first."""
    released = Inspection.objects.released().newest_first().prefetch_related("inspectorates")
    return _part(request, released, page, shown.inspection)


@api.get(
    "inspections/{slug:code}/",
    response=MAY_FAIL | {200: schemas.InspectionDetail},
    url_name="inspection",
    operation_id="inspection",
)
def inspection(request: HttpRequest, code: str) -> schemas.InspectionDetail:
    """An inspection with its recommendations, in the order of the report."""
    asked = Recommendation.objects.in_order().prefetch_related("parts__addressees")
    released = Inspection.objects.released().prefetch_related(
        "inspectorates", Prefetch("recommendations", asked)
    )
    return shown.inspection_in_full(get_object_or_404(released, slug=code))


@api.get(
    "inspections/{slug:code}/responses/",
    response=MAY_FAIL | {200: schemas.Responses},
    url_name="responses",
    operation_id="responses",
)
def responses(request: HttpRequest, code: str, page: PageNumber = 1) -> dict[str, Any]:
    """Every response that is owed to an inspection, by the names of forces."""
    found = get_object_or_404(Inspection.objects.released(), slug=code)
    today = timezone.localdate()
    return _part(request, facts(found.slug), page, lambda row: shown.response(row, today))


@api.get(
    "inspections/{slug:code}/responses/{slug:force}/",
    response=MAY_FAIL | {200: schemas.ResponseDetail},
    url_name="response",
    operation_id="response",
)
def response(request: HttpRequest, code: str, force: str) -> schemas.ResponseDetail:
    """A response: how it stands, and its words where it is published."""
    row = get_object_or_404(facts(code), body__force__slug=force)
    versions = publications().filter(response=row).newest_first()
    return shown.response_in_full(row, list(versions), timezone.localdate())


@api.get(
    "publications/",
    response=MAY_FAIL | {200: schemas.Publications},
    url_name="publications",
    operation_id="publications",
)
def published(request: HttpRequest, page: PageNumber = 1) -> dict[str, Any]:
    """All versions that were ever published, the newest first."""
    return _part(request, publications(), page, shown.publication)


def _part(
    request: HttpRequest, rows: QuerySet[Any], number: int, show: Callable[[Any], Any]
) -> dict[str, Any]:
    """A part of a list. There is none before the first or after the last, nor a "01"."""
    paginator = Paginator(rows, PER_PAGE)
    if number > paginator.num_pages or request.GET.get("page", "1") != str(number):
        raise Http404
    part = paginator.page(number)
    here = f"{settings.SITE_URL}{request.path}?page="
    return {
        "count": paginator.count,
        "next": f"{here}{number + 1}" if part.has_next() else None,
        "previous": f"{here}{number - 1}" if part.has_previous() else None,
        "results": [show(row) for row in part.object_list],
    }


def api_urls() -> tuple[list[URLPattern], str, str]:
    """The addresses of the interface, each kept and sent like the register's other pages."""
    entries, app_name, namespace = api.urls
    patterns = [entry for entry in entries if isinstance(entry, URLPattern)]
    for pattern in patterns:
        pattern.callback = _for_all(pattern.name, pattern.callback)
    return patterns, app_name, namespace


def _for_all(name: str | None, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that a page of any website may read: what it sends is public, and asks for no cookie.

    Who asks for the heads alone gets those of a GET, which is all that the interface knows of.
    """

    def get(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.method = "GET"
        return view(request, *args, **kwargs)

    kept = knowing(api, name, public_page(asks=("page",))(get))

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = kept(request, *args, **kwargs)
        sent["Access-Control-Allow-Origin"] = "*"
        return sent

    return answer
