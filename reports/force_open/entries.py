"""What there is to tell of a force's recommendations, a few or all: the queries stay the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.urls import reverse

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
    from recommendations.querysets import ProgressUpdateQuerySet


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
    def trail(self) -> Trail | None:
        """What the dates given one after another came to."""
        return trail(each.update.next_on for each in self.told)

    @property
    def evidence_names(self) -> str:
        return ", ".join(file.name for file in self.evidence)

    def address(self, force: Force) -> str:
        """Where the whole history of it is."""
        args = [self.inspection.slug, force.slug, self.recommendation.number]
        return reverse("progress_history", args=args)

    @property
    def promised_on(self) -> date | None:
        return self.update.promised_on if self.update else None


def entries_of(asked: Iterable[Recommendation], force: Force, actor: Actor) -> list[Entry]:
    """These recommendations in the same order, with what a person may read of each. Seven queries.

    They come with their inspections.
    """
    rows = list(asked)
    about: dict[str, Any] = {"force": force, "recommendation__in": [each.pk for each in rows]}
    said = _one_each(CurrentProgress.objects.visible_to(actor).select_related("update"), about)
    judged = _one_each(
        CurrentAssessment.objects.visible_to(actor).select_related("assessment"), about
    )
    closed = _one_each(
        Closure.objects.visible_to(actor).standing().select_related("proposed_by", "decided_by"),
        about,
    )
    requests = _one_each(
        UpdateRequest.objects.visible_to(actor).open().select_related("person"), about
    )
    questions = _many_each(
        Question.objects.visible_to(actor).open().select_related("asked_by").order_by("asked_at"),
        about,
    )
    told = _told(ProgressUpdate.objects.visible_to(actor), about)
    evidence = _evidence(actor, about)
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


def _one_each(rows: QuerySet[Any], about: dict[str, Any]) -> dict[int, Any]:
    """The row of each recommendation, of which there is one."""
    return {row.recommendation_id: row for row in rows.filter(**about)}


def _many_each(rows: QuerySet[Any], about: dict[str, Any]) -> dict[int, list[Any]]:
    """The rows of each recommendation, in their order."""
    by_recommendation = attrgetter("recommendation_id")
    found = sorted(rows.filter(**about), key=by_recommendation)
    return {key: list(each) for key, each in groupby(found, key=by_recommendation)}


def _told(updates: ProgressUpdateQuerySet, about: dict[str, Any]) -> dict[int, list[Told]]:
    """What was told of each recommendation from first to last, for its dates: without its text."""
    in_order = updates.submitted().latest_first().reverse().defer("text")
    return {key: in_succession(each) for key, each in _many_each(in_order, about).items()}


def _evidence(actor: Actor, about: dict[str, Any]) -> dict[int, list[Evidence]]:
    """The files of what was submitted of each recommendation, the oldest first."""
    files = (
        Evidence.objects.visible_to(actor)
        .without_content()
        .filter(
            update__submitted_at__isnull=False,
            **{f"update__{name}": value for name, value in about.items()},
        )
        .select_related("update")
        .order_by("added_at", "pk")
    )
    found: dict[int, list[Evidence]] = {}
    for file in files:
        found.setdefault(file.update.recommendation_id, []).append(file)
    return found
