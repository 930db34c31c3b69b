"""What there is to tell of a force's recommendations, a few or all: the queries stay the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from forces.govuk.dates import uk_date
from forces.prepared import prepared
from forces.prepared.keys import padded
from recommendations.deadlines import Trail, trail
from recommendations.models import (
    Closure,
    CurrentAssessment,
    CurrentProgress,
    Evidence,
    ProgressUpdate,
    Question,
    UpdateRequest,
)
from recommendations.models.rounds import in_succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Assessment, Inspection, Recommendation
    from recommendations.models.rounds import Told


@dataclass(frozen=True)
class Entry:
    """One recommendation, as it stands for a force."""

    recommendation: Recommendation
    update: ProgressUpdate | None = None
    assessment: Assessment | None = None
    closure: Closure | None = None
    request: UpdateRequest | None = None
    told: Sequence[Told] = ()
    questions: Sequence[Question] = ()
    evidence: Sequence[Evidence] = ()

    @property
    def inspection(self) -> Inspection:
        return self.recommendation.inspection

    @property
    def slips(self) -> list[Told]:
        """The updates with which a date was put off, the first one first: each says why."""
        return [each for each in self.told if each.put_off_from]

    @property
    def slips_in_words(self) -> list[str]:
        """What became of each date that was put off, and why."""
        return [_in_words(slip.put_off_from, slip.update) for slip in self.slips]

    @property
    def trail(self) -> Trail | None:
        """What the dates given one after another came to."""
        return trail(each.update.next_on for each in self.told)

    @property
    def evidence_names(self) -> str:
        return ", ".join(file.name for file in self.evidence)

    @property
    def evidence_marks(self) -> str:
        """The SHA-256 of each file, in the order of their names: whoever has one can check it."""
        return ", ".join(file.sha256 for file in self.evidence)

    def address(self, force: Force) -> str:
        """Where the whole history of it is."""
        args = [self.inspection.slug, force.slug, self.recommendation.number]
        return reverse("progress_history", args=args)

    @property
    def promised_on(self) -> date | None:
        return self.update.promised_on if self.update else None


def _in_words(put_off_from: date | None, update: ProgressUpdate) -> str:
    became = f"became {uk_date(update.next_on)}" if update.next_on else "was given up"
    return f"{uk_date(put_off_from)} {became}: {update.moved_reason}"


def entries_of(asked: Iterable[Recommendation], force: Force, actor: Actor) -> list[Entry]:
    """These recommendations in the same order, with what a person may read of each. Seven queries.

    They come with their inspections.
    """
    rows = list(asked)
    about = actor, force.pk, padded([each.pk for each in rows])
    said = _one_each(_said(*about))
    judged = _one_each(_judged(*about))
    closed = _one_each(_closed(*about))
    requests = _one_each(_requested(*about))
    questions = _many_each(_questions(*about))
    told = {key: in_succession(each) for key, each in _many_each(_told(*about)).items()}
    evidence: dict[int, list[Evidence]] = {}
    for file in _evidence(*about):
        evidence.setdefault(file.update.recommendation_id, []).append(file)
    return [
        Entry(
            each,
            said[each.pk].update if each.pk in said else None,
            judged[each.pk].assessment if each.pk in judged else None,
            closed.get(each.pk),
            requests.get(each.pk),
            told.get(each.pk, ()),
            questions.get(each.pk, ()),
            evidence.get(each.pk, ()),
        )
        for each in rows
    ]


def _one_each(rows: Iterable[Any]) -> dict[int, Any]:
    """The row of each recommendation, of which there is one."""
    return {row.recommendation_id: row for row in rows}


def _many_each(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """The rows of each recommendation, in their order."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.recommendation_id, []).append(row)
    return found


@prepared
def _said(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[CurrentProgress]:
    said = CurrentProgress.objects.visible_to(actor).select_related("update")
    return said.filter(force=force, recommendation__in=keys)


@prepared
def _judged(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[CurrentAssessment]:
    judged = CurrentAssessment.objects.visible_to(actor).select_related("assessment")
    return judged.filter(force=force, recommendation__in=keys)


@prepared
def _closed(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[Closure]:
    closed = Closure.objects.visible_to(actor).standing()
    people = closed.select_related("proposed_by", "decided_by")
    return people.filter(force=force, recommendation__in=keys)


@prepared
def _requested(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[UpdateRequest]:
    requests = UpdateRequest.objects.visible_to(actor).open().select_related("person")
    return requests.filter(force=force, recommendation__in=keys)


@prepared
def _questions(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[Question]:
    questions = Question.objects.visible_to(actor).open().select_related("asked_by")
    return questions.filter(force=force, recommendation__in=keys).order_by("asked_at")


@prepared
def _told(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[ProgressUpdate]:
    """What was told from first to last, for its dates: without its text."""
    told = ProgressUpdate.objects.visible_to(actor).submitted().latest_first().reverse()
    dated = told.only("recommendation_id", "as_at", "state", "next_on", "moved_reason")
    return dated.filter(force=force, recommendation__in=keys)


@prepared
def _evidence(actor: Actor, force: int, keys: tuple[int, ...]) -> QuerySet[Evidence]:
    """The files of what was submitted, the oldest first."""
    files = Evidence.objects.visible_to(actor).filter(
        update__submitted_at__isnull=False, update__force=force, update__recommendation__in=keys
    )
    shown = files.select_related("update").only("name", "sha256", "update__recommendation_id")
    return shown.order_by("added_at", "pk")
