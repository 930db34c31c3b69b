"""What each force says of a recommendation as HTML, built by hand like the body of the matrix.

43 of them take four times as long as templates. Every text that people typed goes through `prose`
or `escape`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Self

from django.utils.safestring import SafeString, mark_safe

from forces.govuk.dates import uk_date
from forces.templatetags.prose import prose
from recommendations.templatetags.lateness import lateness_tag
from recommendations.templatetags.oversight import verdict_tag
from reports.answer_markup import answer_html
from reports.choices import SAID_MORE
from reports.matrix_cells import anchor, around
from reports.standing import standing
from reports.templatetags.reports import state_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recommendations.models import Recommendation
    from reports.across import Entry
    from reports.words import Words

BODY = '<p class="govuk-body">'
CLAIM = '<div class="app-claimed"><p class="govuk-body govuk-!-margin-bottom-1">'
CLOSED = (
    '<p class="govuk-body govuk-!-margin-top-2"><strong class="govuk-tag govuk-tag--green">'
    "Closed</strong> on "
)
LINKS = '<p class="govuk-body-s app-links app-no-print govuk-!-margin-top-2">'


@dataclass(frozen=True)
class EntryPage:
    """The page of one recommendation: where its entries lead, and the words looked for."""

    answers: tuple[str, str]
    history: tuple[str, str]
    question: tuple[str, str]
    place: str
    words: Words

    @classmethod
    def of(cls, recommendation: Recommendation, words: Words) -> Self:
        slug, number = recommendation.inspection.slug, recommendation.number
        return cls(
            around("force_answers", slug),
            around("progress_history", slug, number),
            around("question_ask", slug, number),
            anchor(number),
            words,
        )

    def drawn(self, entries: Iterable[Entry]) -> SafeString:
        """The entries, one after another."""
        return mark_safe("".join(self._entry(entry) for entry in entries))  # noqa: S308  # see above

    def _entry(self, entry: Entry) -> str:
        slug, name = entry.force.slug, escape(entry.force.name)
        answers = f"{slug.join(self.answers)}#{self.place}"
        said = "".join(self._said(entry))
        said = self.words.marked(mark_safe(said))  # noqa: S308  # see above
        closed_on = entry.progress.closed_on
        closed = f"{CLOSED}{uk_date(closed_on)}</p>" if closed_on else ""
        return (
            f'<section class="app-entry" aria-labelledby="{slug}">'
            f'<h3 class="govuk-heading-s" id="{slug}">{_link(answers, name)}</h3>'
            f"{said}{closed}{LINKS}{' '.join(self._links(entry, name))}</p>"
            "</section>"
        )

    def _links(self, entry: Entry, name: str) -> Iterator[str]:
        of_force = f'<span class="govuk-visually-hidden"> of {name}</span>'
        yield _link(entry.force.slug.join(self.history), f"Every update{of_force}")
        if entry.answer or entry.claim:
            yield _link(entry.force.slug.join(self.question), f"Ask a question{of_force}")

    def _said(self, entry: Entry) -> Iterator[str]:
        """The answer, or why there is none; what is claimed, and what is made of it."""
        if entry.answer:
            other = entry.answer.answered_with
            together = other.in_a_sentence if other else ""
            yield answer_html(entry.answer, entry.answer.planned_on, together)
        elif entry.is_published:
            yield f"{BODY}The published response says nothing of this recommendation.</p>"
        else:
            lateness = f" {lateness_tag(entry.lateness)}" if entry.lateness else ""
            yield f"{BODY}{escape(standing(entry.response))}.{lateness}</p>"
        if claim := entry.claim:
            next_on = f"Next date: {uk_date(claim.next_on)}. " if claim.next_on else ""
            yield (
                f"{CLAIM}<strong>Progress claimed</strong> as at {uk_date(claim.as_at)}: "
                f"{state_tag(claim.state)}</p>{prose(claim.text)}"
                '<p class="govuk-body-s govuk-!-margin-bottom-0 govuk-!-margin-top-1">'
                f"{next_on}{_files(entry.files)}</p></div>"
            )
        if made := entry.assessment:
            since = f"{BODY}{SAID_MORE}</p>" if entry.has_said_more else ""
            yield (
                f"{CLAIM}<strong>Assessed</strong> on {uk_date(made.assessed_on)}: "
                f"{verdict_tag(made.verdict)}</p>{prose(made.reason)}{since}</div>"
            )


def _link(address: str, words: str) -> str:
    return f'<a class="govuk-link" href="{address}">{words}</a>'


def _files(number: int) -> str:
    if not number:
        return "No evidence."
    return f"{number} file{'' if number == 1 else 's'} as evidence."
