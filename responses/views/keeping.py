"""What was typed in a session that ended is kept for whoever typed it.

A page on which someone writes carries a signed note of who that is and what they write. It stands
in for the session that is gone: with it, and with nothing else, a text is set aside for them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property, wraps
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

import forces.notes
from forces.actors import Actor
from forces.middleware import Request
from forces.models import User
from forces.policies import Refused
from responses.choices import NotSaved
from responses.models import Response
from responses.models.unsaved import Place, set_aside
from responses.rows import unsaved_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from responses.models import Unsaved

SALT = "responses.writer"
LONGEST = timedelta(days=7)
OF_THE_REQUEST = {"csrfmiddlewaretoken", "writer", "tick", "autosave"}


def note_of(place: Place) -> str:
    """The signed note that a page carries."""
    return signing.dumps(
        [place.response_id, place.name, place.title, place.address, place.by_id], salt=SALT
    )


def place_in(data: QueryDict) -> Place | None:
    """The place of which a page was sent, if its note is ours and not too old."""
    try:
        return Place(*signing.loads(data.get("writer", ""), salt=SALT, max_age=LONGEST))
    except signing.BadSignature:
        return None


def shown_at(data: QueryDict) -> datetime | None:
    """When a page was shown, by its note; None where the note is none of ours."""
    if place_in(data) is None:
        return None
    seconds = signing.b62_decode(data.get("writer", "").rsplit(":", 2)[1])
    return datetime.fromtimestamp(seconds, tz=UTC)


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """What was typed in a place, without what belongs to the one request."""
    return forces.notes.typed_in(data, without=OF_THE_REQUEST)


class PlacePage:
    """A page on which one person writes in one place of a response, with what they set aside."""

    def __init__(self, request: Request, response: Response, place: str, *, title: str) -> None:
        self.request = request
        self.response = response
        self.place = Place(response.pk, place, title, request.path, request.actor.person.pk)

    @property
    def is_let_go(self) -> bool:
        """Whether the person wants none of what they set aside any more."""
        return "let_go" in self.request.POST

    @cached_property
    def kept(self) -> Unsaved | None:
        """What this person set aside here before."""
        place = self.place
        return next(iter(unsaved_at(place.response_id, place.name, place.by_id)), None)


def keep_typed(request: Request) -> bool:
    """Set aside what was sent without the session of its writer; whether anything was.

    The writer must still be one who may see the response.
    """
    place = place_in(request.POST)
    writer = User.objects.filter(pk=place.by_id, is_active=True).first() if place else None
    if place is None or writer is None:
        return False
    at = timezone.now()
    actor = Actor.of(writer, timezone.localdate(at))
    mine = Response.objects.written_by(actor).filter(pk=place.response_id)
    if not mine.exists():
        return False
    set_aside(place, typed_in(request.POST), why=NotSaved.SIGNED_OUT, at=at)
    return True


def keeps_what_is_typed(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """In place of `login_required`, for pages on which someone writes."""

    @wraps(view)
    def wrapper(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        place = place_in(request.POST) if request.method == "POST" else None
        if request.user.is_authenticated:
            if place and place.by_id != request.user.pk:
                keep_typed(request)
                raise Refused(
                    "Somebody else opened this page, and has signed out since. What was typed is "
                    "kept for them. Open the page again to write as yourself."
                )
            return view(request, *args, **kwargs)
        is_kept = bool(place) and keep_typed(request)
        if "autosave" in request.POST:
            return signed_out(request, is_kept=is_kept)
        return redirect_to_login(request.path)

    return wrapper


def signed_out(request: Request, *, is_kept: bool) -> HttpResponse:
    """What a page that saves itself shows when the session of its writer has ended."""
    context = {"is_kept": is_kept, "address": request.path}
    return render(request, "responses/_signed_out.html", context)
