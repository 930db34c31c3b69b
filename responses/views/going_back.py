"""A response goes back to be written: returned by whoever signs, or reopened by its office."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from forces.middleware import Request
from responses import policies
from responses.choices import REOPEN, RETURN
from responses.forms import ReasonForm, ReturnForm
from responses.models.returning import sections_of
from responses.models.signing import reopen, send_back
from responses.tasks import send_at_once
from responses.views.keeping import keeps_what_is_typed
from responses.views.office import find
from responses.views.reasons import ReasonPage


@keeps_what_is_typed
def response_return(request: Request, pk: int) -> HttpResponse:
    """Back to the drafters, with a reason for the whole, or section by section."""
    found = find(request, pk)
    policies.check_signs(request.actor, found)
    if request.method != "POST":  # what is typed already meets the same rule, and is set aside
        policies.check_decide(request.actor, found)
    sections = sections_of(found)
    page = ReasonPage(
        request,
        found,
        RETURN,
        title="Return the response",
        form_of=lambda typed: ReturnForm(
            typed,
            sections=sections,
            submit_label="Return the response",
            hint="The office’s staff will see this",
        ),
        act=lambda form: send_back(
            found,
            request.actor,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
            notes=form.notes(),
        ),
    )
    if page.is_done():
        transaction.on_commit(send_at_once.delay, robust=True)
        messages.success(request, "Returned to the office with your reason")
        return redirect(found)
    return page.page("responses/response_return.html")


@keeps_what_is_typed
def response_reopen(request: Request, pk: int) -> HttpResponse:
    """Begin the next version of a signed or published response, with a reason."""
    found = find(request, pk)
    # What is typed already meets the same rule, and is set aside.
    if request.method != "POST" or found.is_recorded:
        policies.check_reopen(request.actor, found)
    page = ReasonPage(
        request,
        found,
        REOPEN,
        title="Reopen the response",
        form_of=partial(
            ReasonForm,
            submit_label="Reopen the response",
            hint="It is kept in the history of the response",
        ),
        act=lambda form: reopen(
            found, request.actor, at=timezone.now(), reason=form.cleaned_data["reason"]
        ),
    )
    if page.is_done():
        messages.success(request, f"Reopened. You are now writing version {found.draft_number}")
        return redirect(found)
    return page.page("responses/response_reopen.html")
