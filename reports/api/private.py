"""What programs read with a token of a person: what that person may read, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from ninja import NinjaAPI, Query, Status
from ninja.errors import AuthenticationError, ValidationError

from recommendations.models import (
    Assessment,
    Closure,
    Figure,
    Inspection,
    ProgressUpdate,
    Question,
    Recommendation,
)
from reports.api import private_schemas as schemas
from reports.api import private_shown as shown
from reports.api.asked import REFUSES, knowing
from reports.api.bearer import Bearer, EachToken
from reports.api.schemas import Problem
from reports.matrix import Matrix
from reports.policies import check_compare
from reports.search import TakesTooLong, by_index, has_word_to_find, understood
from reports.searches import Kind, Narrowed, look, passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.middleware import Request

PER_PART = 100
SLUG = r"^[-\w]*$"
Code = Annotated[str, Query(pattern=SLUG, description="The code of an inspection")]
Force = Annotated[str, Query(pattern=SLUG, description="The code of a force")]
After = Annotated[
    int, Query(ge=0, lt=2**63, description="Only entries with a greater id: `next` says it")
]
MAY_FAIL: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 429), Problem)

api = NinjaAPI(
    title=f"{settings.SITE_NAME}: for who has a token",
    version="1",
    description=(
        "Progress on recommendations, what inspectors say of it, figures and search: each with "
        "what the person may read whose token is sent as `Authorization: Bearer …`. Nothing can "
        f"be changed. What is here keeps its meaning; new parts may be added. {REFUSES}"
    ),
    docs_url=None,  # its pages would come from a stranger's server
    urls_namespace="private",
    auth=Bearer(),
    throttle=EachToken(),
    servers=[{"url": settings.SITE_URL}],
)


def _problem(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": sentence}, status=status)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """In a sentence, which names what was asked wrongly."""
    names = sorted({str(each["loc"][-1]) for each in error.errors})
    return _problem(request, f"This is not understood: {', '.join(names)}.", 400)


@api.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = _problem(request, "Send a token that is good: Authorization: Bearer …", 401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, refusal: PermissionDenied) -> HttpResponse:
    return _problem(request, str(refusal), 403)


@api.exception_handler(TakesTooLong)
def takes_too_long(request: HttpRequest, error: TakesTooLong) -> HttpResponse:
    return _problem(request, "This takes too long to find. Look for less common words.", 400)


@api.get(
    "progress/",
    response=MAY_FAIL | {200: schemas.Part[schemas.Update]},
    url_name="progress",
    operation_id="progress",
)
def progress(
    request: HttpRequest,
    inspection: Code = "",
    force: Force = "",
    since: Annotated[date | None, Query(description="Submitted on this day or later")] = None,
    after: After = 0,
) -> dict[str, Any]:
    """What forces said of their progress, once it was submitted."""
    rows = ProgressUpdate.objects.visible_to(_actor(request)).submitted()
    rows = rows.filter(submitted_at__gte=_start_of(since)) if since else rows
    return _part(request, _of(rows, inspection, force), after, shown.update)


@api.get(
    "assessments/",
    response=MAY_FAIL | {200: schemas.Part[schemas.Assessment]},
    url_name="assessments",
    operation_id="assessments",
)
def assessments(
    request: HttpRequest, inspection: Code = "", force: Force = "", after: After = 0
) -> dict[str, Any]:
    """What inspectors made of it, then and since: the one with the greatest id stands."""
    rows = Assessment.objects.visible_to(_actor(request)).select_related("superseded_by")
    return _part(request, _of(rows, inspection, force), after, shown.assessment)


@api.get(
    "closures/",
    response=MAY_FAIL | {200: schemas.Part[schemas.Closure]},
    url_name="closures",
    operation_id="closures",
)
def closures(
    request: HttpRequest, inspection: Code = "", force: Force = "", after: After = 0
) -> dict[str, Any]:
    """Recommendations that two inspectors closed for a force. Proposals are the inspectors' own."""
    rows = Closure.objects.visible_to(_actor(request))
    return _part(request, _of(rows, inspection, force), after, shown.closure)


@api.get(
    "questions/",
    response=MAY_FAIL | {200: schemas.Part[schemas.Question]},
    url_name="questions",
    operation_id="questions",
)
def questions(
    request: HttpRequest, inspection: Code = "", force: Force = "", after: After = 0
) -> dict[str, Any]:
    """What inspectors asked, with the replies."""
    rows = Question.objects.visible_to(_actor(request)).select_related("reply")
    return _part(request, _of(rows, inspection, force), after, shown.question)


@api.get(
    "figures/",
    response=MAY_FAIL | {200: schemas.Part[schemas.Figure]},
    url_name="figures",
    operation_id="figures",
)
def figures(
    request: HttpRequest, inspection: Code = "", force: Force = "", after: After = 0
) -> dict[str, Any]:
    """The figures that recommendations ask for: a number, nil, not held, or awaited."""
    rows = Figure.objects.visible_to(_actor(request)).select_related("measure")
    return _part(request, _of(rows, inspection, force, "measure__"), after, shown.figure)


@api.get(
    "inspections/{slug:code}/matrix/",
    response=MAY_FAIL | {200: schemas.Matrix},
    url_name="matrix",
    operation_id="matrix",
)
def matrix(request: HttpRequest, code: str) -> schemas.Matrix:
    """What every force answers to each recommendation, claims, and is told: for inspectors."""
    actor = _actor(request)
    found = get_object_or_404(Inspection.objects.visible_to(actor), slug=code)
    check_compare(actor)
    return shown.matrix(Matrix.of(found, actor))


@api.get(
    "search/",
    response=MAY_FAIL | {200: schemas.Search},
    url_name="search",
    operation_id="search",
)
def search(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=2, max_length=200, description="As people type it")],
    kind: Kind | None = None,
) -> Any:
    """Where words are in what the person may read, the best passages first."""
    asked = None if "\0" in q else understood(q)
    if asked is None:
        detail = "Look for a less common word." if has_word_to_find(q) else "Look for a word."
        return Status(400, Problem(detail=detail))
    actor = _actor(request)
    with by_index():
        hits = look(asked, actor, Narrowed(kind=kind.value if kind else ""))
        return shown.search(hits, passages(hits.found[:PER_PART], q, actor))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _actor(request: HttpRequest) -> Actor:
    return cast("Request", request).actor


def _of(rows: QuerySet[Any], inspection: str, force: str, path: str = "") -> QuerySet[Any]:
    """Rows on reports that are out, narrowed, with what they are about."""
    about = f"{path}recommendation"
    asked = Recommendation.objects.filter(inspection__released_at__isnull=False)
    if inspection:
        asked = asked.filter(inspection__slug=inspection)
    if force:
        rows = rows.filter(force__slug=force)
    rows = rows.filter(**{f"{about}__in": asked.values("pk")})
    long = (f"{about}__text", f"{about}__inspection__key_findings")
    return rows.select_related("force", f"{about}__inspection").defer(*long)


def _part(
    request: HttpRequest, rows: QuerySet[Any], after: int, show: Callable[[Any], Any]
) -> dict[str, Any]:
    """A part of a list, found as quickly far down as at its start."""
    found = list(rows.filter(pk__gt=after).order_by("pk")[: PER_PART + 1])
    part = found[:PER_PART]
    following = None
    if len(found) > PER_PART:
        asked = {**request.GET.dict(), "after": part[-1].pk}
        following = f"{settings.SITE_URL}{request.path}?{urlencode(asked)}"
    return {"next": following, "results": [show(row) for row in part]}


def private_urls() -> tuple[list[URLPattern], str, str]:
    """The addresses, of which no answer is kept anywhere."""
    entries, app_name, namespace = api.urls
    patterns = [entry for entry in entries if isinstance(entry, URLPattern)]
    for pattern in patterns:
        pattern.callback = _never_kept(knowing(api, pattern.name, pattern.callback))
    return patterns, app_name, namespace


def _never_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer
