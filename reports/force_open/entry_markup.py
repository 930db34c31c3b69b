"""What a force has to carry out as HTML, built by hand: a page of entries of many lines each.

docs/decisions/0011 weighs the same for the matrix. Every text goes through `filled`.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString

from forces.govuk.dates import uk_date
from forces.govuk.markup import filled, joined
from forces.templatetags.govuk import govuk_tag
from forces.templatetags.prose import prose
from reports.choices import SAID_MORE, STATE_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from forces.models import Force
    from reports.force_open.entries import Closed, Entry, Report

PARAGRAPH = '<p class="govuk-body govuk-!-margin-bottom-1">', "</p>\n"
NO_UPDATE = SafeString("No update yet".join(PARAGRAPH))
ENTRY = '<div class="app-entry">\n{}{}</div>\n'
INSPECTION = (
    '<h3 class="govuk-heading-s govuk-!-margin-top-6"><a class="govuk-link" href="{}">{}</a>, '
    "report of {}</h3>\n"
)
HEADING = (
    '<h4 class="govuk-heading-s govuk-!-margin-bottom-1" id="r{}">'
    '<a class="govuk-link" href="{}">{}</a></h4>\n'
)
CLOSED = "<strong>Closed on {}</strong>, proposed by {} and authorised by {}: {}"


def listed_html(entries: Iterable[Entry], force: Force, on: date) -> SafeString:
    """Entries under the headings of their inspections, as they stand on a day."""
    return joined(
        _of_inspection(inspection, force) + joined(_entry(each, force, on) for each in those)
        for inspection, those in groupby(entries, key=attrgetter("inspection"))
    )


def _of_inspection(inspection: Report, force: Force) -> SafeString:
    address = reverse("progress", args=[inspection.slug, force.slug])
    published_on = uk_date(inspection.published_on)
    return filled(INSPECTION, address, inspection.short_title, published_on)


def _entry(entry: Entry, force: Force, on: date) -> SafeString:
    recommendation = entry.recommendation
    heading = filled(HEADING, recommendation.key, entry.address(force), recommendation.title)
    return filled(ENTRY, heading, joined(_lines(entry, on)))


def _lines(entry: Entry, on: date) -> Iterator[SafeString]:
    """What was said, moved, assessed, asked and closed."""
    yield from _said(entry, on)
    yield from _moved(entry)
    if judged := entry.assessment:
        yield _paragraph(
            "Assessed on {}: <strong>{}</strong>. {}",
            uk_date(judged.assessed_on),
            judged.verdict_words,
            judged.reason,
        )
        if entry.has_said_more:
            yield _paragraph(SAID_MORE)
    for question in entry.questions:
        yield _paragraph(
            "<strong>Asked by {}</strong>, reply by {}: {}",
            question.asked_by,
            uk_date(question.reply_by),
            question.text,
        )
    if request := entry.request:
        wanted_by = uk_date(request.wanted_by)
        yield _paragraph("{} is asked for an update by {}", request.person, wanted_by)
    if entry.closure:
        yield _closed(entry.closure)
    if entry.evidence:
        names = entry.evidence_names
        yield filled('<p class="govuk-body-s govuk-!-margin-bottom-0">Evidence: {}</p>\n', names)


def _said(entry: Entry, on: date) -> Iterator[SafeString]:
    update, promised_on = entry.update, entry.promised_on
    if update is None:
        yield NO_UPDATE
        return
    state = govuk_tag(update.state_words, STATE_COLOURS[update.state])
    yield _paragraph("Claimed as at {}: {}", uk_date(update.as_at), state)
    yield prose(update.text)
    if promised_on:
        has_passed = promised_on < on and not entry.closure
        yield _paragraph(
            "Next date: <strong>{}</strong>{}",
            uk_date(promised_on),
            ", which has passed" if has_passed else "",
        )


def _moved(entry: Entry) -> Iterator[SafeString]:
    if entry.slips:
        yield _paragraph("{}:", entry.trail)
        items = joined(filled("<li>{}</li>\n", words) for words in entry.moves_in_words)
        yield filled('<ul class="govuk-list govuk-list--bullet">\n{}</ul>\n', items)


def _closed(closure: Closed) -> SafeString:
    people = closure.proposed_by, closure.decided_by
    return _paragraph(CLOSED, uk_date(closure.decided_on), *people, closure.reason)


def _paragraph(text: str, *about: object) -> SafeString:
    return filled(text.join(PARAGRAPH), *about)
