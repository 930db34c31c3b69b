"""Putting right which forces a published inspection concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from forces.models import Force
from recommendations.models import (
    Assessment,
    Closure,
    Figure,
    ProgressUpdate,
    Question,
    UpdateRequest,
)
from recommendations.models.correcting import correct_forces
from responses import policies
from responses.choices import Status
from responses.models.opening import open_those_missing
from responses.models.planning import reserve
from responses.models.progress_reminders import ProgressReminder
from responses.models.responses import Response
from responses.models.saving import EditedMeanwhile, mark_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from forces.models import User
    from recommendations.models import Inspection

# What is said of a force about a recommendation.
ABOUT_PROGRESS = (ProgressUpdate, Assessment, Closure, Question, UpdateRequest)


@dataclass(frozen=True)
class Concerned:
    """What another list of forces does: who comes, with the responses opened, and who goes."""

    added: list[Force]
    opened: list[Response]
    removed: list[Force]


def forces_mark(inspection: Inspection) -> str:
    """A mark of the forces concerned as they are: who changes them hands it back."""
    return mark_of(sorted(inspection.forces.values_list("pk", flat=True)))


def foresee_forces(
    inspection: Inspection,
    forces: Collection[Force],
    *,
    seen: str,
    reason: str,
    by: User,
    at: datetime,
) -> Concerned:
    """What `concern` would do: it is done, looked at, and undone. Raises what that raises."""
    with transaction.atomic():
        found = concern(inspection, forces, seen=seen, reason=reason, by=by, at=at)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def concern(
    inspection: Inspection,
    forces: Collection[Force],
    *,
    seen: str,
    reason: str,
    by: User,
    at: datetime,
) -> Concerned:
    """Let a published inspection concern these forces, and record the correction.

    The body of each force that comes has a response to write, with the last day of the inspection,
    and its staff are told once. A force goes only while nothing is held of it, not even that
    somebody was told. Raises EditedMeanwhile when the forces are not as they were `seen`, and
    Refused.
    """
    row = inspection.locked()
    if seen != forces_mark(row):
        raise EditedMeanwhile(row)
    held = set(row.forces.all())
    added = sorted(set(forces) - held, key=str)
    removed = sorted(held - set(forces), key=str)
    _let_go(row, removed)
    correct_forces(row, forces, reason=reason, by=by, at=at)
    opened = open_those_missing(row)
    new = Response.objects.filter(pk__in=[response.pk for response in opened])
    reserve(new, on=timezone.localdate(at), at=at)
    return Concerned(added, opened, removed)


def _let_go(inspection: Inspection, forces: list[Force]) -> None:
    """Delete the responses of forces that were not begun. Raises Refused when anything is held."""
    owed = inspection.responses.filter(body__force__in=forces)
    begun = owed.exclude(status=Status.NOT_STARTED, is_recorded=False)
    held = set(begun.values_list("body__force", flat=True)) | _told_or_said(inspection, forces)
    policies.check_let_go(force for force in forces if force.pk in held)
    try:
        owed.delete()
    except ProtectedError as kept:
        raise policies.ForcesStay(forces) from kept


def _told_or_said(inspection: Inspection, forces: list[Force]) -> set[int]:
    """The forces that progress, figures or mails about progress on this inspection are held of."""
    held = set()
    for model in ABOUT_PROGRESS:
        about = model._default_manager.filter(
            force__in=forces, recommendation__inspection=inspection
        )
        held |= set(about.values_list("force", flat=True))
    figures = Figure.objects.of_inspection(inspection.pk).filter(force__in=forces)
    held |= set(figures.values_list("force", flat=True))
    told = ProgressReminder.objects.filter(pair__inspection=inspection, pair__force__in=forces)
    return held | set(told.values_list("pair__force", flat=True))
