"""The draft of a letter as a file: asked for, made by a worker, and taken away by its office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from forces.middleware import Request
from forces.unsent import sent
from responses import letters, policies
from responses.choices import SETTLED, LetterState, Shape
from responses.content import content_of, contents_in, shape_of
from responses.forms import DraftForm
from responses.models.drafting import ask_for_draft
from responses.rows import drafts_of
from responses.tasks import render_draft
from responses.views.letters import as_file, mark_of_states, polled
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from responses.models import DraftLetter, Response

to_draft = partial(letters.to_html, is_draft=True)


@dataclass(frozen=True)
class Made:
    """A draft that was asked for, and whether the response reads otherwise by now."""

    draft: DraftLetter
    is_outdated: bool


@login_required
def drafts(request: Request, pk: int) -> HttpResponse:
    """Ask for a file of the draft, and see how far those that were asked for are."""
    found = find(request, pk)
    policies.check_not_recorded(found)
    if request.method == "POST":
        return _asked(request, found)
    if found.status in SETTLED:
        return redirect(found)
    return _page(
        request, found, DraftForm(sent(request), initial={"shape": shape_of(content_of(found))})
    )


def _asked(request: Request, found: Response) -> HttpResponse:
    policies.check_ask_for_draft(request.actor, found)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    draft = ask_for_draft(
        found,
        request.actor,
        shape=Shape(form.cleaned_data["shape"]),
        kind=form.kind,
        at=timezone.now(),
        render=to_draft,
    )
    transaction.on_commit(partial(render_draft.delay, draft_id=draft.pk), robust=True)
    asked = f"{draft.get_shape_display()} ({draft.get_format_display()})"
    messages.success(request, f"{asked} is being made. It is below as soon as it is ready")
    return redirect(request.path)


def _page(request: Request, found: Response, form: DraftForm) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs(found), **_states(found)}
    return render(request, "responses/drafts.html", context)


@require_GET
@polled
def draft_states(request: Request, pk: int) -> HttpResponse:
    """How far each draft is, for a page that asks again: nothing, while that is the same."""
    context = _states(find(request, pk))
    if context["mark"] == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "responses/_draft_states.html", context)


def _states(response: Response) -> dict[str, Any]:
    listed = drafts_of(response.pk)
    shapes = sorted({each.shape for each in listed if each.state == LetterState.READY})
    contents = contents_in(response, shapes) if shapes else []
    texts = {shape_of(content): to_draft(content) for content in contents}
    return {
        "response": response,
        "made": [
            Made(each, is_outdated=each.shape in texts and each.html != texts[each.shape])
            for each in listed
        ],
        "mark": mark_of_states(listed),
        "is_being_made": any(each.is_being_made for each in listed),
    }


@require_GET
@login_required
def draft_file(request: Request, pk: int, shape: str, kind: str) -> HttpResponse:
    """The file of a draft, for the body's own office."""
    rows = find(request, pk).draft_letters.select_related("response__inspection", "response__body")
    draft = get_object_or_404(rows.defer("html"), shape=shape, format=kind, state=LetterState.READY)
    return as_file(draft)
