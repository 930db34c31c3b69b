"""The body of the matrix as HTML, built by hand: docs/decisions/0011 says why.

Every text that people typed goes through `escape`, once for each row or column; the words of the
cells are our own, so each way a cell can look is made once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from forces.govuk.dates import uk_date
from recommendations.addresses import of_number
from recommendations.templatetags.lateness import LATENESS_COLOURS
from recommendations.templatetags.oversight import VERDICT_COLOURS
from reports.choices import (
    NO_ANSWER,
    NO_ANSWER_COLOUR,
    POSITION_COLOURS,
    POSITION_WORDS,
    STATE_COLOURS,
    STATE_WORDS,
    VERDICT_WORDS,
)
from reports.progress import NONE
from reports.standing import silence, standing
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from recommendations.models import Recommendation
    from reports.matrix import Matrix, Row, Said
    from reports.progress import Progress

A_FORCE = "__force__"  # no number of a recommendation has such signs
END = "</a></td>"
OTHER = (
    '<td role="cell" class="app-matrix__empty"><span class="app-word app-word--none">Other</span>'
    "</td>"
)


def anchor(number: str) -> str:
    """Where an answer stands on the page of a force: another place for every number."""
    return "recommendation-" + re.sub(
        r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign.group()):x}_", number
    )


@lru_cache(maxsize=1024)
def _word(word: str, colour: str, more: str = "") -> str:
    """A word of our own in its colour, and what there is no room for, said to screen readers."""
    hidden = f'<span class="govuk-visually-hidden"> {escape(more)}</span>' if more else ""
    return f'<span class="app-word app-word--{colour}">{escape(word)}{hidden}</span>'


def _said(said: Said | None) -> str:
    """The word for what a published response says, or that it says nothing."""
    if said is None:
        return _word(NO_ANSWER, NO_ANSWER_COLOUR)
    word, more = POSITION_WORDS[said.position], ""
    if said.position == Position.ANSWERED_WITH:
        word, more = f"{word} {said.answered_with}", "with which it is answered together"
    elif said.planned_on:
        more = f"for {uk_date(said.planned_on)}"
    return _word(word, POSITION_COLOURS[said.position], more)


def _progress(progress: Progress) -> str:
    """The words for what is claimed, what inspectors make of it, and whether it is closed.

    Each is of a day, which there is no room for.
    """
    lines = []
    if progress.state:
        words = STATE_WORDS[progress.state].lower()
        lines.append(("Progress", words, STATE_COLOURS[progress.state], progress.as_at))
    if progress.verdict:
        words = VERDICT_WORDS[progress.verdict].lower()
        about = "Assessed earlier" if progress.has_said_more else "Assessed"
        lines.append((about, words, VERDICT_COLOURS[progress.verdict], progress.assessed_on))
    found = "".join(
        f'<span class="app-claim app-claim--{colour}">{about}: {words}'
        f'<span class="govuk-visually-hidden"> as at {uk_date(day)}</span></span>'
        for about, words, colour, day in lines
    )
    if progress.closed_on:
        found += f'<span class="app-claim app-claim--closed">{_closed(progress.closed_on)}</span>'
    return found


@lru_cache(maxsize=8192)
def _answered(said: Said | None, progress: Progress) -> str:
    """The words of a cell where the response is published, to the end of the cell."""
    return f"{_said(said)}{_progress(progress)}{END}"


@lru_cache(maxsize=4096)
def _silent(why: str, progress: Progress) -> str:
    """The words of a cell where it is not, and why, to the end of the cell."""
    return f"{_word(why, 'none')}{_progress(progress)}{END}"


def _closed(on: date) -> str:
    return f'Closed<span class="govuk-visually-hidden"> on {uk_date(on)}</span>'


def _response(row: Row, address: str) -> str:
    """Whether the force's response is published, and how late it is; it leads to the working."""
    words: str = escape(standing(row.response))
    if row.lateness is not None:
        words = f'<a class="govuk-link" href="{address}">{words}</a>'
        words += f"<br>{_word(str(row.lateness), LATENESS_COLOURS[row.lateness.code])}"
    return f"<span>{words}</span>"


def _label(recommendation: Recommendation) -> str:
    """What stands beside a cell where the head of its column is not in sight."""
    return f"{recommendation.number}. {recommendation.heading}"


def around(name: str, inspection: str = "", number: str = "") -> tuple[str, str]:
    """An address up to its force, and what follows: working out each row's afresh is dear."""
    parts = [part for part in (inspection, A_FORCE, number) if part]
    begin, _, end = reverse(name, args=parts).rpartition(A_FORCE)
    return begin, end


def across_addresses(inspection: str, numbers: Iterable[str]) -> Iterator[str]:
    """Where it is compared what all forces say, for each number of an inspection."""
    return (of_number("recommendation_across", inspection, number) for number in numbers)


def rows_html(matrix: Matrix) -> SafeString:
    """The rows of the table's body. The roles keep it a table where it is drawn as a list."""
    answers, end_of_answers = around("force_answers", matrix.inspection.slug)
    page, end_of_page = around("force")
    columns = [
        (
            each.pk,
            f'<td role="cell" data-label="{escape(_label(each))}"><a class="app-cell" href="',
            f'#{anchor(each.number)}">',
        )
        for each in matrix.recommendations
    ]
    parts = []
    for row in matrix.rows:
        address = f"{answers}{row.force.slug}{end_of_answers}"
        parts.append(
            f'<tr role="row"><th scope="row" role="rowheader">'
            f'<a class="govuk-link" href="{page}{row.force.slug}{end_of_page}">'
            f"{escape(row.force.name)}</a></th>"
            f'<td role="cell" data-label="Response" class="app-matrix__response">'
            f"{_response(row, address)}</td>"
        )
        parts += _cells(matrix, row, columns, address)
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308  # every text in it is escaped above


def _cells(
    matrix: Matrix, row: Row, columns: Sequence[tuple[int, str, str]], address: str
) -> Iterator[str]:
    """The cells of a row: in full where there is something to say that was asked for.

    What one force says of one recommendation leads to the whole of it. `columns` have what stands
    before and after the address of the row.
    """
    why = silence(row.response)
    nothing = f'<td role="cell" class="app-matrix__empty">{_word(why, "none")}</td>'
    is_published, asks_for_cells = row.is_published, matrix.asked.asks_for_cells
    for key, before, place in columns:
        progress = row.progress.get(key, NONE)
        if asks_for_cells and not matrix.asked.fits_cell(progress):
            yield OTHER
        elif is_published:
            yield f"{before}{address}{place}{_answered(row.said.get(key), progress)}"
        elif progress is NONE:
            yield nothing
        else:
            yield f"{before}{address}{place}{_silent(why, progress)}"
