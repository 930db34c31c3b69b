"""How a response stands against its last day, as a word in a coloured box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from forces.templatetags.govuk import govuk_tag

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from recommendations.deadlines import Lateness

register = template.Library()

LATENESS_COLOURS = {
    "on_time": "blue",
    "due_soon": "yellow",
    "late": "red",
    "published_on_time": "green",
    "published_late": "orange",
    "published_late_at_least": "orange",
    "unknown": "grey",
    "no_deadline": "grey",
}


@register.simple_tag
def lateness_tag(lateness: Lateness) -> SafeString:
    return govuk_tag(str(lateness), LATENESS_COLOURS[lateness.code])
