"""How far oversight has come, as a word in a coloured box; and the list of questions."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.template.defaultfilters import truncatewords
from django.utils.safestring import SafeString, mark_safe

from forces.govuk.dates import uk_date
from forces.templatetags.govuk import govuk_tag
from recommendations.addresses import of_number
from recommendations.choices import ClosureState, Kind, QuestionState, Verdict
from recommendations.models.questions import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from recommendations.models import Question
    from recommendations.rows_of_oversight import ListedQuestion

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
# A page has up to 25 of these: docs/decisions/0011 weighs the same for the matrix. What people
# typed goes through `escape`.
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
def question_rows(questions: Iterable[ListedQuestion], on: date) -> SafeString:
    """The questions of a list, each of which leads to where it is asked."""
    rows = "".join(_question_row(question, on) for question in questions)
    return mark_safe(rows)  # noqa: S308  # see above


def _question_row(question: ListedQuestion, on: date) -> str:
    replied_at, withdrawn_at = question.replied_at, question.withdrawn_at
    state = state_of(
        question.reply_by, on, has_reply=replied_at is not None, withdrawn_at=withdrawn_at
    )
    return QUESTION_ROW.format(
        address=of_number("progress_history", question.inspection, question.force, question.number),
        key=question.key,
        text=escape(truncatewords(question.text, WORDS_OF_QUESTION)),
        title=escape(question.title),
        spoken=Kind(question.kind).in_a_sentence(escape(question.number)),
        force=escape(question.force_name),
        asked_on=uk_date(question.asked_at),
        asked_by=escape(question.asked_by or question.email),
        state=govuk_tag(state.label, QUESTION_COLOURS[state]),
        reply=_reply(question),
    )


def _reply(question: ListedQuestion) -> str:
    """When it was replied to, or by when that is wanted."""
    if question.replied_at:
        return f"<br>{uk_date(question.replied_at)}"
    return "" if question.withdrawn_at else f"<br>By {uk_date(question.reply_by)}"
