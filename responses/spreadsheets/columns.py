"""The columns of the spreadsheet, in their order: the one place that names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SHEET = "Answers"
HOW_TO = "How to use this"
TEXT, DATE = "@", "d mmmm yyyy"


@dataclass(frozen=True)
class Column:
    """One column: its heading, and for whom it is.

    What people may change is `is_written`. What the upload cannot do without is `is_needed`.
    """

    name: str
    heading: str
    width: int
    about: str
    is_written: bool = False
    is_needed: bool = False
    format: str = TEXT


def _written(name: str, heading: str, width: int, about: str, form: str = TEXT) -> Column:
    return Column(name, heading, width, about, is_written=True, is_needed=True, format=form)


NUMBER = Column(
    "number", "Number", 12, "The number of the recommendation in the report.", is_needed=True
)
MARK = Column(
    "mark",
    "Mark",
    12,
    "Says which answer the row holds, as it was when you downloaded it. Without it the row cannot "
    "be taken back.",
    is_needed=True,
)
COLUMNS = (
    NUMBER,
    Column("heading", "Heading", 22, "What the recommendation is about."),
    Column("asked", "What is asked", 60, "The recommendation, as the report words it."),
    Column(
        "is_for_police",
        "For police forces",
        12,
        "Yes where police forces must act. Those need an action, or a reason why there is none.",
    ),
    _written(
        "local_number",
        "Your own number",
        12,
        "Only if your letter numbers the recommendation differently. At most 10 characters.",
    ),
    _written("position", "Position", 22, "One of the positions listed below."),
    _written(
        "planned_on",
        "Planned for",
        20,
        "The date when it will be done, for “Action planned” only. For example, 31 March 2022.",
        DATE,
    ),
    _written(
        "answered_with",
        "Answered with",
        14,
        "For “Answered together with another”: the number of the recommendation that has the "
        "answer.",
    ),
    _written(
        "text",
        "Answer",
        70,
        "What has been done, or will be. Leave an empty line between paragraphs. Begin a line "
        "with - for a list.",
    ),
    _written(
        "reason",
        "Why no action",
        50,
        "Why there is no action, or not yet: section 55(5B)(b) of the Police Act 1996.",
    ),
    Column("saved", "Last saved", 24, "Who saved the answer last in this service, and when."),
    MARK,
)
WRITTEN = tuple(column for column in COLUMNS if column.is_written)
NEEDED = tuple(column for column in COLUMNS if column.is_needed)
PROSE = frozenset({"text", "reason"})


class Place(NamedTuple):
    """Where a cell is in somebody's file: its row, the letter of its column, and the heading."""

    row: int
    letter: str
    heading: str

    def __str__(self) -> str:
        return f"Row {self.row}, column {self.letter} (“{self.heading}”)"
