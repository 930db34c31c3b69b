from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection


def check_set_up(actor: Actor, inspection: Inspection | None = None) -> None:
    """An inspectorate administrator sets up an inspection, until it is released."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may set up an inspection.")
    if inspection is not None and inspection.released_at is not None:
        raise Refused("This inspection is published, so it can no longer be changed here.")


def check_release(actor: Actor, inspection: Inspection) -> None:
    """A report is released on or after its day of publication, with something to answer."""
    check_set_up(actor, inspection)
    if inspection.published_on > actor.on:
        raise Refused(
            "The report's date of publication has not come yet. "
            "Publish the inspection here on that day or later."
        )
    if not inspection.recommendations.exists():
        raise Refused("Add at least one recommendation before you publish the inspection.")
    if not inspection.forces.exists():
        raise Refused("Choose the forces concerned before you publish the inspection.")


def check_update_progress(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Updates start on the day the inspection is published, by the force or its body's office."""
    if force.pk not in actor.updates_for:
        raise Refused("Only the force and its body's office staff may add progress updates.")
    if inspection.released_at is None:
        raise Refused("Progress updates can start when the inspection is published.")
