"""HTML filled in by hand, where there is much of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable


def filled(markup: str, *about: object, **named: object) -> SafeString:
    """As `format_html`, in a third of its time: that one also waits for texts of any language."""
    places = {name: _safe(value) for name, value in named.items()}
    return SafeString(markup.format(*map(_safe, about), **places))


def joined(pieces: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(pieces))


def _safe(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
