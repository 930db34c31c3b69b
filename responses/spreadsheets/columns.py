"""The columns of the spreadsheet, in their order: the one place that names them."""

from __future__ import annotations

from forces.spreadsheets.columns import DATE, TEXT, Column, Table

HOW_TO = "How to use this"


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
PROSE = frozenset({"text", "reason"})
TABLE = Table("Answers", COLUMNS, "the answers", ("Number", "Answer"))
