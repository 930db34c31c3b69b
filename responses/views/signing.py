"""Signing a response, behind the declaration and fresh proof of who signs."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from responses import letters, policies
from responses.content import content_of, digest
from responses.forms import SignForm
from responses.models import SignatureImage
from responses.models.signing import sign
from responses.tasks import render_letters
from responses.views.office import crumbs, find


@login_required
def response_sign(request: Request, pk: int) -> HttpResponse:
    """Sign, behind the declaration and the password, what the reading page showed."""
    found = find(request, pk)
    policies.check_sign(request.actor, found)
    offices = request.actor.offices_for(found.body.force_id)
    seen = request.GET.get("seen", "")
    if request.method != "POST" and seen != digest(content_of(found)):
        messages.info(request, "Read the response as it is now, then go on to sign")
        return redirect("response_read", found.pk)
    image = SignatureImage.of(found.body, request.actor.person)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": seen},
        response=found,
        signer=request.actor.person,
        offices=offices,
        on=request.actor.on,
        image=image.sha256 if image else "",
    )
    if request.method == "POST":
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise Refused("There were too many tries. Wait a minute, then sign again.")
        if form.is_valid():
            policies.check_printed(form.was_to_print, form.would_print)
            version = sign(
                found,
                request.actor,
                office=form.office,
                at=timezone.now(),
                seen=form.cleaned_data["seen"],
                render=letters.to_html,
            )
            render_letters(version)
            messages.success(request, "Signed and locked. The letter is being made")
            return redirect(found)
    context = {
        "response": found,
        "form": form,
        "crumbs": crumbs(found),
        "lateness": found.lateness(request.actor.on),
        "offices": offices,
        "image": image,
    }
    return render(request, "responses/response_sign.html", context)
