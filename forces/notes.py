"""The signed note that a form carries: whose page it is, and where.

It stands in for a session that is gone: with it, and with nothing else, what was typed is kept.
"""

from __future__ import annotations

import secrets
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, QueryDict

    from forces.middleware import Request

FIELD = "unsent_note"
SALT = "forces.unsent"
LONGEST = timedelta(days=7)
LONGEST_ADDRESS = 1000
# A secret is never kept, whatever page it is typed on.
OF_THE_REQUEST = frozenset({"csrfmiddlewaretoken", "password", FIELD})


@dataclass(frozen=True)
class Note:
    """Who has a page before them, at which address, and where its buttons send it besides."""

    by_id: int
    address: str
    page: str
    title: str
    sent_to: tuple[str, ...]

    def fits(self, request: HttpRequest) -> bool:
        """Whether the page it is of is sent to this address."""
        return path_of(request.get_full_path()) in {path_of(self.address), *self.sent_to}

    def signed(self) -> str:
        return signing.dumps(astuple(self), salt=SALT)


def note_for(request: Request, *sent_to: str, address: str = "") -> Note:
    """The note of the page that is shown; one that comes back with errors is still the same."""
    by, came, kept = request.actor.person.pk, request.note, request.unsent
    if came:
        return Note(by, address or came.address, came.page, came.title, sent_to)
    page = kept.page if kept else secrets.token_urlsafe(9)
    return Note(by, address or address_of(request), page, request.page_title[:200], sent_to)


def note_in(request: HttpRequest) -> Note | None:
    """The note of the page that was sent, if it is ours, of that page and not too old."""
    try:
        parts = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    by_id, address, page, title, sent_to = parts
    note = Note(by_id, address, page, title, tuple(sent_to))
    return note if note.fits(request) else None


def typed_in(data: QueryDict, *, without: Collection[str] = OF_THE_REQUEST) -> dict[str, list[str]]:
    """What was typed in a form, without what belongs to the one request."""
    return {
        name.replace("\x00", ""): [text.replace("\x00", "") for text in texts]
        for name, texts in data.lists()
        if name not in without
    }


def address_of(request: HttpRequest) -> str:
    """Where a page is, and never on another host; with what it asks for unless that is endless."""
    whole = f"/{request.get_full_path().lstrip('/')}"
    return whole if len(whole) <= LONGEST_ADDRESS else path_of(whole)


def path_of(address: str) -> str:
    return address.partition("?")[0]
