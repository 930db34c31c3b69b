"""The public register: one response, its versions and its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.public_pages import conditional, public_page
from reports.register import (
    answers_as_corrected,
    editions,
    is_elsewhere_first,
    public_since,
    published_letters,
    published_versions,
)
from reports.views.register import crumbs_to
from responses.choices import MEDIA_TYPES, Format
from responses.models import Response
from responses.models.copying import copies_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from responses.models import Letter, SignedVersion


@public_page()
def register_response(request: HttpRequest, slug: str, force: str) -> HttpResponse:
    """The version of a response that is published now; or that it is not, and when it is due."""
    published = published_versions(slug, force).filter(pk=F("response__published_version"))
    version = published.first()
    return _published(request, version) if version else _awaited(request, slug, force)


@public_page()
def register_version(request: HttpRequest, slug: str, force: str, number: int) -> HttpResponse:
    """One published version of a response: the newest, or an earlier one."""
    return _published(request, get_object_or_404(published_versions(slug, force), number=number))


def _is_newest(version: SignedVersion) -> bool:
    return version.response.published_version_id == version.pk


def _is_unlisted(version: SignedVersion) -> bool:
    """Whether robots leave it alone: what is overtaken, and what is made up."""
    return version.response.inspection.is_demonstration or not _is_newest(version)


def _published(request: HttpRequest, version: SignedVersion) -> HttpResponse:
    response, inspection = version.response, version.response.inspection
    listed = editions(response)
    is_newest = _is_newest(version)
    context = {
        "version": version,
        "content": {**version.content, "answers": answers_as_corrected(version)},
        "response": response,
        "inspection": inspection,
        "force": response.body.force,
        "old": getattr(response, "old", None) if response.is_recorded else None,
        "lateness": response.lateness(timezone.localdate()),
        "is_newest": is_newest,
        "is_elsewhere_first": is_elsewhere_first(version.publication),
        "is_unlisted": _is_unlisted(version),
        "address": version.get_absolute_url() if is_newest else request.path,
        "edition": next(edition for edition in listed if edition.version == version),
        "editions": listed,
        "copies": copies_of(version),
        "crumbs": crumbs_to(inspection),
    }
    return render(request, "reports/register_response.html", context)


def _awaited(request: HttpRequest, slug: str, force: str) -> HttpResponse:
    today = timezone.localdate()
    response = get_object_or_404(
        Response.objects.public_facts().select_related("inspection", "body__force"),
        inspection__slug=slug,
        body__force__slug=force,
    )
    context = {
        "response": response,
        "inspection": response.inspection,
        "force": response.body.force,
        "lateness": response.lateness(today),
        "today": today,
        "is_unlisted": True,
        "crumbs": crumbs_to(response.inspection),
    }
    return render(request, "reports/register_awaited.html", context)


@require_safe
def register_letter(
    request: HttpRequest, slug: str, force: str, number: int, ending: str
) -> HttpResponse:
    """A file of a published version, as it was issued."""
    letters = (
        published_letters()
        .select_related(
            "version__publication",
            "version__response__inspection",
            "version__response__body__force",
        )
        .defer("content", "version__content", "version__html")
    )
    letter: Letter = get_object_or_404(
        letters,
        version__response__inspection__slug=slug,
        version__response__body__force__slug=force,
        version__number=number,
        format=ending,
    )
    shown = "inline" if letter.format == Format.PDF else "attachment"
    file = HttpResponse(
        content_type=MEDIA_TYPES[letter.format],
        headers={"Content-Disposition": f'{shown}; filename="{letter.file_name}"'},
    )
    if _is_unlisted(letter.version):
        file["X-Robots-Tag"] = "noindex"
    answer = conditional(request, file, etag=f'"{letter.sha256}"', since=public_since(letter))
    if answer is file:
        file.content = letter.content  # read only for whoever has it not
    return answer
