"""How a force stands on recommendations: what it says now, what it drafts, and what is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils import timezone

from forces.prepared import prepared
from forces.prepared.keys import padded
from recommendations.choices import FINISHED
from recommendations.models.closures import Closure
from recommendations.models.progress import CurrentProgress, ProgressUpdate
from recommendations.models.questions import Question
from recommendations.models.recommendations import Part, Recommendation
from recommendations.models.requests import UpdateRequest
from recommendations.promises import Promise, in_succession, trail
from recommendations.rows import recommendations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force
    from recommendations.deadlines import Trail
    from recommendations.models.inspections import Inspection


class Addressed(NamedTuple):
    """A part of a recommendation, and the names of those who must act on it."""

    text: str
    timescale: str
    addressees: Sequence[str]


@dataclass(frozen=True)
class Standing:
    """What a force says now of one recommendation, and the draft of what it will say next.

    `trail` is how its next date was moved; `asked` is who is asked for an update. `questions` wait
    for a reply, those first that are wanted first.
    """

    recommendation: Recommendation
    current: ProgressUpdate | None = None
    draft: ProgressUpdate | None = None
    closure: Closure | None = None
    asked: UpdateRequest | None = None
    trail: Trail | None = None
    questions: Sequence[Question] = ()
    parts: Sequence[Addressed] = ()

    @property
    def mark(self) -> str:
        """Another one whenever what is said, or its draft, has changed."""
        said = self.current.pk if self.current else 0
        drafted = self.draft.mark if self.draft else "0"
        return f"{said}-{drafted}"

    @property
    def anchor(self) -> str:
        """Where it is on a page of several."""
        return f"recommendation-{self.recommendation.pk}"

    @property
    def promised_on(self) -> date | None:
        return self.current.promised_on if self.current else None

    @property
    def held_to(self) -> date | None:
        """The date that the next update is held to: promised last, whatever was claimed since.

        Where the force promised none, that is the one of the published answer, which its draft
        holds.
        """
        promised = self.trail.last if self.trail else None
        return promised or (self.draft.answer_promised_on if self.draft else None)

    @property
    def is_finished(self) -> bool:
        """Whether the force says that nothing is left for it to do."""
        return self.current is not None and self.current.state in FINISHED

    @property
    def is_closed(self) -> bool:
        return self.closure is not None

    @property
    def closed_on(self) -> date | None:
        """The day on which a second inspector authorised it."""
        at = self.closure.decided_at if self.closure else None
        return timezone.localdate(at) if at else None


def standings(inspection: Inspection, force: Force, *, drafts: bool) -> list[Standing]:
    """Every recommendation of an inspection, in its order, as a force stands on it."""
    found = recommendations_of(inspection.pk)
    for each in found:
        each.inspection = inspection
    return standings_of(force, found, drafts=drafts)


def standings_of(
    force: Force, recommendations: Iterable[Recommendation], *, drafts: bool
) -> list[Standing]:
    """These recommendations, in their order, as a force stands on them.

    With `drafts` come the drafts, and who is asked: both are the force's own people's alone.
    """
    listed = list(recommendations)
    keys = padded([each.pk for each in listed])
    parts = addressed_parts(keys)
    current = {row.recommendation_id: row.update for row in _said(force.pk, keys)}
    closure = {row.recommendation_id: row for row in _closed(force.pk, keys)}
    draft: dict[int, ProgressUpdate] = {}
    asked: dict[int, UpdateRequest] = {}
    if drafts:
        draft = {row.recommendation_id: row for row in _drafted(force.pk, keys)}
        asked = {row.recommendation_id: row for row in _asked(force.pk, keys)}
    trails = {
        key: trail(in_succession(Promise._make(promise) for _, *promise in promises))
        for key, promises in groupby(_promises(force.pk, keys), key=itemgetter(0))
    }
    questions: defaultdict[int, list[Question]] = defaultdict(list)
    for question in _questions(force.pk, keys):
        questions[question.recommendation_id].append(question)
    return [
        Standing(
            each,
            current.get(each.pk),
            draft.get(each.pk),
            closure.get(each.pk),
            asked.get(each.pk),
            trails.get(each.pk),
            questions[each.pk],
            parts[each.pk],
        )
        for each in listed
    ]


def addressed_parts(keys: tuple[int, ...]) -> defaultdict[int, list[Addressed]]:
    """The parts of recommendations with these keys, by key, in the order of each. One query."""
    parts: defaultdict[int, list[Addressed]] = defaultdict(list)
    for key, text, timescale, names in _parts(keys):
        parts[key].append(Addressed(text, timescale, names or ()))
    return parts


@prepared
def _parts(keys: tuple[int, ...]) -> QuerySet[Part, tuple[int, str, str, list[str] | None]]:
    """Of each part, in its order: of what it is, its words, its timescale, and who must act."""
    names = ArrayAgg("addressees__name", order_by="addressees__pk")
    parts = Part.objects.filter(recommendation__in=keys).annotate(names=names)
    return parts.order_by("position").values_list("recommendation", "text", "timescale", "names")


@prepared
def _said(force: int, keys: tuple[int, ...]) -> QuerySet[CurrentProgress]:
    said = CurrentProgress.objects.filter(force=force, recommendation__in=keys)
    return said.select_related("update")


@prepared
def _closed(force: int, keys: tuple[int, ...]) -> QuerySet[Closure]:
    closed: QuerySet[Closure] = Closure.objects.standing()
    return closed.filter(force=force, recommendation__in=keys)


@prepared
def _drafted(force: int, keys: tuple[int, ...]) -> QuerySet[ProgressUpdate]:
    drafts = ProgressUpdate.objects.drafts().filter(force=force, recommendation__in=keys)
    return drafts.select_related("written_by")


@prepared
def _asked(force: int, keys: tuple[int, ...]) -> QuerySet[UpdateRequest]:
    asked = UpdateRequest.objects.open().filter(force=force, recommendation__in=keys)
    wanted: QuerySet[UpdateRequest] = asked.select_related("person", "asked_by")
    return wanted


@prepared
def _promises(force: int, keys: tuple[int, ...]) -> QuerySet[ProgressUpdate, Any]:
    """What was promised of each recommendation, from first to last."""
    said = ProgressUpdate.objects.filter(force=force, recommendation__in=keys)
    return said.in_succession().values_list("recommendation", *Promise._fields)


@prepared
def _questions(force: int, keys: tuple[int, ...]) -> QuerySet[Question]:
    """What inspectors ask and is not replied to."""
    questions: QuerySet[Question] = Question.objects.open().most_urgent_first()
    return questions.filter(force=force, recommendation__in=keys)
