"""Publishing a signed response, from which its copies follow."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.unsent import sent
from responses import policies
from responses.forms.publishing import PublishForm
from responses.models.copying import foreseen_copies
from responses.models.publishing import publish, version_to_publish
from responses.tasks import send_copies
from responses.views.office import crumbs, find


@login_required
def response_publish(request: Request, pk: int) -> HttpResponse:
    """Make the signed version public here, now, once it is clear what follows."""
    found = find(request, pk)
    policies.check_publish(request.actor, found)
    version = version_to_publish(found)
    form = PublishForm(sent(request), version=version, on=request.actor.on)
    if request.method == "POST" and form.is_valid():
        publish(found, request.actor, at=timezone.now(), **form.cleaned_data)
        # The queue may be away: the sweep finds the copies.
        transaction.on_commit(send_copies.delay, robust=True)
        messages.success(request, "Published. Anyone can read it in the public register")
        return redirect(found)
    context = {
        "response": found,
        "form": form,
        "crumbs": crumbs(found),
        "lateness": found.lateness(request.actor.on),
        "version": version,
        "address": settings.SITE_URL + version.get_absolute_url(),
        "copies": foreseen_copies(found.inspection),
    }
    return render(request, "responses/response_publish.html", context)
