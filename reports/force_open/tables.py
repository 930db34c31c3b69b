"""What a force has to carry out as tables: a list as it is shown, and the sheets of the papers."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.conf import settings

from reports.choices import BEFORE_THIS
from reports.force_open.reading import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forces.actors import Actor
    from forces.csv_text import Value
    from forces.models import Force
    from reports.force_open.entries import Entry
    from reports.force_open.listing import Point, Standings
    from reports.force_open.papers import Papers

WHICH = ("Inspection", "Report published", "Recommendation", "Heading")
OPEN_COLUMNS = (
    *WHICH, "Standing", "Progress claimed", "As at", "What the force said", "Next date",
    "First said", "Times moved", "Reasons for moving", "Assessed", "Assessed on",
    "Reason of the assessment", "Open questions", "Earliest reply by", "Closed on",
    "Reason for closing", "Evidence", "SHA-256 of the evidence", "Address",
)  # fmt: skip
MOVED_COLUMNS = (*WHICH, "Said in the update as at", "Date before", "Date after", "Reason")
ASKED_COLUMNS = (
    *WHICH, "Asked by", "Asked on", "Reply by", "Question", "Standing of the recommendation",
)  # fmt: skip
CLOSED_COLUMNS = (
    *WHICH, "Closed on", "Proposed by", "Authorised by", "Reason", "Progress claimed", "Evidence",
    "SHA-256 of the evidence",
)  # fmt: skip


def open_rows(
    points: Sequence[Point], standings: Standings, force: Force, actor: Actor
) -> Iterator[list[Value]]:
    """A heading, then a row for each recommendation of a list."""
    yield list(OPEN_COLUMNS)
    for entry in entries_of(points, standings, force, actor):
        yield _open(entry, force)


def sheets_of(papers: Papers) -> dict[str, Iterable[list[Value]]]:
    """The papers for a committee as sheets, by their names."""
    return {
        "Totals": _totals(papers),
        "Open": _rows(OPEN_COLUMNS, (_open(each, papers.force) for each in papers.open)),
        "Dates moved": _rows(MOVED_COLUMNS, _moved(papers.slipped)),
        "Questions": _rows(ASKED_COLUMNS, chain(_asked(papers.asked), _elsewhere(papers))),
        "Closed": _rows(CLOSED_COLUMNS, map(_closed, papers.closed)),
    }


def _rows(columns: Iterable[str], rows: Iterable[list[Value]]) -> Iterator[list[Value]]:
    yield list(columns)
    yield from rows


def _which(entry: Entry) -> list[Value]:
    recommendation, inspection = entry.recommendation, entry.inspection
    return [
        inspection.short_title,
        inspection.published_on,
        recommendation.number,
        recommendation.heading,
    ]


def _open(entry: Entry, force: Force) -> list[Value]:
    assessment, closure, trail = entry.assessment, entry.closure, entry.trail
    since = BEFORE_THIS if entry.has_said_more else ""
    return [
        *_which(entry),
        "Closed" if closure else "Open",
        *_said(entry),
        trail.first if trail else None,
        len(entry.slips),
        "; ".join(slip.update.moved_reason for slip in entry.slips),
        f"{assessment.verdict_words}{since}" if assessment else None,
        assessment.assessed_on if assessment else None,
        assessment.reason if assessment else None,
        "\n".join(question.text for question in entry.questions),
        min((question.reply_by for question in entry.questions), default=None),
        closure.decided_on if closure else None,
        closure.reason if closure else None,
        entry.evidence_names,
        entry.evidence_marks,
        settings.SITE_URL + entry.address(force),
    ]


def _said(entry: Entry) -> list[Value]:
    update = entry.update
    if update is None:
        return ["No update yet", None, None, None]
    return [update.state_words, update.as_at, update.text, entry.promised_on]


def _moved(entries: Iterable[Entry]) -> Iterator[list[Value]]:
    for entry in entries:
        for slip in entry.slips:
            update = slip.update
            yield [
                *_which(entry),
                update.as_at,
                slip.put_off_from,
                update.next_on or "Given up",
                update.moved_reason,
            ]


def _asked(entries: Iterable[Entry]) -> Iterator[list[Value]]:
    for entry in entries:
        for question in entry.questions:
            yield [
                *_which(entry),
                question.asked_by,
                question.asked_on,
                question.reply_by,
                question.text,
                "Open",
            ]


def _elsewhere(papers: Papers) -> Iterator[list[Value]]:
    for asked in papers.asked_elsewhere:
        yield [
            asked.inspection,
            asked.published_on,
            asked.number,
            asked.heading,
            asked.asked_by,
            asked.asked_on,
            asked.reply_by,
            asked.text,
            asked.standing,
        ]


def _closed(entry: Entry) -> list[Value]:
    closure, update = entry.closure, entry.update
    if closure is None:
        raise ValueError(entry)
    return [
        *_which(entry),
        closure.decided_on,
        closure.proposed_by,
        closure.decided_by,
        closure.reason,
        update.state_words if update else "No word",
        entry.evidence_names,
        entry.evidence_marks,
    ]


def _totals(papers: Papers) -> Iterator[list[Value]]:
    counts = papers.counts
    yield ["Recommendations", "Number"]
    for _, words, number in counts.claimed:
        yield [f"Open: {words.lower()}", number]
    yield ["Open", counts.open]
    yield ["Closed", counts.closed]
    yield ["Open and closed", counts.all]
    for _, words, number in counts.pressing:
        yield [f"Of the open ones: {words[:1].lower()}{words[1:]}", number]
    for each in papers.inspections:
        yield [f"{each.inspection.short_title}: open", each.open]
        yield [f"{each.inspection.short_title}: closed", each.closed]
    elsewhere = len(papers.asked_elsewhere)
    yield ["Questions", sum(len(entry.questions) for entry in papers.asked) + elsewhere]
    yield ["Of the questions: about other recommendations", elsewhere]
