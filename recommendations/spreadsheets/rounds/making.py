"""The spreadsheet of a round that a person downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from forces.govuk.dates import uk_date, uk_datetime
from forces.spreadsheets import making
from forces.spreadsheets.cells import in_a_cell
from recommendations.choices import State
from recommendations.spreadsheets.rounds.cells import cells_of, mark_for
from recommendations.spreadsheets.rounds.columns import COLUMNS, HOW_TO, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from forces.models import Force
    from forces.spreadsheets.making import Value
    from recommendations.models.standings import Standing

ADVICE = {
    "What to change": "The white cells of the rows that have something new. What you empty is "
    "emptied in the draft too, once you agree to it.",
    "What to leave": "The grey cells and the headings. You may take rows out, and add columns of "
    "your own: those are not read.",
    "When you have done": "Save it as an Excel workbook (.xlsx), and upload it on the page where "
    "you got it. You are shown what would change before anything does.",
    "If others write too": "Rows that you did not touch stay as they are in the service. If "
    "somebody wrote on a recommendation there that you wrote on here, the upload says so and "
    "changes nothing.",
}
MEANING = {
    State.NOT_STARTED: "Nothing has been done yet.",
    State.IN_PROGRESS: "Work has begun.",
    State.COMPLETE: "All that is asked for is done.",
    State.OVERTAKEN: "Something else has taken its place: say what.",
    State.NOT_FOR_US: "It is for others to act: say who.",
}


def file_name(force: Force, on: date) -> str:
    """With the force and the day."""
    return f"{force.slug}-updates-{on.isoformat()}.xlsx"


def workbook(force: Force, standings: Sequence[Standing], *, at: datetime) -> bytes:
    """What is open of a force, one row for each recommendation, with what is being written."""
    book = making.new_book(title=f"Updates: {force}", creator=force.name, at=at)
    sheet = book.worksheets[0]
    making.fill(sheet, TABLE, [_row(force, standing) for standing in standings])
    making.ready_to_print(sheet)
    making.protect(sheet)
    states = DataValidation("list", formula1=f'"{",".join(State.labels)}"')
    states.error = "Choose one of the states in the list, or leave the cell empty."
    days = DataValidation("date", operator="greaterThan", formula1="36525")
    days.error = "Type a date, such as 31 March 2022, or leave the cell empty."
    rules = {"state": states, "next_on": days}
    making.allow_only(sheet, TABLE, rules, last=len(standings) + 1)
    making.explain(book.create_sheet(HOW_TO), _explanation(force, at))
    return making.written(book)


def _row(force: Force, standing: Standing) -> dict[str, Value]:
    recommendation, draft, asked = standing.recommendation, standing.draft, standing.asked
    cells = cells_of(draft)
    summary = "Summary, not the official wording: " if recommendation.is_summary else ""
    return {
        **cells,
        "number": recommendation.number,
        "inspection": recommendation.inspection.short_title,
        "heading": recommendation.heading,
        "asked": in_a_cell(summary + recommendation.text),
        "said": in_a_cell(_said(standing)),
        "promised": uk_date(standing.held_to),
        "wanted": f"{asked.person}, by {uk_date(asked.wanted_by)}" if asked else "",
        "state": State(cells["state"]).label if cells["state"] else "",
        "next_on": draft.next_on if draft else None,
        "mark": mark_for(force.pk, standing),
    }


def _said(standing: Standing) -> str:
    current = standing.current
    if current is None:
        return ""
    return f"{current.get_state_display()}, as at {uk_date(current.as_at)}\n{current.text}"


def _explanation(force: Force, at: datetime) -> Iterator[tuple[str, str]]:
    """Lines of two cells: what each is about, and what there is to say of it."""
    yield "What this is", f"{force}: what is open, to be updated."
    yield "Downloaded", f"{uk_datetime(at)}. Drafts in it are for the force and its body’s office."
    yield from ADVICE.items()
    yield "", ""
    yield "Column", "What is in it"
    for column in COLUMNS:
        yield column.heading, column.about
    yield "", ""
    yield "How it stands", "What it means"
    for state in State:
        yield state.label, MEANING[state]
