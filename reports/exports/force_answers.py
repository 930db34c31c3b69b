"""What one force says of all recommendations of an inspection, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from reports.exports.said import ANSWERED, CLAIMED, answered, claimed
from reports.matrix_cells import anchor
from reports.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forces.csv_text import Value
    from reports.comparisons import ForceAnswers

COLUMNS = (
    "Inspection", "Report published", "Force", "ONS code", "Response", "Recommendation", "Heading",
    "What was recommended", "Wording", *ANSWERED, *CLAIMED, "Address",
)  # fmt: skip


def force_answer_rows(answers: ForceAnswers) -> Iterator[list[Value]]:
    """A heading, then a row for each recommendation, in the report's order."""
    yield list(COLUMNS)
    inspection, force, response = answers.inspection, answers.force, answers.response
    page = settings.SITE_URL + reverse("force_answers", args=[inspection.slug, force.slug])
    for item in answers.items:
        recommendation = item.recommendation
        yield [
            inspection.short_title,
            inspection.published_on,
            force.name,
            force.ons_code,
            standing(response),
            recommendation.number,
            recommendation.heading,
            recommendation.text,
            recommendation.get_wording_display(),
            *answered(response, item.answer),
            *claimed(item.claim),
            f"{page}#{anchor(recommendation.number)}",
        ]
