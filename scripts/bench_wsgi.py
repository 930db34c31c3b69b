"""The application, and beside it a page that does nothing: what the server itself costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.wsgi import application as service

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/hello/":
        page = b"Hello, world\n"
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "13")])
        return [page]
    return service(environ, start_response)
