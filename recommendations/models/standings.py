"""How a force stands on recommendations: what it says now, what it drafts, and what is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone

from recommendations import deadlines
from recommendations.models.closures import Closure
from recommendations.models.progress import CurrentProgress, ProgressUpdate
from recommendations.models.questions import Question
from recommendations.models.requests import UpdateRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from forces.models import Force
    from recommendations.deadlines import Trail
    from recommendations.models.inspections import Inspection
    from recommendations.models.recommendations import Recommendation


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

    @property
    def mark(self) -> str:
        """Another one whenever what is said, or its draft, has changed."""
        said = self.current.pk if self.current else 0
        drafted = f"{self.draft.pk}.{self.draft.written_at.timestamp()}" if self.draft else "0"
        return f"{said}-{drafted}"

    @property
    def anchor(self) -> str:
        """Where it is on a page of several."""
        return f"recommendation-{self.recommendation.pk}"

    @property
    def promised_on(self) -> date | None:
        return self.current.promised_on if self.current else None

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
    return standings_of(force, inspection.recommendations.in_order(), drafts=drafts)


def standings_of(
    force: Force, recommendations: Iterable[Recommendation], *, drafts: bool
) -> list[Standing]:
    """These recommendations, in their order, as a force stands on them.

    With `drafts` come the drafts, and who is asked: both are the force's own people's alone.
    """
    listed = list(recommendations)
    prefetch_related_objects(listed, "parts__addressees")
    about = {"force": force, "recommendation__in": [each.pk for each in listed]}
    said = CurrentProgress.objects.filter(**about).select_related("update")
    current = {row.recommendation_id: row.update for row in said}
    closed = Closure.objects.standing().filter(**about)
    closure = {row.recommendation_id: row for row in closed}
    draft: dict[int, ProgressUpdate] = {}
    asked: dict[int, UpdateRequest] = {}
    if drafts:
        written = ProgressUpdate.objects.drafts().filter(**about).select_related("written_by")
        draft = {row.recommendation_id: row for row in written}
        wanted = UpdateRequest.objects.open().filter(**about).select_related("person", "asked_by")
        asked = {row.recommendation_id: row for row in wanted}
    trails, questions = _trails(about), _questions(about)
    return [
        Standing(
            each,
            current.get(each.pk),
            draft.get(each.pk),
            closure.get(each.pk),
            asked.get(each.pk),
            trails.get(each.pk),
            questions[each.pk],
        )
        for each in listed
    ]


def _questions(about: dict[str, object]) -> dict[int, list[Question]]:
    """What inspectors ask and is not replied to, by the recommendation's id."""
    found: dict[int, list[Question]] = defaultdict(list)
    for each in Question.objects.open().filter(**about).most_urgent_first():
        found[each.recommendation_id].append(each)
    return found


def _trails(about: dict[str, object]) -> dict[int, Trail | None]:
    """How often the next date of each recommendation was moved, by its id."""
    submitted = ProgressUpdate.objects.submitted().filter(**about)
    given = submitted.exclude(next_on=None).order_by(
        "recommendation", "as_at", "submitted_at", "pk"
    )
    rows = given.values_list("recommendation", "next_on")
    return {
        pk: deadlines.trail(next_on for _, next_on in dates)
        for pk, dates in groupby(rows, key=itemgetter(0))
    }
