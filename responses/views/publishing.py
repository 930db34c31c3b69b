"""Publishing a signed response, and the copies that follow."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from responses import policies
from responses.forms import PublishForm
from responses.models.publishing import publish
from responses.views.office import crumbs, find


@login_required
def response_publish(request: Request, pk: int) -> HttpResponse:
    """Make the signed version public, today."""
    found = find(request, pk)
    policies.check_publish(request.actor, found)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        publish(found, request.actor, at=timezone.now(), url=form.cleaned_data["url"])
        messages.success(request, "Published. Anyone can read it in the public register")
        return redirect(found)
    context = {
        "response": found,
        "form": form,
        "crumbs": crumbs(found),
        "lateness": found.lateness(request.actor.on),
        "version": found.versions.defer("content", "html").get(number=found.draft_number),
    }
    return render(request, "responses/response_publish.html", context)
