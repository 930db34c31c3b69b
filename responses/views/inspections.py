from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.models import PolicingBody
from forces.policies import Refused
from recommendations.models import Inspection
from recommendations.policies import check_release, check_set_up
from responses.models.opening import open_responses


@login_required
def inspection_publish(request: Request, slug: str) -> HttpResponse:
    """Release an inspection: everyone may read it, and each body has a response to write."""
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    check_set_up(request.actor, found)
    if request.method == "POST":
        check_release(request.actor, found)
        opened = open_responses(found, by=request.actor.person, at=timezone.now())
        count = "1 response is" if len(opened) == 1 else f"{len(opened)} responses are"
        messages.success(request, f"Published. {count} open")
        return redirect(found)
    bodies = PolicingBody.objects.in_office(found.published_on)
    context = {
        "inspection": found,
        "crumbs": [
            ("Home", "/"),
            ("Inspections", "/inspections/"),
            (found.short_title, found.get_absolute_url()),
        ],
        "body_count": bodies.filter(force__inspections=found).count(),
        "force_count": found.forces.count(),
        "recommendation_count": found.recommendations.count(),
        "refusal": _refusal(request, found),
    }
    return render(request, "responses/inspection_publish.html", context)


def _refusal(request: Request, found: Inspection) -> str:
    """The sentence that says why it cannot be published yet, or nothing."""
    try:
        check_release(request.actor, found)
    except Refused as refused:
        return str(refused)
    return ""
