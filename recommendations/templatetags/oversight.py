"""How far oversight has come, as a word in a coloured box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from forces.templatetags.govuk import govuk_tag
from recommendations.choices import ClosureState, QuestionState, Verdict

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from recommendations.models import Question

register = template.Library()

# Colour says again what the word says, and never more.
VERDICT_COLOURS: dict[str, str] = {
    Verdict.ACCEPTED: "green",
    Verdict.MORE_EVIDENCE: "yellow",
    Verdict.NOT_ACCEPTED: "red",
    Verdict.SUPERSEDED: "grey",
}
CLOSURE_COLOURS: dict[str, str] = {
    ClosureState.PROPOSED: "yellow",
    ClosureState.CLOSED: "green",
    ClosureState.REOPENED: "orange",
    ClosureState.DECLINED: "grey",
    ClosureState.WITHDRAWN: "grey",
}
QUESTION_COLOURS: dict[str, str] = {
    QuestionState.OPEN: "yellow",
    QuestionState.OVERDUE: "red",
    QuestionState.ANSWERED: "green",
    QuestionState.WITHDRAWN: "grey",
}


@register.simple_tag
def verdict_tag(verdict: str) -> SafeString:
    """What an inspector makes of a claim."""
    return govuk_tag(Verdict(verdict).label, VERDICT_COLOURS[verdict])


@register.simple_tag
def closure_tag(state: str) -> SafeString:
    return govuk_tag(ClosureState(state).label, CLOSURE_COLOURS[state])


@register.simple_tag
def question_tag(question: Question, on: date) -> SafeString:
    """How a question stands on a day."""
    state = question.state(on)
    return govuk_tag(state.label, QUESTION_COLOURS[state])
