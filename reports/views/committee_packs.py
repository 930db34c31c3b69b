"""Papers for a committee: asked for in one click, made by a worker, and taken away."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports.exports import Table, book_response
from reports.force_open import Papers, papers_html, sheets_of
from reports.views.force_open import find
from responses import policies
from responses.choices import Format, LetterState
from responses.models import CommitteePack
from responses.tasks import render_pack
from responses.views.letters import as_file, mark_of_states, polled

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from forces.middleware import Request
    from forces.models import Force


@login_required
def committee_pack(request: Request, slug: str) -> HttpResponse:
    """Ask for the papers, and see how far they are."""
    force = find(request, slug)
    policies.check_ask_for_pack(request.actor, force)
    if request.method == "POST":
        return _asked(request, force)
    crumbs = [
        ("Home", reverse("home")),
        (force.name, reverse("force", args=[slug])),
        ("Recommendations", reverse("force_open", args=[slug])),
    ]
    context = {**_state(request, force), "crumbs": crumbs, "section": "my_force"}
    return render(request, "reports/committee_pack.html", context)


def _asked(request: Request, force: Force) -> HttpResponse:
    pack = CommitteePack.ask(
        force,
        request.actor,
        kind=Format.PDF,
        at=timezone.now(),
        render=partial(papers_html, force, request.actor),
    )
    transaction.on_commit(partial(render_pack.delay, pack_id=pack.pk), robust=True)
    messages.success(request, "The papers are being made. They are below as soon as they are ready")
    return redirect("committee_pack", force.slug)


def _state(request: Request, force: Force) -> dict[str, Any]:
    pack = CommitteePack.objects.visible_to(request.actor).filter(force=force)
    found = pack.listed().defer("content", "html").first()
    return {
        "force": force,
        "pack": found,
        "mark": mark_of_states([found] if found else []),
    }


@require_GET
@polled
def committee_pack_state(request: Request, slug: str) -> HttpResponse:
    """The part of the page that says how far the papers are: nothing, while that is the same."""
    force = find(request, slug)
    policies.check_ask_for_pack(request.actor, force)
    context = _state(request, force)
    if context["mark"] == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "reports/_committee_pack_state.html", context)


@login_required
def committee_pack_file(request: Request, slug: str) -> HttpResponse:
    """The papers as a PDF, for who asked for them."""
    packs = CommitteePack.objects.visible_to(request.actor).select_related("force").defer("html")
    ready = {"format": Format.PDF, "state": LetterState.READY}
    return as_file(get_object_or_404(packs, force__slug=slug, **ready))


@login_required
def committee_pack_book(request: Request, slug: str) -> StreamingHttpResponse:
    """The same papers, as things stand now, as a spreadsheet with a sheet for each part."""
    force = find(request, slug)
    policies.check_ask_for_pack(request.actor, force)
    about = Table(f"committee-pack-{slug}", f"Papers for a committee: {force}", (), timezone.now())
    return book_response(
        sheets_of(Papers.of(force, request.actor)),
        about.file_name("xlsx"),
        about=about.about,
        at=about.at,
    )
