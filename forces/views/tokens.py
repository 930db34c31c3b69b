"""The tokens with which a person's programs read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forces.forms import TokenForm
from forces.models import ApiToken
from forces.policies import Refused, check_make_token, may

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request

PER_PAGE = 25


@login_required
@never_cache
def tokens(request: Request) -> HttpResponse:
    """A person's tokens, and the making of one, which is shown on the page that follows alone."""
    actor, secret = request.actor, ""
    form = TokenForm(
        request.POST if request.method == "POST" else None,
        person=actor.person,
        initial={"lifetime": TokenForm.LIKELY},
    )
    if request.method == "POST":
        check_make_token(actor)
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise Refused("There were too many tries. Wait a minute, then make the token again.")
        if form.is_valid():
            secret = ApiToken.make(actor.person, **form.chosen, at=timezone.now())
            form = TokenForm(None, person=actor.person, initial={"lifetime": TokenForm.LIKELY})
    held = ApiToken.objects.visible_to(actor).newest_first()
    context = {
        "form": form,
        "secret": secret,
        "may_make": may(check_make_token, actor),
        "page": Paginator(held, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [("Home", reverse("home")), ("Your account", reverse("account"))],
    }
    return render(request, "forces/tokens.html", context)


@require_POST
@login_required
def token_revoke(request: Request, pk: int) -> HttpResponse:
    """End a token at once."""
    found = get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk)
    found.revoke(at=timezone.now())
    messages.success(request, f"“{found.name}” opens nothing any more")
    return redirect("tokens")
