"""What forces claim and what inspectors make of it, for all of an inspection in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, Value
from django.db.models.functions import TruncDate

from forces.prepared import prepared
from recommendations.models import Closure, CurrentAssessment, CurrentProgress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.models import Recommendation

CLAIM, ASSESSMENT, CLOSURE = "claim", "assessment", "closure"


class Progress(NamedTuple):
    """Where a force stands with one recommendation: what it says itself, and what inspectors say.

    The claim and the assessment stand beside each other; empty is that there is none.
    """

    state: str = ""
    as_at: date | None = None
    verdict: str = ""
    assessed_on: date | None = None
    closed_on: date | None = None


NONE = Progress()


def progress_by_force(
    recommendations: Iterable[Recommendation], actor: Actor
) -> dict[int, dict[int, Progress]]:
    """What the actor may see of it, by the ids of the force and the recommendation."""
    found: defaultdict[int, dict[int, Progress]] = defaultdict(dict)
    for force, recommendation, kind, word, day in _rows(
        actor, tuple(each.pk for each in recommendations)
    ):
        of_force = found[force]
        state, as_at, verdict, assessed_on, closed_on = of_force.get(recommendation, NONE)
        if kind == CLAIM:
            state, as_at = word, day
        elif kind == ASSESSMENT:
            verdict, assessed_on = word, day
        else:
            closed_on = day
        of_force[recommendation] = Progress(state, as_at, verdict, assessed_on, closed_on)
    return found


@prepared
def _rows(actor: Actor, recommendations: tuple[int, ...]) -> QuerySet[Any, Any]:
    """Rows of one shape: force, recommendation, what it is, its word and its day."""
    claims, assessments, closures = (
        rows.visible_to(actor)
        .filter(recommendation__in=recommendations)
        .values_list("force", "recommendation", Value(kind), word, day)
        for rows, kind, word, day in (
            (CurrentProgress.objects.all(), CLAIM, F("state"), F("as_at")),
            (
                CurrentAssessment.objects.all(),
                ASSESSMENT,
                F("verdict"),
                F("assessed_on"),
            ),
            (Closure.objects.standing(), CLOSURE, F("decision"), TruncDate("decided_at")),
        )
    )
    return claims.union(assessments, closures, all=True)
