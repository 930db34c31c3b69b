"""What a person is told as soon as they have a new password: docs/decisions/0030-tokens.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib import messages
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.http import HttpRequest

    from forces.models import User

ONE = "You have 1 token for programs that still works", "Revoke it if it should not"
SEVERAL = "You have {} tokens for programs that still work", "Revoke those that should not"


@receiver([password_changed, password_set, password_reset])
def tell_of_tokens(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Say how many tokens go on working, and where they are taken back; of none, nothing."""
    count = user.api_tokens.good(timezone.localdate()).count()
    if not count:
        return
    says, link = ONE if count == 1 else SEVERAL
    banner = '{}. <a class="govuk-notification-banner__link" href="{}">{}</a>'
    messages.success(request, format_html(banner, says.format(count), reverse("tokens"), link))
