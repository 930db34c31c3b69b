"""What people typed: paragraphs, lists, tables, emphasis and links, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import list_block

from forces.typed_tables import FRAME, table

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

register = template.Library()

KEPT = 4000
LEVELS = 9
"""As many as a list has in Word. What is deeper stays as typed, in the last."""


def _list(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A list, unless it is too deep: the library would leave out all that is deeper."""
    return state.level < 2 * LEVELS and list_block(state, first, last, silent)


# Headings, quotations, code, images and HTML are not rules here: they stay text as typed.
MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(
    ["table", "list", "emphasis", "link", "autolink", "newline", "escape", "entity"]
)
MARKDOWN.block.ruler.at("table", table, {"alt": ["paragraph"]})
MARKDOWN.block.ruler.at("list", _list, {"alt": ["paragraph"]})

# One each, as they come in no order; what has more of them has them before it is cleaned.
ATTRIBUTES = {
    "a": {"class": "govuk-link"},
    "ol": {"class": "govuk-list govuk-list--number"},
    "p": {"class": "govuk-body"},
    "table": {"class": "govuk-table"},
    "tbody": {"class": "govuk-table__body"},
    "td": {"class": "govuk-table__cell"},
    "th": {"class": "govuk-table__header"},
    "thead": {"class": "govuk-table__head"},
    "tr": {"class": "govuk-table__row"},
    "ul": {"class": "govuk-list govuk-list--bullet"},
}
SCHEMES = {"http", "https", "mailto"}

# Bullets as word processors paste them; the last is Word's own sign.
PASTED_BULLET = re.compile(r"^([ \t]*)(?:[•·▪◦‣\uf0b7]|o(?=\t))[ \t]*", re.MULTILINE)


def _whole_addresses(tag: str, attribute: str, value: str) -> str | None:
    """Links lead to whole addresses only: a relative one would lead into this service."""
    if (tag, attribute) == ("a", "href"):
        return value if value.partition(":")[0].lower() in SCHEMES else None
    return value


@register.filter
def prose(text: str | None) -> SafeString:
    """Typed text as HTML with the classes of the patterns; what could do harm is dropped."""
    if not text or not text.strip():
        return SafeString("")
    return _short(text) if len(text) <= KEPT else _html(text)


def _html(text: str) -> SafeString:
    html = nh3.clean(
        MARKDOWN.render(PASTED_BULLET.sub(r"\1- ", text)),
        tags={*ATTRIBUTES, "br", "div", "em", "li", "strong"},
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "div": {*FRAME, "aria-label"}, "ol": {"start"}, "th": {"scope"}},
        attribute_filter=_whole_addresses,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
        set_tag_attribute_values=ATTRIBUTES,
    )
    return mark_safe(f'<div class="app-prose">{html.strip()}</div>')  # noqa: S308  # nh3 cleaned it


# What a page shows it mostly shows again; the longest texts would fill the memory of a worker.
_short = lru_cache(maxsize=1024)(_html)
