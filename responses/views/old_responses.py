"""Entering responses that happened before this service, from what was published.

An old response is public and final as soon as it is entered, so what the register would show is
shown first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused, may
from recommendations.models import Inspection
from responses import letters, policies
from responses.choices import OLD
from responses.forms.old_responses import OldResponseForm
from responses.models import Unsaved
from responses.models.recording import foresee_record, leave_unknown, record
from responses.models.unsaved import Place, let_go
from responses.views.dates import crumbs
from responses.views.keeping import keeps_what_is_typed, note_of, typed_in

if TYPE_CHECKING:
    from responses.models import Response
    from responses.querysets import ResponseQuerySet

# What was typed goes on to the next page; which button was pressed does not.
BUTTONS = frozenset({"next", "look", "save"})


def find(request: Request, slug: str) -> Inspection:
    """The inspection, if the person may enter old responses to it."""
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_enter_old(request.actor, found)
    return found


@login_required
def old_responses(request: Request, slug: str) -> HttpResponse:
    """Every body that owes a response: what is entered of it, or where it stands."""
    inspection = find(request, slug)
    listed = inspection.responses.without_words().select_related("body__force", "old")
    context = {
        "inspection": inspection,
        "rows": [
            (row, may(policies.check_is_old, row)) for row in listed.order_by("body__force__name")
        ],
        "unsaved": (
            Unsaved.objects.visible_to(request.actor)
            .filter(place=OLD, response__inspection=inspection)
            .select_related("response__body")
            .order_by("at", "pk")
        ),
        "refusal": _refusal(inspection, request),
        "is_any_left": _not_begun(inspection, request).exists(),
        "crumbs": crumbs(inspection),
    }
    return render(request, "responses/old_responses.html", context)


@login_required
def old_not_held(request: Request, slug: str) -> HttpResponse:
    """Say of all responses that nobody has begun that they happened before this service."""
    inspection = find(request, slug)
    if request.method == "POST":
        policies.check_happened(inspection, on=request.actor.on)
        count = leave_unknown(inspection, over_by=request.actor.on)
        which = "1 response is" if count == 1 else f"{count} responses are"
        messages.success(request, f"{which} marked as from before this service")
        return redirect("old_responses", inspection.slug)
    context = {
        "inspection": inspection,
        "count": _not_begun(inspection, request).count(),
        "refusal": _refusal(inspection, request),
        "crumbs": crumbs(inspection, _above(inspection)),
    }
    return render(request, "responses/old_not_held.html", context)


@keeps_what_is_typed
def old_response(request: Request, slug: str, force_slug: str) -> HttpResponse:
    """Enter one old response: type what its paper states, see what is shown, enter it."""
    inspection = find(request, slug)
    owed = inspection.responses.select_related("inspection", "body__force")
    found = get_object_or_404(owed, body__force__slug=force_slug)
    place = Place(found.pk, OLD, "An old response", request.path, request.actor.person.pk)
    if request.method != "POST":
        policies.check_is_old(found)
    elif "let_go" in request.POST:
        let_go(place)
        return redirect(request.path)
    kept = Unsaved.objects.of(place).first()
    form = _form(request, inspection, kept, writer=note_of(place))
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            if "save" in request.POST:
                return _enter(request, found, form, place)
            return _check_page(request, found, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "inspection": inspection,
        "response": found,
        "form": form,
        "kept": kept,
        "crumbs": crumbs(inspection, _above(inspection)),
    }
    return render(request, "responses/old_response.html", context)


def _form(
    request: Request, inspection: Inspection, kept: Unsaved | None, *, writer: str
) -> OldResponseForm:
    """What was sent; else what the person set aside when their session ended; else empty."""
    typed: QueryDict | None = request.POST if request.method == "POST" else None
    if typed is None and kept is not None:
        typed = kept.form
        typed["writer"] = writer
    asked = inspection.recommendations.in_order().prefetch_related("parts__addressees")
    return OldResponseForm(
        typed,
        initial={"writer": writer},
        inspection=inspection,
        asked=list(asked),
        on=request.actor.on,
    )


def _enter(request: Request, found: Response, form: OldResponseForm, place: Place) -> HttpResponse:
    record(
        found,
        form.paper(),
        by=request.actor.person,
        at=timezone.now(),
        render=letters.to_html,
    )
    let_go(place)
    messages.success(request, f"The response of the {found.body} is in the register")
    return redirect("old_responses", found.inspection.slug)


def _check_page(request: Request, found: Response, form: OldResponseForm) -> HttpResponse:
    """What the register would show, and all that was typed, for the next button to bring back."""
    paper = form.paper()
    version = foresee_record(
        found, paper, by=request.actor.person, at=timezone.now(), render=letters.to_html
    )
    context = {
        "inspection": found.inspection,
        "response": found,
        "version": version,
        "content": version.content,
        "old": paper.old,
        "copies": form.copies(),
        "doubts": form.doubts(),
        "lateness": found.lateness(request.actor.on),
        "typed": [
            (name, text)
            for name, texts in typed_in(request.POST).items()
            if name not in BUTTONS
            for text in texts
        ],
        "writer": request.POST.get("writer", ""),
        "crumbs": crumbs(found.inspection, _above(found.inspection)),
    }
    return render(request, "responses/old_response_check.html", context)


def _above(inspection: Inspection) -> tuple[str, str]:
    return ("Old responses", reverse("old_responses", args=[inspection.slug]))


def _not_begun(inspection: Inspection, request: Request) -> ResponseQuerySet:
    """Those of which it can be said that they happened before this service."""
    return inspection.responses.not_begun().not_due_from(request.actor.on)


def _refusal(inspection: Inspection, request: Request) -> str:
    """The sentence that says why nothing can be said of the others yet, or nothing."""
    try:
        policies.check_happened(inspection, on=request.actor.on)
    except Refused as refused:
        return str(refused)
    return ""
