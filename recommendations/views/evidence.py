"""Files that a force adds to an update, and hands out to those who may read that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from forces.middleware import Request
from forces.policies import Refused
from recommendations import policies
from recommendations.forms.evidence import EvidenceForm
from recommendations.models import Evidence, ProgressUpdate
from recommendations.models.evidence import MOST_FILES, add_evidence
from recommendations.views.overseeing import Subject, find_subject
from recommendations.views.pairs import pair_crumbs

if TYPE_CHECKING:
    from datetime import datetime


@login_required
def progress_evidence(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """The files of a draft: to add to, and to take away from."""
    subject = find_subject(request, slug, force_slug, number)
    policies.check_update_progress(request.actor, subject.inspection, subject.force)
    draft = (
        ProgressUpdate.objects.visible_to(request.actor)
        .drafts()
        .filter(force=subject.force, recommendation=subject.recommendation)
        .first()
    )
    is_sent = request.method == "POST"
    form = EvidenceForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if draft and is_sent and form.is_valid():
        name = _add(request, draft, form, at=timezone.now())
        if name:
            messages.success(request, f"Added: {name}")
            return redirect(request.path)
    context = {
        "subject": subject,
        "draft": draft,
        "files": draft.evidence.without_content().order_by("pk") if draft else [],
        "most": MOST_FILES,
        "form": form,
        "crumbs": _crumbs(request, subject),
    }
    return render(request, "recommendations/progress_evidence.html", context)


def _add(request: Request, draft: ProgressUpdate, form: EvidenceForm, *, at: datetime) -> str:
    """The name of the file that was added; empty where it was refused, which the form says."""
    name, content = form.cleaned_data["file"]
    try:
        return add_evidence(draft, name, content, by=request.actor.person, at=at).name
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return ""


@require_safe
@login_required
def evidence(request: Request, pk: int) -> HttpResponse:
    """The file itself, to keep and never to show: nothing in it can run on a page of ours."""
    found = get_object_or_404(Evidence.objects.visible_to(request.actor), pk=pk)
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=found.name
            ),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@login_required
def evidence_remove(request: Request, pk: int) -> HttpResponse:
    """Take a file off a draft, after asking."""
    visible = Evidence.objects.visible_to(request.actor).without_content()
    found = get_object_or_404(
        visible.select_related("update__force", "update__recommendation__inspection"), pk=pk
    )
    subject = Subject(found.update.recommendation, found.update.force)
    policies.check_update_progress(request.actor, subject.inspection, subject.force)
    policies.check_takes_files(found.update)
    if request.method == "POST":
        found.remove()
        messages.success(request, f"Removed: {found.name}")
        place = [subject.inspection.slug, subject.force.slug, subject.recommendation.number]
        return redirect("progress_evidence", *place)
    context = {"subject": subject, "file": found, "crumbs": _crumbs(request, subject)}
    return render(request, "recommendations/evidence_remove.html", context)


def _crumbs(request: Request, subject: Subject) -> list[tuple[str, str]]:
    crumbs = pair_crumbs(request.actor, subject.inspection, subject.force)
    return [*crumbs, (str(subject.recommendation), subject.get_absolute_url())]
