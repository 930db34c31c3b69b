"""What a round shows of each recommendation, built by hand: up to 25 of them on a page.

docs/decisions/0011 weighs the same for the matrix. Every text goes through `filled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from forces.govuk.dates import uk_date, uk_datetime
from forces.govuk.markup import filled, joined
from forces.templatetags.govuk import govuk_tag
from forces.templatetags.prose import prose
from recommendations.addresses import of_number
from recommendations.choices import State
from recommendations.templatetags.recommendation_words import in_full

if TYPE_CHECKING:
    from datetime import date

    from forces.models import Force
    from recommendations.forms.round_rows import BlankRow, RowForm
    from recommendations.models import Inspection, ProgressUpdate
    from recommendations.models.standings import Standing

register = template.Library()

NOTHING = SafeString()
STATES = dict(State.choices)
DRAFT = govuk_tag("Draft", "grey")
CLOSED = (
    '<p class="govuk-body">{} Closed on {}. It takes no more updates. If there is more to say, '
    "ask the inspectorate to reopen it.</p>\n"
)
ASKED = '<p class="govuk-body">{} is asked to update this by {}.</p>\n'
QUESTION = (
    '<p class="govuk-body">A question of an inspector waits for a reply, wanted by {}{}. '
    '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: question of {} on {}'
    "</span></a></p>\n"
)
LATE = SafeString(': <strong class="app-late">late</strong>')
STATE = '<p class="govuk-body govuk-!-margin-bottom-1">{}, as at {}</p>\n{}'
NEXT_DATE = '<p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-1">Next date: {}</p>\n'
NO_UPDATE = SafeString('<p class="govuk-body govuk-!-margin-bottom-1">No update yet.</p>\n')
HISTORY = (
    '<p class="govuk-body-s govuk-!-margin-top-2"><a class="govuk-link" href="{}">All updates and '
    'questions<span class="govuk-visually-hidden"> on {}</span></a></p>\n'
)
DRAFTED = (
    '<div class="govuk-inset-text">\n<p class="govuk-body govuk-!-margin-bottom-1">{} '
    "Saved by {}, {}</p>\n{}</div>\n"
)
DELETE = (
    '<p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-1">It cannot be submitted any '
    'more. <a class="govuk-link" href="{}">Delete the draft<span class="govuk-visually-hidden"> on '
    "{}</span></a></p>\n"
)
ENTRY = (
    '<div class="app-entry">\n<h{level} class="govuk-heading-m" id="{anchor}">{name}: {heading}'
    "</h{level}>\n{before}"
    '<details class="govuk-details">\n<summary class="govuk-details__summary">'
    '<span class="govuk-details__summary-text">Read {spoken}</span></summary>\n'
    '<div class="govuk-details__text">{words}</div>\n</details>\n'
    '<div class="govuk-grid-row">\n<div class="govuk-grid-column-{width}">\n'
    '<h{below} class="govuk-heading-s govuk-!-margin-bottom-1">Said last</h{below}>\n{said}</div>\n'
    "{fields}</div>\n</div>\n"
)
FIELDS = (
    '<div class="govuk-grid-column-two-thirds">\n<fieldset class="govuk-fieldset"{by}>\n'
    '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">What you say now'
    '<span class="govuk-visually-hidden"> of {spoken}</span></legend>\n{draft}'
    '<input type="hidden" name="{prefix}-seen" value="{carried}">\n{drawn}</fieldset>\n</div>\n'
)
TAKEN_UP = (
    '<p class="govuk-body-s" id="{anchor}-draft">{tag} {offered}Saved by {by}, {at}</p>\n'
    '<p class="govuk-body-s"><a class="govuk-link" href="{address}">Evidence files'
    '<span class="govuk-visually-hidden"> for {spoken}</span></a></p>\n'
)
INSPECTION = (
    '<h2 class="govuk-heading-l govuk-!-margin-top-6">{} '
    '<span class="govuk-caption-m">Report of {}</span></h2>'
)
OFFERED = "Offered from your published response. "


@register.simple_tag
def round_inspection(inspection: Inspection) -> SafeString:
    """The heading of what is open of an inspection."""
    return filled(INSPECTION, inspection.short_title, uk_date(inspection.published_on))


@register.simple_tag
def progress_row(
    standing: Standing,
    row: RowForm | BlankRow | None,
    force: Force,
    level: int,
    on: date,
    *,
    may_update: bool = False,
) -> SafeString:
    """A recommendation with what was said last and, with `row`, the form for what is said next.

    It is headed at a level: at 2, or at 3 below its inspection. Who may update is led to delete a
    draft that has no form any more.
    """
    recommendation = standing.recommendation
    spoken = recommendation.in_a_sentence
    return filled(
        ENTRY,
        level=level,
        below=level + 1,
        anchor=standing.anchor,
        name=recommendation,
        heading=recommendation.heading,
        before=_before(standing) + _questions(standing, row, force, on),
        spoken=spoken,
        words=in_full(recommendation, standing.parts),
        width="one-third" if row else "two-thirds",
        said=_said(standing, force, spoken) + _draft(standing, row, may_update=may_update),
        fields=_fields(standing, row, force, spoken) if row else NOTHING,
    )


def _before(standing: Standing) -> SafeString:
    """Whether it is closed, and who is asked for an update."""
    before = NOTHING
    if standing.is_closed:
        before += filled(CLOSED, govuk_tag("Closed", "green"), uk_date(standing.closed_on))
    if standing.asked:
        before += filled(ASKED, standing.asked.person, uk_date(standing.asked.wanted_by))
    return before


def _questions(
    standing: Standing, row: RowForm | BlankRow | None, force: Force, on: date
) -> SafeString:
    """What waits for a reply: to be written by whoever writes updates, to be read by others."""
    if not standing.questions:
        return NOTHING
    history = _address("progress_history", standing, force)
    spoken = standing.recommendation.in_a_sentence
    return joined(
        filled(
            QUESTION,
            uk_date(each.reply_by),
            LATE if each.reply_by < on else "",
            reverse("question_reply", args=[each.pk]) if row else history,
            "Reply" if row else "Read it",
            uk_date(each.asked_at),
            spoken,
        )
        for each in standing.questions
    )


def _said(standing: Standing, force: Force, spoken: str) -> SafeString:
    """What was said last, and the way to all that was said before."""
    said = _update(standing.current) if standing.current else NO_UPDATE
    if standing.current and standing.trail and standing.trail.moves:
        moved = '<p class="govuk-body govuk-!-margin-bottom-1">{}.</p>\n'
        said += filled(moved, standing.trail)
    address = _address("progress_history", standing, force)
    return said + filled(HISTORY, address, spoken)


def _update(update: ProgressUpdate) -> SafeString:
    state = STATES.get(update.state, "No state chosen yet")
    said = filled(STATE, state, uk_date(update.as_at), prose(update.text))
    return said + filled(NEXT_DATE, uk_date(update.next_on)) if update.next_on else said


def _draft(standing: Standing, row: RowForm | BlankRow | None, *, may_update: bool) -> SafeString:
    """The draft, where the form does not show it."""
    draft = standing.draft
    if draft is None or (row and not row.is_contested):
        return NOTHING
    saved_at = uk_datetime(draft.written_at)
    shown = _update(draft)
    if may_update and row is None:
        spoken = standing.recommendation.in_a_sentence
        shown += filled(DELETE, reverse("draft_delete", args=[draft.pk]), spoken)
    return filled(DRAFTED, DRAFT, draft.written_by, saved_at, shown)


def _fields(standing: Standing, row: RowForm | BlankRow, force: Force, spoken: str) -> SafeString:
    shows_draft = standing.draft is not None and not row.is_contested
    by = filled(' aria-describedby="{}-draft"', standing.anchor) if shows_draft else NOTHING
    return filled(
        FIELDS,
        by=by,
        spoken=spoken,
        draft=_taken_up(standing, force) if shows_draft else NOTHING,
        prefix=row.prefix,
        carried=row.carried,
        drawn=row.drawn,
    )


def _taken_up(standing: Standing, force: Force) -> SafeString:
    """Whose draft it is that the form shows."""
    draft = standing.draft
    if draft is None:
        return NOTHING
    return filled(
        TAKEN_UP,
        anchor=standing.anchor,
        tag=DRAFT,
        offered=OFFERED if draft.offered_by_version else "",
        by=draft.written_by,
        at=uk_datetime(draft.written_at),
        address=_address("progress_evidence", standing, force),
        spoken=standing.recommendation.in_a_sentence,
    )


def _address(name: str, standing: Standing, force: Force) -> str:
    recommendation = standing.recommendation
    place = recommendation.inspection.slug, force.slug, recommendation.number
    return of_number(name, *place)
