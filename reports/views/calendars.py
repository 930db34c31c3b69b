from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from forces.actors import Actor
from forces.demonstration import is_shut_out
from reports.calendars import to_ical
from reports.diary import diary
from responses.models import CalendarFeed

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
@conditional_page
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's days, for their calendar program: who knows the address needs no signing in."""
    feeds = CalendarFeed.objects.filter(secret=secret, user__is_active=True)
    feed = feeds.select_related("user").first()
    if feed is None or is_shut_out(feed.user.email):
        raise Http404
    entries = diary(Actor.of(feed.user, timezone.localdate()))
    return HttpResponse(
        to_ical(entries, title=settings.SITE_NAME, site=settings.SITE_URL),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"},
    )
