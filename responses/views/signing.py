"""The signatory's side of a response, and what follows a signature."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from responses import letters, policies
from responses.choices import Position, Status
from responses.content import AnswerContent, content_of, digest
from responses.forms import ReasonForm, SignForm
from responses.gaps import gaps
from responses.models.signing import send_back, sign
from responses.tasks import render_letters, send_at_once
from responses.views.office import crumbs, find


@login_required
def response_read(request: Request, pk: int) -> HttpResponse:
    """One page with what is about to be signed: read it, then sign or return."""
    found = find(request, pk)
    policies.check_decide(request.actor, found)
    content = content_of(found)
    last = found.changes.filter(new=Status.WITH_COMMISSIONER).latest("pk")
    context = {
        "response": found,
        "crumbs": crumbs(),
        "content": content,
        "sent": last,
        "lateness": found.lateness(request.actor.on),
        "warnings": gaps(content, on=request.actor.on),
        "no_action": _at(content["answers"], Position.NO_ACTION),
        "considered": _at(content["answers"], Position.CONSIDERED),
        "letter": letters.to_article(content, is_draft=True),
        "seen": digest(content),
        "may_sign": may(policies.check_sign, request.actor, found),
    }
    return render(request, "responses/response_read.html", context)


def _at(answers: list[AnswerContent], position: Position) -> list[AnswerContent]:
    return [answer for answer in answers if answer["position"] == position]


@login_required
def response_sign(request: Request, pk: int) -> HttpResponse:
    """Sign, behind the declaration and the password, what the reading page showed."""
    found = find(request, pk)
    policies.check_sign(request.actor, found)
    seen = request.GET.get("seen", "")
    if request.method != "POST" and seen != digest(content_of(found)):
        messages.info(request, "Read the response as it is now, then go on to sign")
        return redirect("response_read", found.pk)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": seen},
        response=found,
        signer=request.actor.person,
        office=request.actor.offices_for(found.body.force_id)[0],
    )
    if request.method == "POST":
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise Refused("There were too many tries. Wait a minute, then sign again.")
        if form.is_valid():
            version = sign(
                found,
                request.actor,
                office=request.actor.offices_for(found.body.force_id)[0],
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
    }
    return render(request, "responses/response_sign.html", context)


@login_required
def response_return(request: Request, pk: int) -> HttpResponse:
    """Back to the drafters, with a reason."""
    found = find(request, pk)
    policies.check_decide(request.actor, found)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        submit_label="Return the response",
        hint="The office’s staff will see this",
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        send_back(found, request.actor, at=timezone.now(), reason=reason)
        transaction.on_commit(send_at_once.delay, robust=True)
        messages.success(request, "Returned to the office with your reason")
        return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found)}
    return render(request, "responses/response_return.html", context)


@login_required
def response_reopen(request: Request, pk: int) -> HttpResponse:
    """Begin the next version of a signed or published response, with a reason."""
    found = find(request, pk)
    policies.check_reopen(request.actor, found)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        submit_label="Reopen the response",
        hint="It is kept in the history of the response",
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        found.reopen(by=request.actor.person, at=timezone.now(), reason=reason)
        messages.success(request, f"Reopened. You are now writing version {found.draft_number}")
        return redirect(found)
    context = {"response": found, "form": form, "crumbs": crumbs(found)}
    return render(request, "responses/response_reopen.html", context)
