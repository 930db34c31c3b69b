from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.middleware import Request
from responses import policies
from responses.choices import LetterState
from responses.letters import to_article
from responses.models import Letter
from responses.tasks.letters import render_letter
from responses.views.office import crumbs, find


@login_required
def response_letter(request: Request, pk: int, number: int) -> HttpResponse:
    """A signed version: who signed it, the letter as text, and the state of its PDF."""
    found = find(request, pk)
    version = get_object_or_404(found.versions, number=number)
    context = {
        "response": found,
        "version": version,
        "letter": version.letters.without_content().first(),
        "article": to_article(version.content),
        "crumbs": crumbs(found),
    }
    return render(request, "responses/response_letter.html", context)


@login_required
def response_letter_pdf(request: Request, pk: int, number: int) -> HttpResponse:
    """The PDF of a signed version, for the body's own office."""
    letter = get_object_or_404(
        Letter.objects.select_related(
            "version__response__inspection", "version__response__body__force"
        ),
        version__response=find(request, pk),
        version__number=number,
        state=LetterState.READY,
    )
    return HttpResponse(
        letter.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{letter.file_name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
@login_required
def response_letter_retry(request: Request, pk: int, number: int) -> HttpResponse:
    """Try again to make a letter that failed."""
    found = find(request, pk)
    policies.check_office(request.actor, found)
    letter = get_object_or_404(
        Letter.objects.without_content(), version__response=found, version__number=number
    )
    letter.queue_again(at=timezone.now())
    transaction.on_commit(partial(render_letter.delay, letter_id=letter.pk))
    return redirect("response_letter", pk, number)
