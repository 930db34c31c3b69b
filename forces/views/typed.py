"""What a person typed and could not send: to copy, to go back to, and to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from forces.models import Unsent
from forces.unsent import mention, mentioned

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request


@login_required
def typed(request: Request) -> HttpResponse:
    """All of it, in full, also where its page does not open any more."""
    kept = list(Unsent.objects.visible_to(request.actor).newest_first())
    # Another session may have kept or removed some.
    if mentioned(request) != [each.address for each in kept]:
        mention(request)
    context = {
        "kept": kept,
        "crumbs": [("Home", reverse("home")), ("Your account", reverse("account"))],
    }
    return render(request, "forces/typed.html", context)


@require_POST
@login_required
def typed_remove(request: Request, pk: int) -> HttpResponse:
    """Let go of what was typed on one page, and show that page, or what else there is."""
    found = get_object_or_404(Unsent.objects.visible_to(request.actor), pk=pk)
    found.delete()
    mention(request)
    messages.success(request, "What you typed there is removed")
    return redirect(found.address if "to_its_page" in request.POST else "typed")
