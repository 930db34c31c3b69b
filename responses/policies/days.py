"""When the last day of a response may move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import Inspection
    from recommendations.models.redating import Dates
    from responses.models import Response


def check_redated(inspection: Inspection, dates: Dates) -> None:
    """New dates of an inspection must leave each response to it after the report."""
    owed = inspection.responses.select_related("body")
    published = owed.filter(published_on__lt=dates.published_on)
    if (first := published.order_by("published_on", "pk").first()) and first.published_on:
        raise Refused(
            f"The date of publication must be {written(first.published_on)} or earlier: on that "
            f"day the response of the {first.body} to this report was published."
        )
    own = owed.unpublished().exclude(due_reason="").filter(due_on__lt=dates.published_on)
    if (first := own.order_by("due_on", "pk").first()) and first.due_on:
        raise Refused(
            f"The date of publication must be {written(first.due_on)} or earlier: that is the last "
            f"day set for the {first.body}. Change that one first."
        )


def check_open_day(response: Response) -> None:
    """A last day that a response is no longer owed by does not move."""
    if response.published_version_id is not None:
        raise Refused("This response is published: it keeps the last day that it was judged by.")
    if response.is_recorded:
        raise Refused("This response came before this service: it keeps its last day.")


def check_set_last_day(response: Response, due_on: date | None) -> None:
    """A last day of its own is another day, on or after publication; or it is taken away."""
    check_open_day(response)
    if due_on is None:
        if not response.due_reason:
            raise Refused("This response has no last day of its own.")
    elif due_on < response.inspection.published_on:
        raise Refused("The last day must be the date of publication or later.")
    elif due_on == response.due_on:
        raise Refused(f"The last day is {written(due_on)} already.")
