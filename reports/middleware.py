from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Where nobody needs an account.
PUBLIC = ("/register/", "/api/", "/sitemap.xml", "/robots.txt")


def public_pages_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Public pages are not even given a cookie: who asks cannot change what is sent.

    It stands before all that looks for a session, which notes in `Vary` that it looked.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PUBLIC):
            return get_response(request)
        request.COOKIES.clear()
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        del response["Vary"]
        return response

    return middleware
