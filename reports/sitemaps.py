"""The pages of the register that are worth finding. No demonstration, and no older version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from forces.models import Force
from recommendations.models import Inspection, Recommendation
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
        return ["register", "register_outstanding", "register_forces", "register_downloads"]

    def location(self, item: str) -> str:
        return reverse(item)


class Inspections(_OurSitemap):
    def items(self) -> QuerySet[Inspection]:
        return Inspection.objects.released().filter(is_demonstration=False).newest_first()

    def location(self, item: Inspection) -> str:
        return reverse("register_inspection", args=[item.slug])


class Recommendations(_OurSitemap):
    def items(self) -> QuerySet[Recommendation]:
        shown = Recommendation.objects.filter(
            inspection__released_at__isnull=False, inspection__is_demonstration=False
        )
        return shown.select_related("inspection").order_by("inspection_id", "position")

    def location(self, item: Recommendation) -> str:
        return reverse("register_recommendation", args=[item.inspection.slug, item.number])


class Forces(_OurSitemap):
    """Those that an inspection in the register concerns."""

    def items(self) -> QuerySet[Force]:
        concerned = Force.objects.filter(
            inspections__released_at__isnull=False, inspections__is_demonstration=False
        )
        return concerned.distinct().order_by("name")

    def location(self, item: Force) -> str:
        return reverse("register_force", args=[item.slug])


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
    "recommendations": Recommendations,
    "forces": Forces,
    "responses": PublishedResponses,
}
