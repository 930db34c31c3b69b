"""What a person finds when they sign in: what they typed and could not send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from forces.models import Unsent
from forces.unsent import MENTIONED, told

if TYPE_CHECKING:
    from django.http import HttpRequest

    from forces.models import User


@receiver(user_logged_in)
def find_unsent(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Note in the session what is kept, and tell of it but where they are led back to its page."""
    kept = list(Unsent.objects.filter(by=user).newest_first().values_list("address", "title"))
    if not kept:
        return
    request.session[MENTIONED] = [address for address, _ in kept]
    there = request.POST.get("next") or request.GET.get("next")
    if elsewhere := [(address, title) for address, title in kept if address != there]:
        messages.info(request, told(elsewhere), fail_silently=True)
