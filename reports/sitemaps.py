"""The pages of the register that are worth finding. No demonstration, and no older version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from recommendations.models import Inspection
from reports.facts import current_versions

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from responses.models import SignedVersion


class _OurSitemap(Sitemap):  # type: ignore[type-arg]  # at run time it takes none
    """Addresses begin with the one that people type, whichever name the request had."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PlainPages(_OurSitemap):
    def items(self) -> list[str]:
        return ["register", "register_downloads"]

    def location(self, item: str) -> str:
        return reverse(item)


class Inspections(_OurSitemap):
    def items(self) -> QuerySet[Inspection]:
        return Inspection.objects.released().filter(is_demonstration=False).newest_first()

    def location(self, item: Inspection) -> str:
        return reverse("register_inspection", args=[item.slug])


class PublishedResponses(_OurSitemap):
    def items(self) -> QuerySet[SignedVersion]:
        shown = current_versions().filter(response__inspection__is_demonstration=False)
        return shown.defer("content", "html", "response__introduction", "response__conclusion")

    def location(self, item: SignedVersion) -> str:
        return item.get_absolute_url()

    def lastmod(self, item: SignedVersion) -> datetime:
        return item.publication.at


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": PlainPages,
    "inspections": Inspections,
    "responses": PublishedResponses,
}
