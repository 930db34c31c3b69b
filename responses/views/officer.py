"""The force's side: its chief officer's comments on a report, until they are handed over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from recommendations.rows import recommendations_in_full
from responses import policies
from responses.choices import OFFICER
from responses.forms import HandOverForm, OfficerForm
from responses.models import OfficerDraftComment, Response
from responses.models.comments import comments_of
from responses.models.comments_mails import last_given_back
from responses.models.handing_over import hand_over
from responses.models.officer import (
    draft_of,
    mark_of_draft,
    save_officer_draft,
    texts_of,
)
from responses.models.saving import EditedMeanwhile
from responses.tasks import send_comments_mails
from responses.views.keeping import keeps_what_is_typed
from responses.views.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from recommendations.models import Recommendation
    from responses.models import OfficerDraft

PAGE_SIZE = 25


@login_required
def officer_list(request: Request) -> HttpResponse:
    """The inspections of the person's force, and how its chief officer's comments on each stand."""
    policies.check_comments_for_force(request.actor)
    found = Response.objects.of_contact(request.actor).select_related(
        "inspection", "body__force", "chief_officer"
    )
    page = Paginator(found.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "on": request.actor.on, "crumbs": [("Home", "/")]}
    return render(request, "responses/officer_list.html", context)


@keeps_what_is_typed
def officer_comments(request: Request, slug: str, force_slug: str) -> HttpResponse:
    """Write the comments; or, once they are handed over, read them."""
    found = _find(request, slug, force_slug)
    sheet = _sheet(request, found)
    if sheet.is_saved():
        if "hand_over" in request.POST:
            return redirect("officer_hand_over", slug, force_slug)
        messages.success(request, "Comments saved. Only contacts of your force see them")
        return redirect(request.path)
    held = comments_of(found)
    context: dict[str, Any] = {
        "held": held,
        "crumbs": _crumbs(),
        "back_to": reverse("officer_list"),
    }
    if held.is_handed_over and request.method != "POST":
        context |= {"response": found, "kept": sheet.kept, **_handed(draft_of(found))}
        return render(request, "responses/officer_handed_over.html", context)
    context |= {"on": request.actor.on, "given_back": last_given_back(found)}
    return sheet.page("responses/officer_comments.html", context)


def _sheet(request: Request, found: Response) -> Sheet[OfficerForm]:
    """What the force drafts."""
    asked = cache(lambda: recommendations_in_full(found.inspection_id))
    return Sheet(
        request,
        found,
        OFFICER,
        title="Chief officer’s comments",
        form_of=lambda typed: _form(found, asked(), typed),
        write=lambda form: save_officer_draft(
            found,
            seen=form.what_was_seen(),
            by=request.actor.person,
            at=timezone.now(),
            on_recommendations=form.on_recommendations(),
            **form.fields_of_draft(),
        ),
    )


def _form(found: Response, asked: Iterable[Recommendation], typed: QueryDict | None) -> OfficerForm:
    draft = draft_of(found)
    return OfficerForm(typed, draft=draft, texts=texts_of(draft), recommendations=asked)


@login_required
def officer_hand_over(request: Request, slug: str, force_slug: str) -> HttpResponse:
    """Hand over what is shown: after that it is locked, and the office's to publish."""
    found = _find(request, slug, force_slug)
    policies.check_comments_open(found, comments_of(found))
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over(
                found,
                seen=form.cleaned_data["seen"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except EditedMeanwhile:
            messages.info(request, "The comments were changed. Read them as they are now")
            return redirect(request.path)
        else:
            transaction.on_commit(send_comments_mails.delay, robust=True)
            messages.success(request, "Handed over to the office of your policing body")
            return redirect("officer_comments", slug, force_slug)
    draft = draft_of(found)
    form.fields["seen"].initial = mark_of_draft(draft, texts_of(draft))
    context = {"response": found, "form": form, "crumbs": _crumbs(found), **_handed(draft)}
    return render(request, "responses/officer_hand_over.html", context)


def _find(request: Request, slug: str, force_slug: str) -> Response:
    """The response on which the person's force comments; otherwise 404."""
    found = Response.objects.of_contact(request.actor).select_related("inspection", "body__force")
    return get_object_or_404(found, inspection__slug=slug, body__force__slug=force_slug)


def _crumbs(found: Response | None = None) -> list[tuple[str, str]]:
    above = [("Home", "/"), ("Chief officer’s comments", reverse("officer_list"))]
    if found is not None:
        slugs = [found.inspection.slug, found.force.slug]
        above.append((found.inspection.short_title, reverse("officer_comments", args=slugs)))
    return above


def _handed(draft: OfficerDraft) -> dict[str, object]:
    """What is handed over, for reading."""
    rows = OfficerDraftComment.objects.filter(draft=draft.pk).select_related("recommendation")
    return {"draft": draft, "single": rows.order_by("recommendation__position")}
