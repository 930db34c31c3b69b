"""Texts with what changed in them marked: by a line through or under it, a colour, and words."""

from __future__ import annotations

import re
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


# Of what stayed the same between two changes, this much is shown beside each, in characters.
BESIDE = 150
LEFT_OUT = SafeString(
    ' <span aria-hidden="true">[…]</span>'
    '<span class="govuk-visually-hidden">(unchanged text is left out here)</span> '
)


@register.simple_tag
def differences(old: str, new: str, *, shorten: bool = False) -> SafeString:
    """Both texts in one: what was removed and what was added stand beside each other.

    Where `shorten` is set, most of a long stretch that stayed the same is left out.
    """
    return _html(pieces_of(old, new), shorten=shorten)


@register.filter
def removed_in(old: str, new: str) -> SafeString:
    """The old text, with what is no longer in the new one marked."""
    return _html(piece for piece in pieces_of(old, new) if piece.kind != Kind.ADDED)


@register.filter
def added_in(new: str, old: str) -> SafeString:
    """The new text, with what was not in the old one marked."""
    return _html(piece for piece in pieces_of(old, new) if piece.kind != Kind.REMOVED)


def _html(pieces: Iterable[Piece], *, shorten: bool = False) -> SafeString:
    pieces = list(pieces)
    last = len(pieces) - 1
    lines = (
        _shortened(piece.text, after_change=place > 0, before_change=place < last)
        if shorten and piece.kind == Kind.SAME
        else _marked(piece)
        for place, piece in enumerate(pieces)
    )
    inside = format_html_join("", "{}", ((line,) for line in lines))
    return format_html('<div class="app-differences">{}</div>', inside)


def _shortened(text: str, *, after_change: bool, before_change: bool) -> str:
    """Of a long stretch that stayed the same, the whole words that are near a change."""
    if len(text) <= 3 * BESIDE or not (after_change or before_change):
        return text
    head = re.sub(r"\S+\Z", "", text[:BESIDE]) if after_change else ""
    tail = re.sub(r"\A\S+", "", text[-BESIDE:]) if before_change else ""
    return format_html("{}{}{}", head, LEFT_OUT, tail)


def _marked(piece: Piece) -> str:
    if piece.kind == Kind.SAME:
        return piece.text
    if not piece.text.isspace():
        return format_html(MARKED[piece.kind], piece.text)
    ends = format_html_join("", "{}", ((_seen(each),) for each in piece.text))
    return format_html(MARKED[piece.kind], ends)


def _seen(space: str) -> str:
    return LINE_END if space == "\n" else space
