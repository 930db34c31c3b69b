"""Reads a response that happened before this system from a file: responses/data holds five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommendations.models import Inspection
from recommendations.toml_tables import Table
from responses import letters
from responses.choices import Position
from responses.models import OldResponse, Response
from responses.models.recording import Record, RecordedAnswer, record

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from forces.models import User


def load(path: Path, *, by: User, at: datetime) -> Response | None:
    """Record the response that a file describes. None when that response has been recorded.

    Raises FileProblem, with the line, when anything in the file is wrong.
    """
    file = Table.read(path)
    response = _response(file)
    if response.versions.exists():
        return None
    paper = _paper(file, response)
    record(response, paper, by=by, at=at, render=letters.to_html)
    return response


def _response(file: Table) -> Response:
    """The response of a force's body to an inspection, opened when the inspection was."""
    inspection, force = file.needed_text("inspection"), file.needed_text("force")
    if not Inspection.objects.filter(slug=inspection).exists():
        raise file.problem(f"No inspection has the slug {inspection}.", "inspection")
    found = Response.objects.filter(inspection__slug=inspection, body__force__slug=force)
    response: Response | None = found.select_related("inspection", "body__force").first()
    if response is None:
        raise file.problem(f"No response to that inspection is open for {force}.", "force")
    return response


def _paper(file: Table, response: Response) -> Record:
    notes = list(file.texts("notes"))
    answers = []
    for row in file.tables("answers"):
        answers.append(_answer(row, response))
        if note := row.text("note"):
            notes.append(f"Recommendation {answers[-1].recommendation.number}: {note}")
    officer = file.table("chief_officer")
    paper = Record(
        introduction=file.text("introduction"),
        conclusion=file.text("conclusion"),
        officer_comments=officer.needed_text("comments") if officer else "",
        signatory_name=file.text("signatory_name", longest=120),
        signatory_office=file.text("signatory_office", longest=160),
        dated=file.day("dated"),
        published_on=file.day("published_on"),
        not_before=file.day("published_not_before"),
        answers=answers,
        old=OldResponse(
            modelled_on=file.needed_text("modelled_on", longest=200),
            shape=file.text("shape", longest=200),
            addressed_to=file.text("addressed_to", longest=200),
            cites=file.text("law_cited", longest=300),
            stated_due_on=file.day("due_on_stated"),
            not_before_reason=file.text("published_not_before_because"),
            notes="\n".join(f"- {note}" for note in notes),
        ),
    )
    if officer:
        officer.finish()
    file.finish()
    return paper


def _answer(row: Table, response: Response) -> RecordedAnswer:
    number = row.needed_text("recommendation")
    recommendation = response.inspection.recommendations.filter(number=number).first()
    if recommendation is None:
        raise row.problem(f"The inspection has no recommendation {number}.", "recommendation")
    return RecordedAnswer(
        recommendation=recommendation,
        position=row.choice("position", Position) if row.text("position") else "",
        statement=row.text("statement"),
        officer_comment=row.text("chief_officer"),
        local_number=row.text("local_number", longest=10),
        planned_on=row.day("planned_on"),
    )
