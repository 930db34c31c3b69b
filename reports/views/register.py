"""The public register. Nobody needs an account here, and no cookie is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition

from recommendations.models import Inspection
from reports.public_pages import public_page
from reports.register import editions, entries, published_letters, published_versions
from reports.standing import Count, tallies
from responses.choices import Shape

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from responses.models import Letter, SignedVersion

PER_PAGE = 20


@public_page(asks=("page",))
def register(request: HttpRequest) -> HttpResponse:
    """Every inspection that is out, with how many responses are published."""
    today = timezone.localdate()
    released = Inspection.objects.released().newest_first()
    page = Paginator(released, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tallies": tallies(page.object_list, today), "today": today}
    return render(request, "reports/register.html", context)


@public_page()
def register_inspection(request: HttpRequest, slug: str) -> HttpResponse:
    """Every body that owes a response, and whether it is published."""
    today = timezone.localdate()
    inspection = get_object_or_404(Inspection.objects.released(), slug=slug)
    listed = entries(inspection, today)
    context = {
        "inspection": inspection,
        "redatings": inspection.redatings.newest_first(),
        "entries": listed,
        "count": Count.of((entry.response for entry in listed), today),
        "today": today,
        "is_unlisted": inspection.is_demonstration,
        "crumbs": [("Register", reverse("register"))],
    }
    return render(request, "reports/register_inspection.html", context)


@public_page()
def register_response(request: HttpRequest, slug: str, force: str) -> HttpResponse:
    """The version of a response that is published now."""
    version = get_object_or_404(
        published_versions(slug, force).filter(pk=F("response__published_version"))
    )
    return render(request, "reports/register_response.html", _shown(version))


@public_page()
def register_version(request: HttpRequest, slug: str, force: str, number: int) -> HttpResponse:
    """One published version of a response: the newest, or an earlier one."""
    version = get_object_or_404(published_versions(slug, force), number=number)
    return render(request, "reports/register_response.html", _shown(version))


def _shown(version: SignedVersion) -> dict[str, Any]:
    """What the page of a published version needs."""
    response, inspection = version.response, version.response.inspection
    listed = editions(response)
    is_newest = response.published_version_id == version.pk
    return {
        "version": version,
        "content": version.content,
        "response": response,
        "inspection": inspection,
        "old": getattr(response, "old", None) if response.is_recorded else None,
        "lateness": response.lateness(timezone.localdate()),
        "is_newest": is_newest,
        "is_unlisted": inspection.is_demonstration or not is_newest,
        "edition": next(edition for edition in listed if edition.version == version),
        "editions": listed,
        "crumbs": [
            ("Register", reverse("register")),
            (inspection.short_title, reverse("register_inspection", args=[inspection.slug])),
        ],
    }


def _letters(slug: str, force: str, number: int) -> QuerySet[Letter]:
    return published_letters().filter(
        version__response__inspection__slug=slug,
        version__response__body__force__slug=force,
        version__number=number,
        shape=Shape.REPORT,
    )


def _letter_etag(request: HttpRequest, slug: str, force: str, number: int) -> str | None:
    mark = _letters(slug, force, number).values_list("sha256", flat=True).first()
    return f'"{mark}"' if mark else None


@condition(etag_func=_letter_etag)
def register_letter(request: HttpRequest, slug: str, force: str, number: int) -> HttpResponse:
    """The PDF of a published version, as it was issued."""
    letters = (
        _letters(slug, force, number)
        .select_related("version__response__inspection", "version__response__body__force")
        .defer(None)
        .defer("version__content", "version__html")
    )
    letter = get_object_or_404(letters)
    return HttpResponse(
        letter.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{letter.file_name}"'},
    )
