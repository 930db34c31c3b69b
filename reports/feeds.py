"""Publications as an Atom feed, the newest first. No entry changes, and nothing else is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from forces.govuk.dates import uk_date
from forces.xml import NOT_IN_XML
from reports.facts import publications

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from recommendations.models import Inspection

NEWEST = 50
# What a feed says of when it changed before anything is in it.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Publications(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The moment of the newest publication: never the time of asking."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


def atom(inspection: Inspection | None) -> str:
    """The newest publications of an inspection, or of all."""
    place = [inspection.slug] if inspection else []
    about = f" to the {_writable(inspection.short_title)}" if inspection else ""
    page = reverse("register_inspection" if inspection else "register", args=place)
    feed = Publications(
        title=f"{settings.SITE_NAME}: responses{about}",
        link=settings.SITE_URL + page,
        description="",
        subtitle="Responses of local policing bodies to inspection reports, as they are published",
        language="en-GB",
        feed_url=settings.SITE_URL + reverse("register_feed", args=place),
    )
    for version in _newest(inspection):
        feed.add_item(**_entry(version))
    return str(feed.writeString("utf-8"))


def _newest(inspection: Inspection | None) -> QuerySet[Any]:
    """With the names of body and inspection as they were signed, looked up in these alone."""
    found = publications().prefetch_related(None)
    if inspection:
        found = found.filter(response__inspection=inspection)
    newest = list(found.values_list("pk", flat=True)[:NEWEST])
    return found.filter(pk__in=newest).annotate(
        body=KT("content__body"), about=KT("content__inspection__short_title")
    )


def _entry(version: Any) -> dict[str, Any]:
    response, publication = version.response, version.publication
    mark = "Demonstration: " if response.inspection.is_demonstration else ""
    place = [response.inspection.slug, response.force.slug, version.number]
    address = settings.SITE_URL + reverse("register_version", args=place)
    when = f"on {uk_date(publication.published_on)}" if publication.published_on else ""
    return {
        "title": f"{mark}{_writable(version.body)}: {_writable(version.about)}",
        "link": address,
        "unique_id": address,
        "description": f"Version {version.number}, published {when or 'on a day not known'}.",
        "author_name": _writable(version.body),
        "updateddate": publication.at,
    }


def _writable(name: str) -> str:
    """A name without what Django would rather write no feed with than leave out."""
    return NOT_IN_XML.sub("", name)
