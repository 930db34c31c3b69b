"""The application, and beside it a page that says hello: what Django and the server cost alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import ResolverMatch

from config.wsgi import application as service

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from django.http import HttpRequest


def say_hello(_request: HttpRequest) -> HttpResponse:
    """As short as it is, it says how long: readers that keep their connection count on it."""
    hello = b"Hello, world\n"
    return HttpResponse(
        hello, content_type="text/plain", headers={"Content-Length": str(len(hello))}
    )


class Bare(WSGIHandler):
    """Django with one page and no middleware."""

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)

    def resolve_request(self, request: Any) -> ResolverMatch:
        request.resolver_match = ResolverMatch(say_hello, (), {})
        return request.resolver_match  # type: ignore[no-any-return]  # set in the line above


bare = Bare()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    answers = bare if environ["PATH_INFO"] == "/hello/" else service
    return answers(environ, start_response)
