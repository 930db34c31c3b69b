"""What is still to be entered before an inspection is published, and what would be good to have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommendations.models import Inspection, Recommendation

DONE = "Completed"
NEEDED = "Needed"
OPTIONAL = "Optional"


@dataclass(frozen=True)
class Step:
    """A line of the list: what, how it stands, and the field of the form to go to."""

    title: str
    status: str
    field: str
    hint: str = ""

    @property
    def anchor(self) -> str:
        """The id of the field's control: of the first one, where there are several."""
        return f"id_{self.field}{'_0' if self.field == 'concerned' else ''}"

    @property
    def colour(self) -> str:
        """What is done is plain text."""
        return {NEEDED: "blue", OPTIONAL: "grey"}.get(self.status, "")


def steps(
    inspection: Inspection, recommendations: Sequence[Recommendation], *, force_count: int
) -> list[Step]:
    """What an administrator works through. `policies.check_release` decides in the end."""
    summaries = [r for r in recommendations if r.is_summary]
    count = len(recommendations)
    return [
        Step("Title, date and last day", DONE, "title"),
        Step(
            "Forces concerned",
            DONE if force_count else NEEDED,
            "concerned",
            f"{force_count} chosen" if force_count else "",
        ),
        Step(
            "Recommendations",
            DONE if count else NEEDED,
            "recommendations",
            f"{count} added" if count else "",
        ),
        *([_wording(len(summaries), count)] if summaries else []),
        Step("Address of the report", _given(inspection.url), "url"),
        Step("Key findings", _given(inspection.key_findings), "key_findings"),
        Step(
            "Source and licence of the wording",
            _given(inspection.source and inspection.licence),
            "source",
        ),
    ]


def _wording(summaries: int, count: int) -> Step:
    return Step(
        "Official wording", OPTIONAL, "recommendations", f"{summaries} of {count} hold a summary"
    )


def _given(text: str) -> str:
    return DONE if text else OPTIONAL
