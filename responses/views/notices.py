"""What a person wants to be mailed, and the address of their calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.middleware import Request
from forces.policies import may
from forces.unsent import sent
from responses import policies
from responses.forms import NoticesForm
from responses.models import CalendarFeed, NoticeChoice


@login_required
def notices(request: Request) -> HttpResponse:
    """How a person is told: by mail, where their role gets any, and in their calendar."""
    person = request.actor.person
    choice = NoticeChoice.objects.filter(user=person).first() or NoticeChoice(user=person)
    form = NoticesForm(
        sent(request),
        initial={"pace": choice.pace, "only_pressing": choice.only_pressing},
    )
    if request.method == "POST":
        policies.check_gets_mail(request.actor)
        if form.is_valid():
            NoticeChoice.choose(person, **form.cleaned_data)
            messages.success(request, "Saved. It counts from the next mail")
            return redirect("notices")
    feed = CalendarFeed.objects.filter(user=person).first()
    context = {
        "form": form,
        "gets_mail": may(policies.check_gets_mail, request.actor),
        "feed": feed,
        "address": settings.SITE_URL + reverse("calendar", args=[feed.secret]) if feed else "",
        "crumbs": [("Home", reverse("home")), ("Your account", reverse("account"))],
    }
    return render(request, "responses/notices.html", context)


@require_POST
@login_required
def calendar_renew(request: Request) -> HttpResponse:
    """Make the address of the person's calendar, or another in its place."""
    CalendarFeed.renew(request.actor.person, at=timezone.now())
    messages.success(request, "Your calendar has a new address: copy it from this page")
    return redirect("notices")
