"""What every force says of one recommendation, and what became of it since."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from forces.prepared import prepared
from recommendations.choices import FINISHED
from recommendations.models import (
    Assessment,
    Closure,
    CurrentAssessment,
    CurrentProgress,
    ProgressUpdate,
)
from recommendations.rows import forces_of
from reports.choices import Lack
from reports.matrix import Narrowing
from reports.progress import Progress
from reports.querysets import facts_by_force, published_answers_of
from reports.words import Words, look_in
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.deadlines import Lateness
    from recommendations.models import Recommendation
    from reports.search import Asked
    from responses.models import Response, SignedAnswer

MOST_BESIDE = 6
TO_COME = frozenset({Position.UNDER_WAY, Position.PLANNED, Position.CONSIDERED})


@dataclass(frozen=True)
class Entry:
    """What one force says of a recommendation, how its response stands, and what is made of it."""

    force: Force
    response: Response | None
    lateness: Lateness | None
    answer: SignedAnswer | None
    claim: ProgressUpdate | None
    files: int
    assessment: Assessment | None
    progress: Progress

    @property
    def is_published(self) -> bool:
        return self.response is not None and self.response.is_published

    @property
    def group(self) -> str:
        """The position of the answer, or why there is none."""
        if not self.is_published:
            return Lack.UNPUBLISHED
        return self.answer.position if self.answer and self.answer.position else Lack.UNANSWERED

    @property
    def has_no_date(self) -> bool:
        """Whether something is still to come by what was said last, and no day is named for it."""
        if self.claim:
            return self.claim.state not in FINISHED and self.claim.next_on is None
        return self.group in TO_COME and self.answer is not None and not self.answer.planned_on

    @property
    def has_no_evidence(self) -> bool:
        return self.claim is not None and not self.files

    @property
    def has_said_more(self) -> bool:
        """Whether the force has said more since it was assessed."""
        return self.progress.has_said_more

    @property
    def texts(self) -> Iterator[str]:
        """All that is said, by the force, its body and the inspectors."""
        if self.answer:
            yield from (self.answer.text, self.answer.reason, self.answer.officer_comment)
        if self.claim:
            yield self.claim.text
        if self.assessment:
            yield self.assessment.reason


@dataclass(frozen=True)
class Sifted:
    """The entries that were asked for, and the words that were looked for in them."""

    entries: list[Entry]
    words: Words = field(default_factory=Words)


@dataclass(frozen=True)
class Sieve:
    """Which entries are asked for; empty is all of them."""

    position: str = ""
    state: str = ""
    verdict: str = ""
    asked: Asked | None = None
    forces: frozenset[str] = frozenset()

    def sift(self, entries: Iterable[Entry]) -> Sifted:
        """What fits, in its order. A query where words are looked for."""
        fitting = [entry for entry in entries if self._fits(entry)]
        if self.asked is None:
            return Sifted(fitting)
        found = look_in(["\n\n".join(entry.texts) for entry in fitting], self.asked)
        having = [entry for place, entry in enumerate(fitting) if place in found.places]
        return Sifted(having, found.words)

    def _fits(self, entry: Entry) -> bool:
        if self.forces and entry.force.slug not in self.forces:
            return False
        return self._fits_position(entry) and self._of_cells.fits_cell(entry.progress)

    @cached_property
    def _of_cells(self) -> Narrowing:
        return Narrowing(state=self.state, verdict=self.verdict)

    def _fits_position(self, entry: Entry) -> bool:
        if self.position == Lack.NO_DATE:
            return entry.has_no_date
        if self.position == Lack.NO_EVIDENCE:
            return entry.has_no_evidence
        return self.position in {"", entry.group}


def across(recommendation: Recommendation, actor: Actor) -> list[Entry]:
    """Every force that the inspection concerns, by name. Six queries, however many."""
    inspection = recommendation.inspection
    responses = facts_by_force(inspection)
    answers: dict[int | None, SignedAnswer] = {
        answer.version_id: answer for answer in _answers(inspection.pk, recommendation.pk)
    }
    claims = {claim.force_id: claim for claim in _claims(actor, recommendation.pk)}
    made = {each.force_id: each for each in _assessments(actor, recommendation.pk)}
    closed = dict(_closures(actor, recommendation.pk))
    entries = []
    for force in forces_of(inspection.pk):
        response, claim = responses.get(force.pk), claims.get(force.pk)
        assessment = made.get(force.pk)
        entries.append(
            Entry(
                force,
                response,
                response.lateness(actor.on) if response else None,
                answers.get(response.published_version_id) if response else None,
                claim,
                claim.files if claim else 0,
                assessment,
                Progress(
                    state=claim.state if claim else "",
                    as_at=claim.as_at if claim else None,
                    verdict=assessment.verdict if assessment else "",
                    assessed_on=assessment.assessed_on if assessment else None,
                    closed_on=closed.get(force.pk),
                    has_said_more=bool(claim and assessment and assessment.update_id != claim.pk),
                ),
            )
        )
    return entries


@prepared
def _answers(inspection: int, recommendation: int) -> QuerySet[SignedAnswer]:
    """What published responses say of it, with the other one that some answer it with."""
    answers = published_answers_of(inspection).filter(recommendation=recommendation)
    return answers.select_related("answered_with").only(
        *("version", "position", "planned_on", "text", "reason", "officer_comment"),
        *("answered_with__kind", "answered_with__number"),
    )


@prepared
def _claims(actor: Actor, recommendation: int) -> QuerySet[Any]:
    """What each force claims now, each with the number of its `files` as evidence."""
    current = CurrentProgress.objects.visible_to(actor).filter(recommendation=recommendation)
    updates = ProgressUpdate.objects.filter(pk__in=current.values("update"))
    said = updates.only("force", "state", "as_at", "text", "next_on")
    counted: QuerySet[Any] = said.annotate(files=Count("evidence"))
    return counted


@prepared
def _assessments(actor: Actor, recommendation: int) -> QuerySet[Assessment]:
    """The assessment of each force that stands."""
    current = CurrentAssessment.objects.visible_to(actor).filter(recommendation=recommendation)
    made = Assessment.objects.filter(pk__in=current.values("assessment"))
    return made.only("force", "update", "verdict", "assessed_on", "reason")


@prepared
def _closures(actor: Actor, recommendation: int) -> QuerySet[Closure, tuple[int, date]]:
    """For which forces it is closed, since when."""
    closed = Closure.objects.standing().visible_to(actor).filter(recommendation=recommendation)
    return closed.values_list("force", TruncDate("decided_at"))
