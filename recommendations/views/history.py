from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render

from forces.middleware import Request
from forces.policies import may
from recommendations import deadlines, policies
from recommendations.models import Evidence, ProgressUpdate
from recommendations.models.overseen import overseen
from recommendations.models.rounds import in_succession
from recommendations.views.overseeing import find_subject
from recommendations.views.pairs import pair_crumbs

PAGE_SIZE = 25


@login_required
def progress_history(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """What a force says of a recommendation, and what inspectors say of that, through time."""
    actor = request.actor
    subject = find_subject(request, slug, force_slug, number)
    updates = (
        ProgressUpdate.objects.visible_to(actor)
        .filter(force=subject.force, recommendation=subject.recommendation)
        .prefetch_related(Prefetch("evidence", Evidence.objects.without_content().order_by("pk")))
    )
    told = in_succession(
        updates.submitted().latest_first().reverse().select_related("submitted_by")
    )
    said = overseen(subject.recommendation, subject.force, actor)
    oversees = may(policies.check_oversees, actor, subject.inspection)
    live = said.live
    context = {
        "subject": subject,
        "recommendation": subject.recommendation,
        "now": told[-1] if told else None,
        "page": Paginator(told[-2::-1], PAGE_SIZE).get_page(request.GET.get("page")),
        "draft": updates.drafts().select_related("written_by").first(),
        "trail": deadlines.trail(each.update.next_on for each in told),
        "said": said,
        "oversees": oversees,
        "may_assess": oversees and may(policies.check_is_open, live),
        "may_propose": oversees and may(policies.check_propose, subject.recommendation, live),
        "may_decide": oversees and live and may(policies.check_decide, actor, live),
        "may_withdraw": oversees and live and may(policies.check_withdraw, actor, live),
        "may_reopen": oversees and live and may(policies.check_reopen, live),
        "may_update": may(policies.check_update_progress, actor, subject.inspection, subject.force),
        "may_reply": may(policies.check_replies, actor, subject.force.pk),
        "crumbs": pair_crumbs(actor, subject.inspection, subject.force),
    }
    return render(request, "recommendations/progress_history.html", context)
