"""What the log lines of a request say beside its address and how it ended, and when they do."""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import structlog
from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpResponse, StreamingHttpResponse
from django_structlog.middlewares import RequestMiddleware
from django_structlog.signals import (
    bind_extra_request_finished_metadata,
    bind_extra_request_metadata,
)
from structlog.contextvars import bind_contextvars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = structlog.get_logger(__name__)
_not_said: ContextVar[Callable[[], None] | None] = ContextVar("_not_said", default=None)


class LoggedRequests(RequestMiddleware):
    """The line at the end of a request is written when its answer is sent: nobody waits for it.

    So is that of what is streamed, which has another one only where it fails on the way.
    """

    def handle_response(self, request: HttpRequest, response: HttpResponseBase) -> None:
        answer = response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _told_of(
                cast("Iterator[bytes]", response.streaming_content)
            )
            # By then it was sent: there is nothing left of it to be told of.
            answer = HttpResponse(status=response.status_code)
        _not_said.set(partial(super().handle_response, request, cast("HttpResponse", answer)))


def _told_of(parts: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from parts
    except Exception:
        logger.exception("streaming_failed")
        raise


@receiver(request_finished)
def say_how_it_ended(**_kwargs: Any) -> None:
    if say := _not_said.get():
        _not_said.set(None)
        say()


@receiver(bind_extra_request_metadata)
def say_who_asks(request: HttpRequest, **_kwargs: Any) -> None:
    bind_contextvars(ip=_address_of_caller(request))


@receiver(bind_extra_request_finished_metadata)
def say_which_browser(request: HttpRequest, log_kwargs: dict[str, Any], **_kwargs: Any) -> None:
    log_kwargs["user_agent"] = request.META.get("HTTP_USER_AGENT")


def _address_of_caller(request: HttpRequest) -> str:
    """The caller's own, or the one our proxy added: what a caller says of itself is not believed.

    As limits on wrong passwords have it, which also leave out a port.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return said.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
