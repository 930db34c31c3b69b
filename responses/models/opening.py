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
        bodies = PolicingBody.objects.in_office(locked.published_on).filter(
            force__inspections=locked
        )
        return Response.objects.bulk_create(
            Response(
                inspection=locked,
                body=body,
                due_on=locked.due_on if body.force.has_deadline else None,
            )
            for body in bodies.select_related("force").order_by("force__name")
        )
