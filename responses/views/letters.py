from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from forces.middleware import Request
from responses import policies
from responses.choices import LetterState
from responses.letters.screen import article_of
from responses.models import Letter
from responses.tasks import render_letters
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from responses.models import CommitteePack, DraftLetter, Response, SignedVersion
    from responses.models.made_files import MadeFile

# The status by which a part of a page that asks again and again is told to stop.
STOP_POLLING = 286


@login_required
def response_letter(request: Request, pk: int, number: int) -> HttpResponse:
    """A signed version: who signed it, the letter as text, and the state of each of its files."""
    found = find(request, pk)
    version = get_object_or_404(found.versions.defer("content"), number=number)
    context = {
        **_states(found, version),
        "article": article_of(version.html),
        "crumbs": crumbs(found),
    }
    return render(request, "responses/response_letter.html", context)


def _states(response: Response, version: SignedVersion) -> dict[str, Any]:
    letters = list(version.letters.listed())
    return {
        "response": response,
        "version": version,
        "letters": letters,
        "mark": mark_of_states(letters),
        "is_being_made": any(each.is_being_made for each in letters),
        "failed": [each for each in letters if each.state == LetterState.FAILED],
    }


def mark_of_states(made: Iterable[MadeFile]) -> str:
    """A mark that is another one as soon as the state of any of these is."""
    return ".".join(f"{each.pk}-{each.state}" for each in made)


def polled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """In place of `login_required`, for a part of a page that asks again and again for itself.

    When the session has ended it is told to stop; a redirect would put the page for signing in
    where the part was.
    """

    @wraps(view)
    def wrapper(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if "HX-Request" in request.headers:
            return render(request, "responses/_states_signed_out.html", status=STOP_POLLING)
        return redirect_to_login(request.path)

    return wrapper


@require_GET
@polled
def response_letter_states(request: Request, pk: int, number: int) -> HttpResponse:
    """The part of a version's page with its files: nothing, while they stand as they were seen."""
    found = find(request, pk)
    version = get_object_or_404(found.versions.defer("content", "html"), number=number)
    context = _states(found, version)
    if context["mark"] == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "responses/_letter_states.html", context)


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
    return as_file(letter)


def as_file(made: Letter | DraftLetter | CommitteePack) -> HttpResponse:
    """A file that is ready, for those alone whom the page it is on is for."""
    return HttpResponse(
        made.content,
        content_type=made.media_type,
        headers={
            "Content-Disposition": f'inline; filename="{made.file_name}"',
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
