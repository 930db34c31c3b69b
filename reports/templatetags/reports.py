"""How a response stands, and where an answer is, for the templates of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from forces.templatetags.govuk import govuk_tag
from recommendations.choices import State
from recommendations.templatetags.lateness import lateness_tag
from reports.choices import POSITION_COLOURS, STATE_COLOURS
from reports.comparisons import says_something
from reports.matrix_cells import anchor
from reports.standing import silence, standing
from responses.choices import ACTION, Position

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


register = template.Library()
register.simple_tag(lateness_tag)
register.filter(anchor)
register.filter(silence)
register.filter(standing)
register.filter(says_something)


@register.simple_tag
def position_tag(position: str) -> SafeString:
    """What an answer says is done, in full."""
    words = Position(position).label if position else "No position stated"
    return govuk_tag(words, POSITION_COLOURS[position])


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """The progress claimed, in full."""
    return govuk_tag(State(state).label, STATE_COLOURS[state])


@register.filter
def is_action(position: str) -> bool:
    """Whether a position is an action: s.55(5B)(a)."""
    return position in ACTION
