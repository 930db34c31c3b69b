"""What was typed on a page whose session had ended is kept, and comes back on that page.

docs/decisions/0036-typed-outside-a-response.md has the reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from forces.models import Unsent, User
from forces.models.unsent import set_aside
from forces.notes import Note, address_of, note_in, typed_in
from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from django.http import HttpResponse, QueryDict
    from django.utils.safestring import SafeString

    from forces.middleware import Request

# The addresses for which the person of a session has something kept: no page asks the database.
MENTIONED = "unsent"
OF_ANOTHER = (
    "Somebody else opened this page, and has signed out since. What was typed is kept for them. "
    "Open the page again to write as yourself."
)
OF_NOBODY = "Somebody else opened this page. Open it again to write as yourself."


def sent(request: Request) -> QueryDict | None:
    """What the form of a page holds: what is sent or, before that, what could not be sent here.

    It is saved where the method is POST, and nowhere else.
    """
    if request.method == "POST":
        return request.POST
    request.unsent = _kept_at(request)
    return request.unsent.form if request.unsent else None


def _kept_at(request: Request) -> Unsent | None:
    """What the person last typed on this page and could not send."""
    address = address_of(request)
    if address not in mentioned(request):
        return None
    own = Unsent.objects.visible_to(request.actor)
    found = own.filter(address=address).newest_first().first()
    if found is None:  # sent or removed in another session
        mention(request)
    return found


def mentioned(request: Request) -> list[str]:
    """The addresses of what the session knows to be kept, each as often as there is something."""
    found: list[str] = request.session.get(MENTIONED, [])
    return found


def mention(request: Request) -> None:
    """Note in the session what is kept for its person."""
    kept = Unsent.objects.visible_to(request.actor).newest_first()
    request.session[MENTIONED] = list(kept.values_list("address", flat=True))


def forget(request: Request, note: Note) -> None:
    """Let go of what a page held, since that was sent. What another window holds stays."""
    if note.address in mentioned(request):
        own = Unsent.objects.visible_to(request.actor)
        own.filter(address=note.address, page=note.page).delete()
        mention(request)


def keep(request: Request) -> HttpResponse | None:
    """Keep what was sent without the session of its writer, and say where to go on.

    None where there is nobody to keep it for.
    """
    note = note_in(request)
    if note is None:
        return None
    writer = User.objects.filter(pk=note.by_id, is_active=True).first()
    if writer:
        _set_aside(request, note, writer)
    if not request.user.is_authenticated:
        return redirect_to_login(note.address) if writer else None
    if request.user.pk != note.by_id:
        raise Refused(OF_ANOTHER if writer else OF_NOBODY)
    mention(request)
    return redirect(note.address)


def _set_aside(request: Request, note: Note, writer: User) -> None:
    set_aside(
        writer,
        typed_in(request.POST),
        address=note.address,
        page=note.page,
        title=note.title,
        had_files=bool(request.FILES),
        at=timezone.now(),
    )


def told(kept: Sequence[tuple[str, str]]) -> SafeString:
    """That something is kept, by its addresses and titles, and where it is found."""
    says, address, link = f"What you typed on {len(kept)} pages", reverse("typed"), "Look at it"
    if len(kept) == 1:
        ((address, title),) = kept
        says, link = f"What you typed on “{title}”", "Go back to it"
    return _banner(says, address, link)


def _banner(says: str, address: str, link: str) -> SafeString:
    banner = '{} was not sent, and is kept. <a class="{}" href="{}">{}</a>'
    return format_html(banner, says, "govuk-notification-banner__link", address, link)


class UnsentMiddleware:
    """Keeps what is sent without the session of its writer, and lets go of it when it was sent."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.note, request.unsent, request.page_title = None, None, ""
        response = self.get_response(request)
        if response.status_code == 302 and settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._led_on(request)
        return response

    def process_view(self, request: Request, *_view: Any) -> HttpResponse | None:
        if request.method != "POST":
            return None
        note = note_in(request)
        if note is None or note.by_id != request.user.pk:
            return keep(request) if note else None
        request.note = note
        return None

    def process_exception(self, request: Request, exception: Exception) -> None:
        """What is typed on a page that is closed, or no longer theirs, is kept all the same."""
        if request.note and isinstance(exception, Http404 | PermissionDenied):
            _set_aside(request, request.note, request.actor.person)
            mention(request)

    def _led_on(self, request: Request) -> None:
        """A page that was sent leads on when all went well; one that moved takes nothing along."""
        if request.note:
            forget(request, request.note)
        elif request.method == "GET" and address_of(request) in mentioned(request):
            banner = _banner("What you typed there", reverse("typed"), "Look at it")
            messages.info(request, banner)
