"""The recommendations that a force has to carry out, each with how it stands for that force."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag

from recommendations.choices import FINISHED, UNFINISHED, Verdict
from recommendations.deadlines import SILENT_DAYS
from recommendations.models import Closure, ProgressUpdate, Question, Recommendation
from reports.force_open.choices import NO_WORD, Show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from forces.models import Force

WANTING = frozenset({Verdict.MORE_EVIDENCE, Verdict.NOT_ACCEPTED})
OPEN = Q(is_closed=False)


def asked_of(force: Force) -> QuerySet[Any]:
    """What a force has to carry out, open and closed, newest inspection first, in its order.

    Annotated with what the force says now, what inspectors make of it, and whether it is closed.
    Whoever may read the force's progress may read all of this.
    """
    concerning = Recommendation.objects.concerning(force.pk)
    of_it = {"force": force, "recommendation": OuterRef("pk")}
    return (
        Recommendation.objects.filter(pk__in=concerning.values("pk"))
        .annotate(
            said=FilteredRelation("current_progress", condition=Q(current_progress__force=force)),
            judged=FilteredRelation(
                "current_assessments", condition=Q(current_assessments__force=force)
            ),
        )
        .annotate(
            state=Coalesce("said__state", Value(NO_WORD)),
            as_at=F("said__as_at"),
            next_on=F("said__next_on"),
            verdict=F("judged__assessment__verdict"),
            is_closed=Exists(Closure.objects.standing().filter(**of_it)),
            is_asked=Exists(Question.objects.open().filter(**of_it)),
        )
        .order_by("-inspection__published_on", "inspection__title", "inspection_id", "position")
    )


def put_off(force: Force) -> QuerySet[Any]:
    """The updates with which a force put off, or gave up, the date that it had promised.

    The same rule as `in_succession` has, for many recommendations at once.
    """
    promised = Window(
        Lag(Case(When(state__in=UNFINISHED, then="next_on"))),
        partition_by=["recommendation"],
        order_by=["as_at", "submitted_at", "pk"],
    )
    is_later = Q(next_on__isnull=True) | Q(next_on__gt=F("promised"))
    slips = Q(is_later, state__in=UNFINISHED, promised__isnull=False)
    return (
        ProgressUpdate.objects.submitted()
        .filter(force=force)
        .annotate(promised=promised)
        .annotate(slips=Case(When(slips, then=True), default=False))
        .filter(slips=True)
    )


def conditions(force: Force, on: date) -> Mapping[Show, Q]:
    """Of what each list is made: the same for counting it as for showing it."""
    last_word_on = Q(as_at__lte=on - timedelta(days=SILENT_DAYS))
    never = Q(
        as_at__isnull=True, inspection__released_at__date__lte=on - timedelta(days=SILENT_DAYS)
    )
    return {
        Show.OPEN: OPEN,
        Show.SLIPPED: OPEN & Q(pk__in=put_off(force).values("recommendation")),
        Show.PASSED: OPEN & Q(state__in=UNFINISHED, next_on__lt=on),
        Show.SILENT: OPEN & (last_word_on | never) & ~Q(state__in=FINISHED),
        Show.ASKED: OPEN & Q(is_asked=True),
        Show.WANTING: OPEN & Q(verdict__in=WANTING),
        Show.FINISHED: OPEN & Q(state__in=FINISHED),
        Show.CLOSED: ~OPEN,
        Show.ALL: Q(),
    }


def sorted_out(force: Force, on: date) -> QuerySet[Any]:
    """All of it, each annotated with the lists that it is in: `in_open`, `in_slipped` and so on."""
    lists = {
        f"in_{show.value}": ExpressionWrapper(condition, BooleanField())
        for show, condition in conditions(force, on).items()
        if condition
    }
    found: QuerySet[Any] = asked_of(force).annotate(**lists)
    return found


def narrowed(
    force: Force, on: date, *, show: str, inspection: str = "", state: str = "", verdict: str = ""
) -> QuerySet[Any]:
    """One of the lists, of one inspection, or as it is claimed or assessed."""
    found = asked_of(force).filter(conditions(force, on)[Show(show or Show.OPEN)])
    if inspection:
        found = found.filter(inspection__slug=inspection)
    if state:
        found = found.filter(state=state)
    if verdict:
        found = found.filter(verdict=verdict)
    return found
