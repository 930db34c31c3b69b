"""Everything that a force has to carry out, on one page across inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.prepared import one_or_404, prepared
from reports.exports import Table, table_response
from reports.force_open import (
    OpenFilter,
    Standings,
    counted,
    entries_of,
    listed_html,
    open_rows,
)
from reports.querysets import forces_visible_to
from responses.told import progress_not_sent

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.actors import Actor
    from forces.middleware import Request
    from forces.models import Force

PAGE_SIZE = 15  # of many lines each


@login_required
def my_force(request: Request) -> HttpResponse:
    """On to the page of the force a person works for; where there are several, to choose one."""
    own = request.actor.own_forces
    forces = list(forces_visible_to(request.actor).filter(pk__in=own)[:2])
    if len(forces) != 1:
        return redirect("force_list")
    return redirect("force_open", forces[0].slug)


def find(request: Request, slug: str) -> Force:
    """A force whose progress the person may read; 404 for another."""
    return one_or_404(_force_called(request.actor, slug))


@prepared
def _force_called(actor: Actor, slug: str) -> QuerySet[Force]:
    return forces_visible_to(actor).filter(slug=slug)


def filter_of(request: Request, standings: Standings) -> OpenFilter:
    return OpenFilter(request.GET, inspections=standings.titles)


@login_required
def force_open(request: Request, slug: str) -> HttpResponse:
    """What a force has open, and what of it slipped, is late, is asked for or is closed."""
    force, on = find(request, slug), request.actor.on
    standings = Standings.of(force, on)
    form = filter_of(request, standings)
    found = standings.narrowed(**form.narrows)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = entries_of([*page], standings, force, request.actor)
    is_own = force.pk in request.actor.own_forces
    context = {
        "force": force,
        "form": form,
        "shown": form.shown,
        "counts": counted(standings),
        "page": page,
        "listed": listed_html(entries, force, on),
        "is_own": is_own,
        "section": "my_force" if is_own else "",
        "not_sent": progress_not_sent(force, request.actor) if is_own else [],
        "contact": settings.CONTACT_EMAIL,
        "crumbs": [
            ("Home", reverse("home")),
            ("Forces", reverse("force_list")),
            (force.name, reverse("force", args=[slug])),
        ],
    }
    return render(request, "reports/force_open.html", context)


@login_required
def force_open_table(request: Request, slug: str, ending: str) -> StreamingHttpResponse:
    """What the page shows with the same query string, all of it, as a table."""
    force = find(request, slug)
    standings = Standings.of(force, request.actor.on)
    form = filter_of(request, standings)
    table = Table(
        f"recommendations-{slug}",
        f"Recommendations to carry out: {force}",
        open_rows(standings.narrowed(**form.narrows), standings, force, request.actor),
        timezone.now(),
        form.in_words(),
    )
    return table_response(table, ending)
