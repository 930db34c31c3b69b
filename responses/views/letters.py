from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.middleware import Request
from responses import policies
from responses.choices import LetterState
from responses.letters import to_article
from responses.models import Letter
from responses.tasks import render_letters
from responses.views.office import crumbs, find


@login_required
def response_letter(request: Request, pk: int, number: int) -> HttpResponse:
    """A signed version: who signed it, the letter as text, and the state of each of its files."""
    found = find(request, pk)
    version = get_object_or_404(found.versions, number=number)
    letters = list(version.letters.listed())
    states = {letter.state for letter in letters}
    context = {
        "response": found,
        "version": version,
        "letters": letters,
        "is_being_made": bool(states & {LetterState.QUEUED, LetterState.RENDERING}),
        "has_failed": LetterState.FAILED in states,
        "article": to_article(version.content),
        "crumbs": crumbs(found),
    }
    return render(request, "responses/response_letter.html", context)


@login_required
def response_letter_file(request: Request, pk: int, number: int, kind: str) -> HttpResponse:
    """The PDF or the Word file of a signed version, for the body's own office."""
    letter = get_object_or_404(
        Letter.objects.select_related(
            "version__response__inspection", "version__response__body__force"
        ),
        version__response=find(request, pk),
        version__number=number,
        format=kind,
        state=LetterState.READY,
    )
    return HttpResponse(
        letter.content,
        content_type=letter.media_type,
        headers={
            "Content-Disposition": f'inline; filename="{letter.file_name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
@login_required
def response_letter_retry(request: Request, pk: int, number: int) -> HttpResponse:
    """Try again to make what failed of a version's letter."""
    found = find(request, pk)
    policies.check_office(request.actor, found)
    version = get_object_or_404(found.versions.defer("content", "html"), number=number)
    Letter.queue_failed(version, at=timezone.now())
    render_letters(version)
    return redirect("response_letter", pk, number)
