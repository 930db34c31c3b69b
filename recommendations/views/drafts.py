"""What a force drafted of its progress, and will not say."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from forces.middleware import Request
from recommendations import policies
from recommendations.models import ProgressUpdate
from recommendations.models.deleting import delete_draft, is_closed, mark_of
from recommendations.views.overseeing import Subject
from recommendations.views.pairs import pair_crumbs


@login_required
def draft_delete(request: Request, pk: int) -> HttpResponse:
    """Delete a draft with its files, after asking: also of what was closed meanwhile."""
    visible = ProgressUpdate.objects.visible_to(request.actor)
    found = get_object_or_404(
        visible.select_related("force", "recommendation__inspection", "written_by"), pk=pk
    )
    subject = Subject(found.recommendation, found.force)
    policies.check_update_progress(request.actor, subject.inspection, subject.force)
    policies.check_delete_draft(found, is_closed=is_closed(found))
    if request.method == "POST":
        delete_draft(found, seen=request.POST.get("seen", ""))
        messages.success(request, "Draft deleted")
        return redirect(subject)
    crumbs = pair_crumbs(request.actor, subject.inspection, subject.force)
    context = {
        "subject": subject,
        "draft": found,
        "files": found.evidence.without_content().order_by("pk"),
        "seen": mark_of(found),
        "crumbs": [*crumbs, (str(subject.recommendation), subject.get_absolute_url())],
    }
    return render(request, "recommendations/draft_delete.html", context)
