"""The office's side of a response: from nothing to sent."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import may
from forces.prepared import one_or_404
from responses import policies
from responses.choices import SETTLED, Status
from responses.content import content_of
from responses.forms import RecommendationSearch
from responses.gaps import gaps, missing
from responses.letters import to_article
from responses.models import Response
from responses.models.copying import copies_of
from responses.models.returning import returned
from responses.models.signing import send
from responses.rows import (
    changes_of,
    due_changes_of,
    response_of_office,
    unsaved_in,
    unsaved_of_colleagues,
    versions_of,
)
from responses.tasks import send_at_once
from responses.told import failed
from responses.views.task_list import TaskList, counts


def find(request: Request, pk: int) -> Response:
    """The response, if it is of the person's own body; otherwise 404."""
    return one_or_404(response_of_office(request.actor, pk))


def crumbs(response: Response | None = None) -> list[tuple[str, str]]:
    above = [("Home", "/")]
    if response is not None:
        above.append((response.inspection.short_title, response.get_absolute_url()))
    return above


@login_required
def response(request: Request, pk: int) -> HttpResponse:
    """The home of a response: its tasks, where it stands, and what has happened."""
    found = find(request, pk)
    actor = request.actor
    content = content_of(found)
    changes = changes_of(pk)
    back = returned(found, changes[0]) if changes and changes[0].is_return else None
    copies = copies_of(found.published_version) if found.published_version else []
    search = RecommendationSearch(request.GET)
    context = {
        "response": found,
        "crumbs": crumbs(),
        "lateness": found.lateness(actor.on),
        "sign_by": found.sign_by,
        "counts": counts(content),
        "changes": changes,
        "due_changes": due_changes_of(pk),
        "returned": back,
        "failed": failed(found, actor),
        "versions": versions_of(pk) if found.was_signed else [],
        "copies": copies,
        "copies_left": not found.is_recorded and any(not copy.sent_on for copy in copies),
        "may_read_draft": found.status == Status.WITH_COMMISSIONER
        and may(policies.check_writes, actor, found),
        "may_decide": may(policies.check_decide, actor, found),
        "may_publish": may(policies.check_publish, actor, found),
        "may_reopen": may(policies.check_reopen, actor, found),
        "unsaved": unsaved_in(actor, pk),
        "search": search,
    }
    if may(policies.check_draft, actor, found):
        context["tasks"] = TaskList(
            found,
            content,
            gaps(content, on=actor.on),
            on=actor.on,
            was_sent=any(change.new == Status.WITH_COMMISSIONER for change in changes),
            noted=back.addresses if back else (),
            typed=search.chosen("q"),
        )
    return render(request, "responses/response.html", context)


@login_required
def check(request: Request, pk: int) -> HttpResponse:
    """The letter as it would appear and, while it may be sent, what is missing."""
    found = find(request, pk)
    policies.check_writes(request.actor, found)
    if found.status in SETTLED:
        return redirect(found)
    if found.status != Status.WITH_COMMISSIONER:
        policies.check_writable(found)
    content = content_of(found)
    looked_at = gaps(content, on=request.actor.on)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "may_send": may(policies.check_send, request.actor, found),
        "blocking": [gap for gap in looked_at if gap.blocks],
        "lacking": missing(content),
        "warnings": [gap for gap in looked_at if not gap.blocks],
        "unsaved": unsaved_in(request.actor, pk),
        "colleagues": unsaved_of_colleagues(request.actor, pk),
        "letter": to_article(content, is_draft=True),
        "lateness": found.lateness(request.actor.on),
    }
    return render(request, "responses/check.html", context)


@login_required
def response_send(request: Request, pk: int) -> HttpResponse:
    """Send it; who comes back here from signing in again, which loses the POST, is told so."""
    found = find(request, pk)
    if request.method != "POST":
        messages.info(request, "It is not sent yet. Send it from this page")
        return redirect("check", found.pk)
    send(found, request.actor, at=timezone.now())
    transaction.on_commit(send_at_once.delay, robust=True)
    messages.success(request, "Sent to whoever signs for your body")
    return redirect(found)
