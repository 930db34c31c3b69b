"""What programs read to learn what is new: the feed, the sitemap and what robots may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from recommendations.models import Inspection
from reports.feeds import atom
from reports.public_pages import public_page
from reports.sitemaps import SITEMAPS

if TYPE_CHECKING:
    from django.http import HttpRequest


@public_page()
def register_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What was published last, of one inspection or of all."""
    inspection = get_object_or_404(Inspection.objects.released(), slug=slug) if slug else None
    return HttpResponse(atom(inspection), content_type="application/atom+xml; charset=utf-8")


@public_page()
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of the register, for search engines."""
    return sitemap_of(request, SITEMAPS).render()


@public_page()
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by robots, but they are kept from searching without end."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('register_search')}",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
