"""What people typed, as paragraphs, lists, emphasis and links, and as nothing else."""

from __future__ import annotations

import re

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# Headings, quotations, code, images and HTML are not rules here: they stay text as typed.
MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(
    ["list", "emphasis", "link", "autolink", "newline", "escape", "entity"]
)
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
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
    html = nh3.clean(
        MARKDOWN.render(PASTED_BULLET.sub(r"\1- ", text)),
        tags={"a", "br", "em", "li", "ol", "p", "strong", "ul"},
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_whole_addresses,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
        set_tag_attribute_values={tag: {"class": name} for tag, name in CLASSES.items()},
    )
    return mark_safe(f'<div class="app-prose">{html.strip()}</div>')  # noqa: S308  # nh3 cleaned it
