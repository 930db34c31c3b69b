from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from recommendations.choices import Standing

if TYPE_CHECKING:
    from responses.content import FigureContent

register = template.Library()


@register.filter
def from_iso(day: str | None) -> date | None:
    """The date that a signed content holds as text, such as "2021-09-09"."""
    return date.fromisoformat(day) if day else None


@register.filter
def figure_words(figure: FigureContent, is_draft: bool = False) -> str:
    """What is given of a measure: "34 investigators", "none", or why there is no number."""
    if figure["standing"] == Standing.NUMBER:
        # A unit is in the plural.
        unit = f"({figure['unit']})" if figure["value"] == "1" else figure["unit"]
        return f"{figure['value']} {unit}"
    if figure["standing"] == Standing.AWAITED:
        when = "" if is_draft else " when this was signed"
        return f"asked for, and awaited{when}"
    return {Standing.NIL: "none", Standing.NOT_HELD: "not held by the force"}.get(
        Standing(figure["standing"]), ""
    )


@register.simple_tag
def placeholder(name: str) -> SafeString:
    """What stands in a letter where a fact is missing: "[address of the office]"."""
    return format_html('<span class="letter-placeholder">[{}]</span>', name)


@register.filter
def or_placeholder(text: str, name: str) -> SafeString:
    """The text line by line, or what stands there while it is missing."""
    if not text.strip():
        return placeholder(name)
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.splitlines()))


@register.simple_tag
def report_address(url: str) -> SafeString:
    """The address of the report as a link, or what stands there while it is missing."""
    if not url:
        return placeholder("address of the report")
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, url)
