"""Texts with what changed in them marked: by a line through or under it, a colour, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from responses.differences import Kind
from responses.differences import differences as pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responses.differences import Piece

register = template.Library()

# A marked stretch, with words that only a screen reader says: not all say what del and ins are.
MARKED = {
    Kind.REMOVED: (
        '<del><span class="govuk-visually-hidden">removed: </span>{}'
        '<span class="govuk-visually-hidden">, end of removed, </span></del>'
    ),
    Kind.ADDED: (
        '<ins><span class="govuk-visually-hidden">added: </span>{}'
        '<span class="govuk-visually-hidden">, end of added, </span></ins>'
    ),
}
# A removed or added end of a line could not be seen otherwise.
LINE_END = SafeString(
    '<span aria-hidden="true">¶</span><span class="govuk-visually-hidden">end of line</span>\n'
)


@register.simple_tag
def differences(old: str, new: str) -> SafeString:
    """Both texts in one: what was removed and what was added stand beside each other."""
    return _html(pieces_of(old, new))


@register.filter
def removed_in(old: str, new: str) -> SafeString:
    """The old text, with what is no longer in the new one marked."""
    return _html(piece for piece in pieces_of(old, new) if piece.kind != Kind.ADDED)


@register.filter
def added_in(new: str, old: str) -> SafeString:
    """The new text, with what was not in the old one marked."""
    return _html(piece for piece in pieces_of(old, new) if piece.kind != Kind.REMOVED)


def _html(pieces: Iterable[Piece]) -> SafeString:
    inside = format_html_join("", "{}", ((_marked(piece),) for piece in pieces))
    return format_html('<div class="app-differences">{}</div>', inside)


def _marked(piece: Piece) -> str:
    if piece.kind == Kind.SAME:
        return piece.text
    if not piece.text.isspace():
        return format_html(MARKED[piece.kind], piece.text)
    ends = format_html_join("", "{}", ((_seen(each),) for each in piece.text))
    return format_html(MARKED[piece.kind], ends)


def _seen(space: str) -> str:
    return LINE_END if space == "\n" else space
