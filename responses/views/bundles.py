"""All letters of an inspection: asked for, made, and fetched as one ZIP."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST, require_safe

from forces.middleware import Request
from recommendations.models import Inspection
from responses import policies
from responses.bundles import index_of
from responses.models import Bundle, SignedVersion
from responses.tasks import make_letters_of
from responses.views.letters import polled

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from responses.models.bundles import Progress


def _find(request: Request, slug: str, pk: int) -> Bundle:
    bundles = Bundle.objects.visible_to(request.actor).select_related("inspection", "asked_by")
    return get_object_or_404(bundles, inspection__slug=slug, pk=pk)


@login_required
def bundle(request: Request, slug: str) -> HttpResponse:
    """The letters that were asked for last, how far they are, and a button to ask for them."""
    inspection = get_object_or_404(Inspection.objects.released(), slug=slug)
    policies.check_bundle(request.actor)
    if request.method == "POST":
        asked = Bundle.ask(inspection, by=request.actor.person, at=timezone.now())
        make_letters_of(asked)
        return redirect("bundle", slug)
    newest = inspection.bundles.select_related("asked_by").order_by("-pk").first()
    context = {
        "inspection": inspection,
        "published": SignedVersion.objects.newest_of(inspection).count(),
        "bundle": newest,
        "newer": newest.newer() if newest else 0,
        "crumbs": [
            ("Home", "/"),
            ("Inspections", reverse("inspection_list")),
            (inspection.short_title, inspection.get_absolute_url()),
        ],
    }
    if newest:
        context |= _how_far(newest, newest.progress())
    return render(request, "responses/bundle.html", context)


def _how_far(found: Bundle, progress: Progress) -> dict[str, Any]:
    zip_size = None if progress.being_made else index_of(found).zip_size
    return {
        "bundle": found,
        "progress": progress,
        "failures": found.failures(),
        "zip_size": zip_size,
    }


@require_GET
@polled
def bundle_progress(request: Request, slug: str, pk: int) -> HttpResponse:
    """The part of the page that says how far they are; nothing where that was `seen` before."""
    found = _find(request, slug, pk)
    progress = found.progress()
    if request.GET.get("seen") == progress.mark:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "responses/_bundle_progress.html", _how_far(found, progress))


@require_POST
@login_required
def bundle_again(request: Request, slug: str, pk: int) -> HttpResponse:
    """Try again to make what failed."""
    found = _find(request, slug, pk)
    found.try_again(at=timezone.now())
    make_letters_of(found)
    return redirect("bundle", slug)


@login_required
@require_safe
def bundle_zip(request: Request, slug: str, pk: int) -> HttpResponseBase:
    """The letters with their index, sent as they are read; not before all that can be is made."""
    found = _find(request, slug, pk)
    if found.progress().being_made:
        return redirect("bundle", slug)
    index = index_of(found)
    etag = f'"{index.sha256}"'
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    return StreamingHttpResponse(
        index.zip_pieces(),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{found.file_name}"',
            "Content-Length": index.zip_size,
            "ETag": etag,
        },
    )
