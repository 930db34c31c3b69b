from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from forces.middleware import Request
from forces.policies import may
from forces.prepared import attach, prepared
from recommendations import policies
from recommendations.models import Evidence, ProgressUpdate
from recommendations.models.overseen import overseen
from recommendations.promises import in_succession, trail
from recommendations.views.overseeing import find_subject
from recommendations.views.pairs import pair_crumbs

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.views.overseeing import Subject

PAGE_SIZE = 25


@login_required
def progress_history(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """What a force says of a recommendation, and what inspectors say of that, through time."""
    actor = request.actor
    subject = find_subject(request, slug, force_slug, number)
    updates = _updates_with_evidence(subject, actor)
    told = in_succession(each for each in updates if each.submitted_at)
    said = overseen(subject.recommendation, subject.force, actor)
    oversees = may(policies.check_oversees, actor, subject.inspection)
    live = said.live
    context = {
        "subject": subject,
        "recommendation": subject.recommendation,
        "now": told[-1] if told else None,
        "page": Paginator(told[-2::-1], PAGE_SIZE).get_page(request.GET.get("page")),
        "draft": next((each for each in updates if not each.submitted_at), None),
        "trail": trail(told),
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


def _updates_with_evidence(subject: Subject, actor: Actor) -> list[ProgressUpdate]:
    """What a person may read of what the force says, from first to last. Two queries."""
    about = subject.force.pk, subject.recommendation.pk
    updates = _updates(actor, *about)
    attach("evidence", updates, ((each.update_id, each) for each in _evidence(*about)))
    return updates


@prepared
def _updates(actor: Actor, force: int, recommendation: int) -> QuerySet[ProgressUpdate]:
    found = ProgressUpdate.objects.visible_to(actor).select_related("submitted_by", "written_by")
    return found.filter(force=force, recommendation=recommendation).latest_first().reverse()


@prepared
def _evidence(force: int, recommendation: int) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(update__force=force, update__recommendation=recommendation)
    rows: QuerySet[Evidence] = found.without_content().order_by("pk")
    return rows
