"""Who enters a response from before this service, when, and which days its paper can state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from recommendations.policies import check_released
from responses.choices import Status

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Inspection
    from responses.models import Response


def check_enter_old(actor: Actor, inspection: Inspection) -> None:
    """An administrator of an inspectorate whose report it is, once the report is out."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may enter old responses.")
    if not inspection.inspectorates.filter(pk__in=actor.administers).exists():
        raise Refused("Only an administrator of an inspectorate whose report this is may do that.")
    check_released(inspection)


def check_is_old(response: Response) -> None:
    """What is published, or begun by its office or its force, is not taken from a paper."""
    if response.is_published and response.is_recorded:
        raise Refused("This response is entered already. What is in the register does not change.")
    if response.is_published:
        raise Refused("This response is published here, by its own office.")
    if response.status != Status.NOT_STARTED or hasattr(response, "officer_draft"):
        raise Refused("This response is being written here, so it cannot be entered from a paper.")


def check_happened(inspection: Inspection, *, on: date) -> None:
    """Until the last day is over, a response that is not here may still be on its way."""
    if inspection.due_on >= on:
        raise Refused(
            f"The last day for responses is {written(inspection.due_on)}. Until it is over, "
            "nobody can say that they happened before this service."
        )


def check_old_published_on(
    published_on: date, inspection: Inspection, *, dated: date | None, on: date
) -> None:
    """A response is published after the report that it answers, and after it was signed."""
    if published_on > on:
        raise Refused("The date of publication must be today or in the past.")
    _check_after_report("The date of publication", published_on, inspection)
    if dated and published_on < dated:
        raise Refused(
            f"The date of publication must be {written(dated)} or later: the paper bears that date."
        )


def check_not_before(not_before: date, inspection: Inspection, *, on: date) -> None:
    if not_before > on:
        raise Refused("The earliest date must be today or in the past.")
    _check_after_report("The earliest date", not_before, inspection)


def check_not_before_reason(reason: str) -> None:
    """Where the day of publication is not known, something tells how early it can have been."""
    if not reason.strip():
        raise Refused("Say how it is known that it was not published before this date.")


def check_old_day(what: str, day: date, *, on: date) -> None:
    """What has happened, happened by today. A paper may bear a date before the report's."""
    if day > on:
        raise Refused(f"{what} must be today or in the past.")


def check_old_copy(sent_on: date, inspection: Inspection, *, on: date) -> None:
    if sent_on > on:
        raise Refused("The date the copy was sent must be today or in the past.")
    _check_after_report("The date the copy was sent", sent_on, inspection)


def check_says_anything(*texts: str) -> None:
    if not any(text.strip() for text in texts):
        raise Refused("Enter what the paper says: nothing is entered yet.")


def _check_after_report(what: str, day: date, inspection: Inspection) -> None:
    if day < inspection.published_on:
        published_on = written(inspection.published_on)
        raise Refused(
            f"{what} must be {published_on} or later: that is when the report was published."
        )
