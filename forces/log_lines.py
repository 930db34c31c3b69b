"""What the one log line of a request says beside its address and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django_structlog.signals import bind_extra_request_finished_metadata

if TYPE_CHECKING:
    from django.http import HttpRequest


@receiver(bind_extra_request_finished_metadata)
def say_which_browser(request: HttpRequest, log_kwargs: dict[str, Any], **_kwargs: Any) -> None:
    log_kwargs["user_agent"] = request.META.get("HTTP_USER_AGENT")
