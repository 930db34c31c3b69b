from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from forces.actors import Actor


class Request(HttpRequest):
    """A request with the person who makes it, on the day they make it."""

    actor: Actor


def actor_middleware(
    get_response: Callable[[Request], HttpResponse],
) -> Callable[[Request], HttpResponse]:
    """Set `request.actor`; its one query is made when a page first asks."""

    def middleware(request: Request) -> HttpResponse:
        today = timezone.localdate()
        request.actor = SimpleLazyObject(lambda: Actor.of(request.user, today))  # type: ignore[assignment]  # stands for an Actor
        return get_response(request)

    return middleware
