"""How far oversight has come, as a word in a coloured box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from forces.govuk.dates import uk_date
from forces.templatetags.govuk import govuk_tag
from recommendations.choices import ClosureState, QuestionState, Verdict

if TYPE_CHECKING:
    from datetime import date

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
# A page has up to 25 of these: docs/decisions/0011 weighs the same for the matrix.
QUESTION_ROW = (
    '<tr class="govuk-table__row" role="row">\n'
    '<th scope="row" role="rowheader" class="govuk-table__header govuk-!-font-weight-regular">'
    '<a class="govuk-link" href="{address}#question-{key}">{text}</a><br>{title}, {spoken}</th>\n'
    '<td role="cell" class="govuk-table__cell" data-label="Force">{force}</td>\n'
    '<td role="cell" class="govuk-table__cell" data-label="Asked"><span>{asked_on}<br>{asked_by}'
    "</span></td>\n"
    '<td role="cell" class="govuk-table__cell" data-label="Reply"><span>{state}{reply}</span>'
    "</td>\n</tr>\n"
)
WORDS_OF_QUESTION = 20


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


@register.simple_tag
def question_row(question: Question, on: date) -> SafeString:
    """A question in a list, which leads to where it is asked."""
    recommendation, force = question.recommendation, question.force
    pair = [recommendation.inspection.slug, force.slug]
    return format_html(
        QUESTION_ROW,
        address=reverse("progress_history", args=[*pair, recommendation.number]),
        key=question.pk,
        text=truncatewords(question.text, WORDS_OF_QUESTION),
        title=recommendation.inspection.short_title,
        spoken=recommendation.in_a_sentence,
        force=force,
        asked_on=uk_date(question.asked_at),
        asked_by=question.asked_by,
        state=question_tag(question, on),
        reply=_reply(question),
    )


def _reply(question: Question) -> SafeString:
    """When it was replied to, or by when that is wanted."""
    if hasattr(question, "reply"):
        return format_html("<br>{}", uk_date(question.reply.at))
    if question.withdrawn_at:
        return SafeString()
    return format_html("<br>By {}", uk_date(question.reply_by))
