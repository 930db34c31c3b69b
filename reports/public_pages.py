"""Pages that are the same for everybody: made once, kept, and sent again until they change.

A public page is kept under its address. It is made again when the day, the program or the stamp of
all public facts is another one; so what is published is seen at once. `ETag` and `Last-Modified`
follow what is sent, and nothing else: they tell nothing of what goes on inside.
"""

from __future__ import annotations

import re
import zlib
from datetime import datetime, timedelta
from functools import cache, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import django
import structlog
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache as store
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from reports.stamps import stamp_of_public_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    View = Callable[..., HttpResponse]

log = structlog.get_logger(__name__)

# Stored by whoever likes, and asked for again each time: most answers are then a 304.
CACHE_CONTROL = "public, no-cache"
KEPT_SECONDS = 7 * 24 * 60 * 60
COUNTED = re.compile(r"[1-9][0-9]{0,3}")  # "7", but not "007": that is one page, kept once
PROGRAM = ("config", "forces", "recommendations", "responses", "reports", "templates")


class Kept(NamedTuple):
    """A page as it was made, from what, and since when it is what it is: None, if nobody knows."""

    made_from: str
    body: bytes
    headers: dict[str, str]
    etag: str
    since: datetime | None


def public_page(*, asks: tuple[str, ...] = (), is_kept: bool = True) -> Callable[[View], View]:
    """A view of the register that answers the same to everyone, and cheaply.

    `asks` names the parameters that the view reads from an address; it is not given any other, so
    no stranger's words get into what the next person is sent. What is asked for with anything but
    a number is not kept, or anyone could fill the store; nor is what is not found, so a view finds
    no page beyond its last. `is_kept=False` is for views that are asked with free text.
    """

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _forget_all_but(request, asks)
            if not is_kept or not _is_counted(request.GET):
                return _sent_as_made(request, view(request, *args, **kwargs))
            return _answer(request, lambda: view(request, *args, **kwargs), at=timezone.now())

        return answer

    return decorate


def _is_counted(asked: QueryDict) -> bool:
    return all(COUNTED.fullmatch(str(value)) for value in asked.values())


def _forget_all_but(request: HttpRequest, asks: tuple[str, ...]) -> None:
    """Leave of the address's parameters those that a view reads, each once and in one order."""
    query = urlencode([(name, request.GET[name]) for name in asks if name in request.GET])
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)


def _answer(
    request: HttpRequest, make: Callable[[], HttpResponse], *, at: datetime
) -> HttpResponse:
    # Read before the page is made: what changes meanwhile makes it anew for whoever asks next.
    made_from = f"{timezone.localdate(at)} {_program()} {stamp_of_public_facts()}"
    address = _address(request)
    kept = _find(address)
    if kept is None or kept.made_from != made_from:
        made = make()
        if made.status_code != HTTPStatus.OK or made.streaming:
            return made
        kept = _keep(address, made, made_from, before=kept, at=at)
    response = HttpResponse(zlib.decompress(kept.body), headers=kept.headers)
    return conditional(request, response, etag=kept.etag, since=kept.since)


def _sent_as_made(request: HttpRequest, made: HttpResponse) -> HttpResponse:
    if made.status_code != HTTPStatus.OK or made.streaming:
        return made
    return conditional(request, made, etag=_etag(made.content))


def numbered(request: HttpRequest, rows: QuerySet[Any], size: int) -> Page[Any]:
    """The page of a list that is asked for. One that is not there is not found, and not kept."""
    pages = Paginator(rows, size)
    number = request.GET.get("page", "1")
    if number not in map(str, pages.page_range):
        raise Http404
    return pages.page(number)


def conditional(
    request: HttpRequest, response: HttpResponse, *, etag: str, since: datetime | None = None
) -> HttpResponse:
    """What anyone may store but asks for again: the response, or 304 to whoever has it."""
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    last_modified = int(since.timestamp()) if since else None
    if last_modified:
        response["Last-Modified"] = http_date(last_modified)
    return get_conditional_response(request, etag, last_modified, response) or response


def _etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:32]}"'


def _address(request: HttpRequest) -> str:
    """Under what a page is kept: several installations may share one Redis."""
    place = connection.settings_dict
    parts = (place["HOST"], place["PORT"], place["NAME"], request.path, request.GET.urlencode())
    return f"public:{sha256(repr(parts).encode()).hexdigest()}"


def _find(address: str) -> Kept | None:
    try:
        found = store.get(address)
        return Kept(*found) if found else None
    except (RedisError, TypeError) as error:  # away, or kept by an older program
        log.warning("public_page_not_read", error=type(error).__name__)
        return None


def _keep(
    address: str, made: HttpResponse, made_from: str, *, before: Kept | None, at: datetime
) -> Kept:
    """Keep a page. It is what it was before, if its body is: then only what it is made from is new.

    A body that changed is at least a second younger than the one before, which is as finely as
    `Last-Modified` tells.
    """
    etag = _etag(made.content)
    since = at
    if before and before.since:
        same = before.etag == etag
        since = before.since if same else max(at, before.since + timedelta(seconds=1))
    body = zlib.compress(made.content)
    kept = Kept(made_from, body, dict(made.items()), etag, since)
    try:
        store.set(address, tuple(kept), KEPT_SECONDS)
    except RedisError as error:
        log.warning("public_page_not_kept", error=type(error).__name__)
        return kept._replace(since=None)
    return kept


def _program() -> str:
    """What a page looks like besides its facts: the program, its style sheets and its settings."""
    files = _files.__wrapped__() if settings.DEBUG else _files()
    styles = getattr(staticfiles_storage, "manifest_hash", "")
    shown = (settings.SITE_URL, settings.SITE_NAME, settings.DEMO)
    return f"{files} {styles} {shown}"


@cache
def _files() -> str:
    """A hash of the files that pages are made by, so that no new program sends an old page."""
    digest = sha256(django.__version__.encode())
    for folder in PROGRAM:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
