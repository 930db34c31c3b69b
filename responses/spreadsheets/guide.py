"""The words of the sheet that says how to use the spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.govuk.dates import uk_date, uk_datetime
from responses.choices import Position
from responses.spreadsheets.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from responses.models import Response

MEANING = {
    Position.IN_PLACE: "What is asked for was done before.",
    Position.UNDER_WAY: "Work has begun.",
    Position.PLANNED: "Work is decided on. Give the date in “Planned for” where there is one.",
    Position.CONSIDERED: "Not yet an action: say in “Why no action” why nothing is done yet.",
    Position.NO_ACTION: "Nothing will be done: say why in “Why no action”.",
    Position.ANSWERED_WITH: "The answer to another recommendation answers this one too: give its "
    "number in “Answered with”.",
    Position.ELSEWHERE: "It is for others to act. You may comment in “Answer”.",
}
ADVICE = {
    "What to change": "The white cells. What you empty is emptied in the response too, once you "
    "agree to it.",
    "What to leave": "The grey cells, the headings in the first row, and all the rows. You may "
    "add columns of your own: those are not read.",
    "When you have done": "Save it as an Excel workbook (.xlsx), and upload it on the page where "
    "you got it. You are shown what would change before anything does.",
    "If others write too": "Rows that you did not touch stay as they are in the service. If "
    "somebody changed an answer there that you changed here, the upload says so and changes "
    "nothing.",
}


def explanation(response: Response, *, at: datetime) -> Iterator[tuple[str, str]]:
    """Lines of two cells: what each is about, and what there is to say of it."""
    due = f", to be published by {uk_date(response.due_on)}" if response.due_on else ""
    yield "What this is", f"{response.body}: answers to “{response.inspection.title}”{due}."
    yield "Downloaded", f"{uk_datetime(at)}. It is a draft: treat it as your office treats drafts."
    yield from ADVICE.items()
    yield "", ""
    yield "Column", "What is in it"
    for column in COLUMNS:
        yield column.heading, column.about
    yield "", ""
    yield "Position", "What it means"
    for position in Position:
        yield position.label, MEANING[position]
