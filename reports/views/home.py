from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from forces.prepared import Listed
from recommendations.rows import newest_released, released_count
from reports.home import (
    LISTED,
    being_set_up,
    comments_wanted,
    copies_to_send,
    failed_mails,
    owed_by_office,
    waiting_for_signature,
)
from reports.rounds import rounds_due, updates_asked
from reports.standing import tallies
from reports.waiting import oversight_waiting

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from forces.middleware import Request


def home(request: Request) -> HttpResponse:
    """What waits for the person, by their roles; for someone not signed in, what this is."""
    if not request.user.is_authenticated:
        return render(request, "reports/home_signed_out.html")
    actor = request.actor
    context: dict[str, Any] = {}
    if actor.signs_for:
        context["waiting"] = waiting_for_signature(actor)
    if actor.drafts_for:
        context["owed"], context["most_listed"] = owed_by_office(actor), LISTED
        context["copies"] = copies_to_send(actor)
    if actor.contact_of:
        context["comments"] = comments_wanted(actor)
    if actor.updates_for:
        context["rounds"], context["asked"] = rounds_due(actor), updates_asked(actor)
    if actor.updates_for or actor.is_inspector:
        context["oversight"] = oversight_waiting(actor)
    if actor.is_administrator:
        context["failed_mails"] = sum(failed_mails(actor))
        context["being_set_up"] = being_set_up(actor)
    if actor.is_inspector:
        released = Listed(lambda: sum(released_count()), newest_released)
        page = Paginator(released, LISTED).get_page(request.GET.get("page"))
        context |= {"page": page, "tallies": tallies(page.object_list, actor.on)}
    return render(request, "reports/home.html", context)
