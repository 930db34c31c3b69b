"""How a response stands, and where an answer is, for the templates of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from forces.templatetags.govuk import govuk_tag
from recommendations.choices import State
from reports.choices import LATENESS_COLOURS, POSITION_COLOURS, STATE_COLOURS
from reports.comparisons import says_something
from reports.matrix_cells import anchor
from reports.standing import standing
from responses.choices import Position

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from recommendations.deadlines import Lateness

register = template.Library()
register.filter(anchor)
register.filter(standing)
register.filter(says_something)


@register.simple_tag
def lateness_tag(lateness: Lateness) -> SafeString:
    """How late a response is, in words in a coloured box."""
    return govuk_tag(str(lateness), LATENESS_COLOURS[lateness.code])


@register.simple_tag
def position_tag(position: str) -> SafeString:
    """What an answer says is done, in full."""
    words = Position(position).label if position else "No position stated"
    return govuk_tag(words, POSITION_COLOURS[position])


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """The progress claimed, in full."""
    return govuk_tag(State(state).label, STATE_COLOURS[state])
