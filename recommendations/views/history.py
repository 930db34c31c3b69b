from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from forces.middleware import Request
from recommendations import deadlines
from recommendations.models import ProgressUpdate
from recommendations.models.rounds import in_succession
from recommendations.views.pairs import find_pair, progress_crumbs


@login_required
def progress_history(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    pair = find_pair(request, slug, force_slug)
    recommendation = get_object_or_404(pair.inspection.recommendations, number=number)
    updates = ProgressUpdate.objects.visible_to(request.actor).filter(
        force=pair.force, recommendation=recommendation
    )
    told = in_succession(
        updates.submitted().latest_first().reverse().select_related("submitted_by")
    )
    context = {
        "pair": pair,
        "recommendation": recommendation,
        "told": told[::-1],
        "draft": updates.drafts().select_related("written_by").first(),
        "trail": deadlines.trail(each.update.next_on for each in told),
        "crumbs": [
            *progress_crumbs(),
            (pair.inspection.short_title, reverse("progress", args=[slug, force_slug])),
        ],
    }
    return render(request, "recommendations/progress_history.html", context)
