from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from forces.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from forces.models import Unsent
    from forces.notes import Note


class Request(HttpRequest):
    """A request with the person who makes it, on the day they make it.

    `note` is that of the page they sent, if it is theirs; `unsent` what they could not send before,
    if the page shows that; `page_title` what the page that is shown is called.
    """

    actor: Actor
    note: Note | None
    unsent: Unsent | None
    page_title: str


def actor_middleware(
    get_response: Callable[[Request], HttpResponse],
) -> Callable[[Request], HttpResponse]:
    """Set `request.actor`; its one query is made when a page first asks."""

    def middleware(request: Request) -> HttpResponse:
        today = timezone.localdate()

        def known() -> Actor:
            request.actor = Actor.of(request.user, today)  # nobody asks the lazy one again
            return request.actor

        request.actor = SimpleLazyObject(known)  # type: ignore[assignment]  # stands for an Actor
        return get_response(request)

    return middleware


def private_pages_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What is sent to someone with a session is theirs: no shared cache keeps it.

    A browser may show it again after asking; `no-store` would lose what was typed on going back.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware
