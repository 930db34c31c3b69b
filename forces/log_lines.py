"""What the log lines of a request say beside its address and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.dispatch import receiver
from django_structlog.signals import (
    bind_extra_request_finished_metadata,
    bind_extra_request_metadata,
)
from structlog.contextvars import bind_contextvars

if TYPE_CHECKING:
    from django.http import HttpRequest


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
