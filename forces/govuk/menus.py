"""The entries of the service navigation."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString


class Place(NamedTuple):
    """An entry of the navigation."""

    text: str
    address: str
    is_current: bool


def menu(places: Iterable[tuple[str, str]], path: str) -> SafeString:
    """The entries of the navigation: of pages by their names, with what they are called.

    Current is the one that the path of the page is at or, but for the home page, below; of two
    such, the nearer one.
    """
    entries = _addressed(tuple(places), get_script_prefix())
    above = (address for _, address in entries if _is_at_or_below(path, address))
    return _drawn(entries, max(above, key=len, default=""))


def _is_at_or_below(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))


@lru_cache(maxsize=64)
def _addressed(places: tuple[tuple[str, str], ...], _prefix: str) -> tuple[tuple[str, str], ...]:
    return tuple((text, reverse(name)) for name, text in places)


# There are as many as there are pages in the navigation of each mixture of roles.
@lru_cache(maxsize=256)
def _drawn(entries: tuple[tuple[str, str], ...], here: str) -> SafeString:
    places = [Place(text, address, address == here) for text, address in entries]
    return render_to_string("govuk/menu.html", {"places": places})
