"""Tables as CSV: streamed, readable by a spreadsheet, and harmless in one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

from recommendations.choices import State
from reports.choices import NO_ANSWER
from reports.standing import silence, standing
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reports.matrix import Matrix, Row

    Value = str | date | None

BOM = "\ufeff"  # without it, a spreadsheet takes UTF-8 for something else
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that hands back what is written to it, so that a row can be sent at once."""

    def write(self, text: str) -> str:
        return text


def plain(value: Value) -> str:
    """As text; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_response(rows: Iterable[Iterable[Value]], name: str) -> StreamingHttpResponse:
    """A download of these rows, each made as it is sent. Dates are written as 2021-09-09."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield BOM
        for row in rows:
            yield writer.writerow([plain(value) for value in row])

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def matrix_rows(matrix: Matrix) -> Iterator[list[Value]]:
    """The matrix as it is shown: a heading, then a row for each force."""
    heading: list[Value] = [
        "Force", "ONS code", "Region", "Response", "Due", "Published", "Lateness",
    ]  # fmt: skip
    for recommendation in matrix.recommendations:
        number = recommendation.number
        heading += [
            f"{number}: answer",
            f"{number}: planned for",
            f"{number}: progress claimed",
            f"{number}: progress as at",
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
        standing(response),
        response.due_on if response else None,
        row.published_on,
        str(row.lateness) if row.lateness else None,
    ]
    for recommendation in matrix.recommendations:
        values += [*_answer(row, recommendation.pk), *_claim(row, recommendation.pk)]
    return values


def _answer(row: Row, key: int) -> tuple[str, date | None]:
    if not row.is_published:
        return silence(row.response), None
    said = row.said.get(key)
    if said is None:
        return NO_ANSWER, None
    if said.position == Position.ANSWERED_WITH:
        return f"Answered together with {said.answered_with}", None
    words = Position(said.position).label if said.position else "Not stated"
    return words, said.planned_on


def _claim(row: Row, key: int) -> tuple[str, date | None]:
    claim = row.claims.get(key)
    return (State(claim.state).label, claim.as_at) if claim else ("", None)
