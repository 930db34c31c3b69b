"""How what there is to tell is read, of a few recommendations or all: by the same queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from forces.prepared import prepared
from forces.prepared.keys import padded
from recommendations.models import (
    Closure,
    CurrentAssessment,
    Evidence,
    ProgressUpdate,
    Question,
    Recommendation,
    UpdateRequest,
)
from recommendations.promises import in_succession
from reports.force_open.entries import Asked, Entry, File, Judged, Report, Said
from reports.force_open.listing import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from reports.force_open.listing import Point

Row = TypeVar("Row", Closure, UpdateRequest, Question)


def entries_of(asked: Iterable[Point], force: Force, actor: Actor) -> list[Entry]:
    """These points in the same order, with what a person may read of each. At most seven queries.

    What none of them has, as it stands, is not asked for.
    """
    points = list(asked)
    stand = {Facts.told_by(standing) for _, _, standing in points}
    about = actor, force.pk, padded([key for key, _, _ in points])
    recommendations = _recommendations(about[-1])
    told = _told(*about)
    judged = _judged(*about) if any(facts.verdict for facts in stand) else {}
    closed = _by_key(_closed(*about) if any(facts.is_closed for facts in stand) else ())
    requests = _by_key(_requested(*about))
    questions = _by_key(_questions(*about) if any(facts.is_asked for facts in stand) else ())
    evidence = _evidence(*about)
    return [
        Entry(
            recommendations[key],
            in_succession(told.get(key, ())),
            judged.get(key),
            next(iter(closed.get(key, ())), None),
            next(iter(requests.get(key, ())), None),
            questions.get(key, ()),
            evidence.get(key, ()),
        )
        for key, _, _ in points
    ]


def _by_key(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """The rows of each recommendation, in their order."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.recommendation_id].append(row)
    return found


def _recommendations(keys: tuple[int, ...]) -> dict[int, Asked]:
    return {
        key: Asked(key, number, heading, Report._make(inspection))
        for key, number, heading, *inspection in _with_keys(keys)
    }


@prepared
def _with_keys(keys: tuple[int, ...]) -> QuerySet[Recommendation, Any]:
    of_inspection = [f"inspection__{name}" for name in Report._fields]
    found = Recommendation.objects.filter(pk__in=keys)
    return found.values_list("pk", "number", "heading", *of_inspection)


def _told(actor: Actor, force: int, keys: tuple[int, ...]) -> dict[int, list[Said]]:
    told: defaultdict[int, list[Said]] = defaultdict(list)
    for row in _submitted(actor, force, keys):
        told[row[0]].append(Said._make(row))
    return told


@prepared
def _submitted(
    actor: Actor, force: int, keys: tuple[int, ...]
) -> QuerySet[ProgressUpdate, tuple[Any, ...]]:
    """What was told from first to last."""
    told = ProgressUpdate.objects.visible_to(actor).submitted().latest_first().reverse()
    return told.filter(force=force, recommendation__in=keys).values_list(*Said._fields)


def _judged(actor: Actor, force: int, keys: tuple[int, ...]) -> dict[int, Judged]:
    return {row[0]: Judged._make(row) for row in _assessments(actor, force, keys)}


@prepared
def _assessments(
    actor: Actor, force: int, keys: tuple[int, ...]
) -> QuerySet[CurrentAssessment, tuple[Any, ...]]:
    judged = CurrentAssessment.objects.visible_to(actor)
    found = judged.filter(force=force, recommendation__in=keys)
    return found.values_list("recommendation", "verdict", "assessed_on", "assessment__reason")


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


def _evidence(actor: Actor, force: int, keys: tuple[int, ...]) -> dict[int, list[File]]:
    files: defaultdict[int, list[File]] = defaultdict(list)
    for row in _files(actor, force, keys):
        files[row[0]].append(File._make(row))
    return files


@prepared
def _files(
    actor: Actor, force: int, keys: tuple[int, ...]
) -> QuerySet[Evidence, tuple[int, str, str]]:
    """The files of what was submitted, the oldest first."""
    files = Evidence.objects.visible_to(actor).filter(
        update__submitted_at__isnull=False, update__force=force, update__recommendation__in=keys
    )
    shown = files.order_by("added_at", "pk")
    return shown.values_list("update__recommendation", "name", "sha256")
