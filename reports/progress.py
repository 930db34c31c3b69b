"""What forces claim and what inspectors make of it, for all of an inspection in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigIntegerField, F, Value
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

    The claim and the assessment stand beside each other; empty is that there is none. Whether the
    force `has_said_more` since is for who reads both: the assessment is of what it said before.
    """

    state: str = ""
    as_at: date | None = None
    verdict: str = ""
    assessed_on: date | None = None
    closed_on: date | None = None
    has_said_more: bool = False


NONE = Progress()


def progress_by_force(
    recommendations: Iterable[Recommendation], actor: Actor
) -> dict[int, dict[int, Progress]]:
    """What the actor may see of it, by the ids of the force and the recommendation."""
    found: defaultdict[int, dict[int, Progress]] = defaultdict(dict)
    updates: dict[tuple[int, int], int | None] = {}
    for force, recommendation, kind, word, day, update in _rows(
        actor, tuple(each.pk for each in recommendations)
    ):
        of_force = found[force]
        state, as_at, verdict, assessed_on, closed_on, more = of_force.get(recommendation, NONE)
        if kind == CLOSURE:
            closed_on = day
        else:
            # Whichever comes second, the claim or the assessment, is of the other's update or not.
            more = updates.setdefault((force, recommendation), update) != update
            if kind == CLAIM:
                state, as_at = word, day
            else:
                verdict, assessed_on = word, day
        of_force[recommendation] = Progress(state, as_at, verdict, assessed_on, closed_on, more)
    return found


@prepared
def _rows(actor: Actor, recommendations: tuple[int, ...]) -> QuerySet[Any, Any]:
    """Rows of one shape: force, recommendation, what it is, its word, its day, of which update."""
    claims, assessments, closures = (
        rows.visible_to(actor)
        .filter(recommendation__in=recommendations)
        .values_list("force", "recommendation", Value(kind), word, day, update)
        for rows, kind, word, day, update in (
            (CurrentProgress.objects.all(), CLAIM, F("state"), F("as_at"), F("update")),
            (
                CurrentAssessment.objects.all(),
                ASSESSMENT,
                F("verdict"),
                F("assessed_on"),
                F("update"),
            ),
            (
                Closure.objects.standing(),
                CLOSURE,
                F("decision"),
                TruncDate("decided_at"),
                Value(None, BigIntegerField()),
            ),
        )
    )
    return claims.union(assessments, closures, all=True)
