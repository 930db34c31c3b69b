"""What a comparison can be narrowed to and sorted by, and its short words."""

from __future__ import annotations

from django.db import models

from recommendations.choices import State, Verdict
from responses.choices import Position


class Standing(models.TextChoices):
    """How a response stands, in groups that an inspector asks for."""

    IN_TIME = "in_time", "Published in time"
    PUBLISHED_LATE = "published_late", "Published late"
    UNPUBLISHED = "unpublished", "Not yet published"
    LATE = "late", "Not yet published, and late"
    UNKNOWN = "unknown", "Cannot be told"


STANDING_CODES: dict[str, frozenset[str]] = {
    Standing.IN_TIME: frozenset({"published_on_time"}),
    Standing.PUBLISHED_LATE: frozenset({"published_late", "published_late_at_least"}),
    Standing.UNPUBLISHED: frozenset({"on_time", "due_soon", "late"}),
    Standing.LATE: frozenset({"late"}),
    Standing.UNKNOWN: frozenset({"unknown"}),
}


class ForceKind(models.TextChoices):
    """Forces of an area, and those of a railway, a ministry or an industry."""

    TERRITORIAL = "territorial", "Territorial forces"
    SPECIAL = "special", "Special forces"


class Lack(models.TextChoices):
    """What an answer or a claim lacks, which inspectors look for."""

    UNANSWERED = "unanswered", "Published, but without an answer"
    UNPUBLISHED = "unpublished", "Nothing published here"
    NO_DATE = "no_date", "Still to come, without a date"
    NO_EVIDENCE = "no_evidence", "Progress claimed, without evidence"


# What a cell can be asked for beside the states and the verdicts.
UNCLAIMED, UNASSESSED, BEFORE, CLOSED = "unclaimed", "unassessed", "before", "closed"
CLAIMED_CHOICES = [("", "All"), *State.choices, (UNCLAIMED, "Nothing claimed")]
ASSESSED_CHOICES = [
    ("", "All"),
    *Verdict.choices,
    (UNASSESSED, "Not assessed"),
    (BEFORE, "Not since the force said more"),
    (CLOSED, "Closed"),
]


class Sort(models.TextChoices):
    FORCE = "force", "Force"
    REGION = "region", "Region"
    LATENESS = "lateness", "Lateness, worst first"
    PUBLISHED = "published", "Date of publication"


WORST_FIRST = (
    "late", "published_late", "published_late_at_least", "unknown", "due_soon", "on_time",
    "published_on_time", "no_deadline",
)  # fmt: skip

# A cell of the matrix has room for one or two words.
POSITION_WORDS: dict[str, str] = {
    Position.IN_PLACE: "In place",
    Position.UNDER_WAY: "Under way",
    Position.PLANNED: "Planned",
    Position.CONSIDERED: "Considering",
    Position.NO_ACTION: "No action",
    Position.ANSWERED_WITH: "See",
    Position.ELSEWHERE: "For others",
    "": "Not stated",
}
NO_ANSWER = "No answer"
# Beside an assessment of what the force said before, and after its verdict in a table.
SAID_MORE = "The force has said more since then."
BEFORE_THIS = ", before this was said"
STATE_WORDS: dict[str, str] = {
    State.NOT_STARTED: "Not started",
    State.IN_PROGRESS: "In progress",
    State.COMPLETE: "Complete",
    State.OVERTAKEN: "Overtaken",
    State.NOT_FOR_US: "Not for us",
}

# Colour says again what the word says, and never more.
POSITION_COLOURS: dict[str, str] = {
    Position.IN_PLACE: "green",
    Position.UNDER_WAY: "teal",
    Position.PLANNED: "blue",
    Position.CONSIDERED: "yellow",
    Position.NO_ACTION: "red",
    Position.ANSWERED_WITH: "grey",
    Position.ELSEWHERE: "grey",
    "": "grey",
}
NO_ANSWER_COLOUR = "orange"
STATE_COLOURS: dict[str, str] = {
    State.NOT_STARTED: "orange",
    State.IN_PROGRESS: "teal",
    State.COMPLETE: "green",
    State.OVERTAKEN: "grey",
    State.NOT_FOR_US: "grey",
}
VERDICT_WORDS: dict[str, str] = {
    Verdict.ACCEPTED: "Accepted",
    Verdict.MORE_EVIDENCE: "More evidence",
    Verdict.NOT_ACCEPTED: "Not accepted",
    Verdict.SUPERSEDED: "Superseded",
}
