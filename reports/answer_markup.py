"""What a published answer says as HTML, on every page that shows one.

docs/decisions/0011 weighs the same for the matrix: a page may show 43 of them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from forces.govuk.dates import uk_date
from forces.templatetags.govuk import govuk_tag
from forces.templatetags.prose import prose
from reports.choices import POSITION_COLOURS
from responses.choices import ACTION, Position

if TYPE_CHECKING:
    from datetime import date

    from responses.content import AnswerContent
    from responses.models import SignedAnswer

HEADED = (
    '<p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-top-4 govuk-!-margin-bottom-1">'
    "{}</p>{}"
)


def answer_html(
    answer: SignedAnswer | AnswerContent, planned_on: date | None, answered_with: str
) -> SafeString:
    """An answer with the day it is planned for, and what it is answered with in a sentence."""
    position, text, reason, comment = (
        answer[name] if isinstance(answer, dict) else getattr(answer, name)
        for name in ("position", "text", "reason", "officer_comment")
    )
    together = f" with {escape(answered_with)}" if answered_with else ""
    day = f" for {uk_date(planned_on)}" if planned_on else ""
    said = f'<p class="govuk-body">{_position(position)}{together}{day}</p>{prose(text)}'
    if reason:
        said += HEADED.format(_about_reason(position), prose(reason))
    if comment:
        said += HEADED.format("Chief officer’s comment", prose(comment))
    return mark_safe(said)  # noqa: S308  # what people typed went through `prose` or `escape`


def _position(position: str) -> SafeString:
    """What an answer says is done, in full."""
    words = Position(position).label if position else "No position stated"
    return govuk_tag(words, POSITION_COLOURS[position])


def _about_reason(position: str) -> str:
    """What stands above a reason. Some positions are an action: s.55(5B)(a)."""
    if position in ACTION:
        return "Note"
    return f"Why there is no action{' yet' if position == Position.CONSIDERED else ''}"
