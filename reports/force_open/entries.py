"""What there is to tell of each of a force's recommendations.

Of a thousand recommendations are told at once, of which each was told of ten times. What is shown
comes as tuples: rows of models take five times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from forces.govuk.dates import uk_date
from recommendations.addresses import of_number
from recommendations.choices import UNFINISHED, State, Verdict
from recommendations.promises import trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from forces.models import Force
    from recommendations.deadlines import Trail
    from recommendations.promises import Told


# Looked up for each row: an enumeration takes three times as long.
STATES, VERDICTS = dict(State.choices), dict(Verdict.choices)


class Report(NamedTuple):
    """What is shown of an inspection."""

    slug: str
    title: str
    short_title: str
    published_on: date


class Asked(NamedTuple):
    """What is shown of a recommendation, without its text."""

    key: int
    number: str
    heading: str
    inspection: Report

    @property
    def title(self) -> str:
        """Number and heading."""
        return f"{self.number}: {self.heading}"


class Said(NamedTuple):
    """What is shown of an update that was submitted."""

    as_at: date
    next_on: date | None
    answer_promised_on: date | None
    state: str
    text: str
    moved_reason: str

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def promised_on(self) -> date | None:
        """The next date that still stands, as of an update itself."""
        return self.next_on if self.state in UNFINISHED else None


NOW = "now"


class Judged(NamedTuple):
    """What is shown of the assessment that stands: `of` is NOW if it is of the last update."""

    verdict: str
    assessed_on: date
    reason: str
    of: str

    @property
    def verdict_words(self) -> str:
        return str(VERDICTS[self.verdict])


class Closed(NamedTuple):
    """What is shown of a closure that stands."""

    decided_on: date
    proposed_by: str
    decided_by: str
    reason: str


class Wanted(NamedTuple):
    """What is shown of a colleague who is asked for an update."""

    person: str
    wanted_by: date


class Raised(NamedTuple):
    """What is shown of a question that waits for a reply."""

    asked_by: str
    asked_on: date
    reply_by: date
    text: str


class File(NamedTuple):
    """What is shown of a file that is evidence."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Entry:
    """One recommendation, as it stands for a force."""

    recommendation: Asked
    told: Sequence[Told[Said]] = ()
    assessment: Judged | None = None
    closure: Closed | None = None
    request: Wanted | None = None
    questions: Sequence[Raised] = ()
    evidence: Sequence[File] = ()

    @property
    def inspection(self) -> Report:
        return self.recommendation.inspection

    @property
    def update(self) -> Said | None:
        """What the force says now is the last that it said."""
        return self.told[-1].update if self.told else None

    @property
    def has_said_more(self) -> bool:
        """Whether the force has said more since it was assessed."""
        return self.update is not None and self.assessment is not None and self.assessment.of != NOW

    @property
    def slips(self) -> list[Told[Said]]:
        """The updates with which a date was put off, the first one first: each says why."""
        return [each for each in self.told if each.put_off_from]

    @property
    def moves_in_words(self) -> list[str]:
        """What became of each date that did not stay: so the first leads to the last.

        A date may be brought forward without a reason, and that is not counted as moved.
        """
        return [*filter(None, map(_in_words, self.told))]

    @property
    def trail(self) -> Trail | None:
        """What the dates given one after another came to."""
        return trail(self.told)

    @property
    def evidence_names(self) -> str:
        return ", ".join([file.name for file in self.evidence])

    @property
    def evidence_marks(self) -> str:
        """The SHA-256 of each file, in the order of their names: whoever has one can check it."""
        return ", ".join([file.sha256 for file in self.evidence])

    def address(self, force: Force) -> str:
        """Where the whole history of it is."""
        place = self.inspection.slug, force.slug, self.recommendation.number
        return of_number("progress_history", *place)

    @property
    def promised_on(self) -> date | None:
        return self.update.promised_on if self.update else None


def _in_words(told: Told[Said]) -> str:
    """What an update makes of the date promised before it; nothing where that stays."""
    update = told.update
    if told.brought_forward_from:
        return f"{uk_date(told.brought_forward_from)} brought forward to {uk_date(update.next_on)}"
    if told.put_off_from is None:
        return ""
    became = f"became {uk_date(update.next_on)}" if update.next_on else "was given up"
    return f"{uk_date(told.put_off_from)} {became}: {update.moved_reason}"
