"""The lines and the columns of an inspection in a spreadsheet: the one place that names them.

Their names are the keys of an inspection file, so that both are read by the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.spreadsheets import Column, Table
from recommendations.choices import CountingRule, Kind, Scope, Wording

if TYPE_CHECKING:
    from django.db.models import TextChoices

INSPECTION, HOW_TO = "Inspection", "How to use this"
ALL_TERRITORIAL = "All territorial forces"
BETWEEN = "; "
LISTED = "Where there are several, put a semicolon between them."

CHOICES: dict[str, type[TextChoices]] = {
    "scope": Scope,
    "counting_rule": CountingRule,
    "kind": Kind,
    "wording": Wording,
}


def offered(name: str) -> list[str]:
    """The words to choose from: without commas, which part the words of a list in a workbook."""
    return [value.replace("_", " ").capitalize() for value in CHOICES[name].values]


def _one_of(name: str) -> str:
    return f"{', '.join(offered(name)[:-1])} or {offered(name)[-1]}."


def _written(name: str, heading: str, width: int, about: str, *, is_needed: bool = False) -> Column:
    return Column(name, heading, width, about, is_written=True, is_needed=is_needed)


LINES = (
    _written("title", "Title", 0, "The title of the report.", is_needed=True),
    _written("short_title", "Short title", 0, "A few words for lists and mails.", is_needed=True),
    _written(
        "slug",
        "Name in addresses",
        0,
        "Lower-case letters, digits and hyphens. Leave it empty to have one made from the title.",
    ),
    _written(
        "published_on",
        "Date of publication",
        0,
        "For example, 16 July 2021. It may lie ahead.",
        is_needed=True,
    ),
    _written("url", "Address of the report", 0, "Every response states it."),
    _written(
        "inspectorates",
        "Inspectorates",
        0,
        f"Such as HMICFRS. {LISTED}",
        is_needed=True,
    ),
    _written("scope", "National or one force", 0, f"{_one_of('scope')} Empty means national."),
    _written(
        "forces",
        "Forces concerned",
        0,
        f"“{ALL_TERRITORIAL}”, or their names. {LISTED}",
        is_needed=True,
    ),
    _written(
        "follows_up",
        "Follows up",
        0,
        "The name in addresses of the inspection that this one follows up.",
    ),
    _written(
        "counting_rule",
        "How the last day is counted",
        0,
        f"{_one_of('counting_rule')} Empty means as the Act does.",
    ),
    _written("due_on", "Last day for responses", 0, "Only where it is explicit."),
    _written(
        "rule_reason",
        "Reason for another rule",
        0,
        "Only where the last day is not counted as the Act does.",
    ),
    _written("key_findings", "Key findings", 0, "In your words."),
    _written("source", "Source of the wording", 0, "Where the wording is from."),
    _written("licence", "Licence", 0, "Under which the wording may be used."),
)
COLUMNS = (
    _written(
        "number",
        "Number",
        12,
        "As the report writes it, such as 4, or AFI 2. Leave it empty in a further row of the "
        "same recommendation.",
        is_needed=True,
    ),
    _written("heading", "Heading", 26, "A few words for lists.", is_needed=True),
    _written("kind", "What it is", 20, f"{_one_of('kind')} Empty means the first of these."),
    _written(
        "wording",
        "Wording",
        12,
        f"{_one_of('wording')} A summary is marked as not the report’s own words.",
        is_needed=True,
    ),
    _written("text", "Text", 70, "All of the recommendation.", is_needed=True),
    _written(
        "part",
        "Part",
        50,
        "Only where different bodies must act on different parts: a stretch of the text, word for "
        "word. Each part has a row, and together they quote the whole text.",
    ),
    _written("addressees", "Addressed to", 26, f"Who must act. {LISTED}", is_needed=True),
    _written("timescale", "Timescale", 20, "As the report says it, such as: Immediately."),
    _written(
        "measure",
        "Figure",
        30,
        "A number that each force is asked for every year. Each has a row.",
    ),
    _written(
        "unit",
        "Unit",
        16,
        "What the figure is a number of, such as investigators. Of a figure in per cent no more "
        "than 100 is taken.",
    ),
    _written("definition", "What the figure counts", 40, "And what it does not."),
    _written(
        "follows_up",
        "Takes up again",
        12,
        "The number of a recommendation of the inspection that is followed up.",
    ),
    _written("themes", "Themes", 26, f"What it is about, such as: Victims’ services. {LISTED}"),
)
TABLE = Table("Recommendations", COLUMNS, "the template", ("Number", "Addressed to"))
