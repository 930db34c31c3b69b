from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forces.models import PolicingBody
from recommendations.models import Inspection
from recommendations.policies import check_ready
from responses.models.responses import Response

if TYPE_CHECKING:
    from datetime import datetime

    from forces.models import User


def open_responses(inspection: Inspection, *, by: User, at: datetime) -> list[Response]:
    """Release an inspection, and open one response for each body concerned, with its last day.

    The body is the one in office on the day the report was published. A force without a body on
    that day gets none. Raises Refused when the inspection is released already, is not out yet, or
    has nothing to answer or nobody to answer it.
    """
    with transaction.atomic():
        locked = Inspection.objects.select_for_update().get(pk=inspection.pk)
        check_ready(locked, timezone.localdate(at))
        locked.release(by=by, at=at)
        return open_those_missing(locked)


def open_those_missing(inspection: Inspection) -> list[Response]:
    """Open a response for each body concerned that has none, with the inspection's last day."""
    bodies = PolicingBody.objects.in_office(inspection.published_on).filter(
        force__inspections=inspection
    )
    missing = bodies.exclude(responses__inspection=inspection).select_related("force")
    return Response.objects.bulk_create(
        Response(
            inspection=inspection,
            body=body,
            due_on=inspection.due_on if body.force.has_deadline else None,
        )
        for body in missing.order_by("force__name")
    )
