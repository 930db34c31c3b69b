"""The matrix as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations.choices import State, Verdict
from reports.choices import BEFORE_THIS, NO_ANSWER
from reports.progress import NONE
from reports.standing import silence, standing
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forces.csv_text import Value
    from reports.matrix import Matrix, Row
    from responses.models import Response


# In full, by what is kept: a table asks for hundreds of them.
POSITIONS, STATES, VERDICTS = (
    {each.value: str(each.label) for each in words} for words in (Position, State, Verdict)
)


def matrix_rows(matrix: Matrix) -> Iterator[list[Value]]:
    """The matrix as it is shown: a heading, then a row for each force."""
    heading: list[Value] = [
        "Force", "ONS code", "Region", "Kind", "Response", "Due", "Published", "Lateness",
    ]  # fmt: skip
    for recommendation in matrix.recommendations:
        number = recommendation.number
        heading += [
            f"{number}: answer",
            f"{number}: planned for",
            f"{number}: progress claimed",
            f"{number}: progress as at",
            f"{number}: assessed",
            f"{number}: assessed on",
            f"{number}: closed on",
        ]
    yield heading
    for row in matrix.rows:
        yield _row(matrix, row)


def _row(matrix: Matrix, row: Row) -> list[Value]:
    force, response = row.force, row.response
    values: list[Value] = [
        force.name,
        force.ons_code,
        force.region,
        "Territorial" if force.is_territorial else "Special",
        standing(response),
        response.due_on if response else None,
        row.published_on,
        str(row.lateness) if row.lateness else None,
    ]
    why = None if row.is_published else silence(response)
    for recommendation in matrix.recommendations:
        values += _cell(matrix, row, recommendation.pk, why)
    return values


def _cell(matrix: Matrix, row: Row, key: int, why: str | None) -> list[Value]:
    """What stands in a cell; nothing where it is not among what was asked for.

    `why` nothing is said, where the response is not published.
    """
    progress, said = row.progress.get(key, NONE), row.said.get(key)
    if matrix.asked.asks_for_cells and not matrix.asked.fits_cell(progress):
        return [None] * 7
    state, as_at, verdict, assessed_on, closed_on, has_said_more = progress
    return [
        why or _position(said.position if said else None, said.answered_with if said else None),
        said.planned_on if said else None,
        STATES.get(state),
        as_at,
        f"{VERDICTS[verdict]}{BEFORE_THIS}" if has_said_more else VERDICTS.get(verdict),
        assessed_on,
        closed_on,
    ]


def answer_words(
    response: Response | None, position: str | None, together: str | None = None
) -> str:
    """The position of a published answer in full, or why there is none."""
    if response is None or not response.is_published:
        return silence(response)
    return _position(position, together)


def _position(position: str | None, together: str | None) -> str:
    if position is None:
        return NO_ANSWER
    if position == Position.ANSWERED_WITH:
        return f"Answered together with {together}"
    return POSITIONS[position] if position else "Not stated"
