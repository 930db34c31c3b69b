"""The columns of the spreadsheet of a round, in their order: the one place that names them."""

from __future__ import annotations

from forces.spreadsheets.columns import DATE, TEXT, Column, Table

SHEET, HOW_TO = "Updates", "How to use this"


def _written(name: str, heading: str, width: int, about: str, form: str = TEXT) -> Column:
    return Column(name, heading, width, about, is_written=True, is_needed=True, format=form)


COLUMNS = (
    Column(
        "number", "Number", 12, "The number of the recommendation in its report.", is_needed=True
    ),
    Column("inspection", "Inspection", 24, "The report that makes the recommendation."),
    Column("heading", "Heading", 22, "What the recommendation is about."),
    Column("asked", "What is asked", 50, "The recommendation, as the report words it."),
    Column("said", "Said last", 50, "What was submitted last, as at which day."),
    Column("promised", "Date said last", 20, "The date promised last: a later one needs a reason."),
    Column("wanted", "Who is asked", 24, "Who is asked to update this, and by when."),
    _written("state", "How it stands", 18, "One of the states listed below."),
    _written(
        "text",
        "What has changed",
        70,
        "What has been done since. Leave an empty line between paragraphs. Begin a line with - for "
        "a list.",
    ),
    _written(
        "next_on",
        "Next date",
        20,
        "When something is to be done next. For example, 31 March 2022. Leave it empty to keep the "
        "date said last, while that lies ahead.",
        DATE,
    ),
    _written(
        "moved_reason",
        "Reason for moving the date",
        40,
        "Why the next date is later than the one said last, or no longer given.",
    ),
    Column(
        "mark",
        "Mark",
        12,
        "Says which recommendation the row is of, as it was when you downloaded it. Without it "
        "the row cannot be taken back.",
        is_needed=True,
    ),
)
WRITTEN = tuple(column for column in COLUMNS if column.is_written)
PROSE = frozenset({"text", "moved_reason"})
TABLE = Table(SHEET, COLUMNS, "the updates", ("How it stands", "What has changed"))
