"""Pages about the service itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/accessibility.html", {"contact": settings.CONTACT_EMAIL})


def cookies(request: HttpRequest) -> HttpResponse:
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(
        request,
        "reports/cookies.html",
        {
            "session": settings.SESSION_COOKIE_NAME,
            "session_hours": hours,
            "csrf": settings.CSRF_COOKIE_NAME,
        },
    )
