"""A recommendation in full, built by hand: a round shows 25 of them.

docs/decisions/0011 weighs the same for the matrix. All text goes through `filled` or `prose`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from forces.govuk.markup import filled, joined
from forces.templatetags.govuk import govuk_tag
from forces.templatetags.prose import prose
from recommendations.models.standings import Addressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommendations.models import Recommendation

register = template.Library()

NOTHING = SafeString()
SUMMARY = SafeString(
    f'<p class="govuk-body">{govuk_tag("Summary", "yellow")} This is a summary, not the official '
    "wording.</p>\n"
)
PARTS = '<ol class="govuk-list govuk-!-margin-top-3">\n{}</ol>\n'
PART = (
    '<li class="app-parts__part">\n<p class="govuk-body-s govuk-!-margin-bottom-0">“{}”</p>\n'
    "{}</li>\n"
)
ADDRESSEES = (
    '<p class="govuk-body-s govuk-!-margin-top-2"><strong>Addressed to:</strong> {}{}</p>\n'
)
TIMESCALE = "<br><strong>Timescale:</strong> {}"


@register.simple_tag
def recommendation_in_full(recommendation: Recommendation) -> SafeString:
    """Its words, and who must act. Prefetch or attach `parts` with their `addressees`."""
    parts = [
        Addressed(part.text, part.timescale, [str(each) for each in part.addressees.all()])
        for part in recommendation.parts.all()
    ]
    return in_full(recommendation, parts)


def in_full(recommendation: Recommendation, parts: Sequence[Addressed]) -> SafeString:
    """The words of a recommendation, and who must act on which part."""
    summary = SUMMARY if recommendation.is_summary else NOTHING
    if len(parts) > 1:
        quoted = joined(filled(PART, part.text, _addressees(part)) for part in parts)
        addressed = filled(PARTS, quoted)
    else:
        addressed = joined(map(_addressees, parts))
    return summary + prose(recommendation.text) + addressed


def _addressees(part: Addressed) -> SafeString:
    timescale = filled(TIMESCALE, part.timescale) if part.timescale else NOTHING
    return filled(ADDRESSEES, ", ".join(part.addressees), timescale)
