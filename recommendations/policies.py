from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.choices import UNFINISHED, Scope, State
from recommendations.deadlines import is_put_off, written

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, ProgressUpdate


def check_set_up(actor: Actor, inspection: Inspection | None = None) -> None:
    """An inspectorate administrator sets up an inspection, until it is released."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may set up an inspection.")
    if inspection is not None:
        check_embargoed(inspection)


def check_embargoed(inspection: Inspection) -> None:
    """What is published has been answered as it was: it does not change any more."""
    if inspection.released_at is not None:
        raise Refused("This inspection is published, so it can no longer be changed here.")


def check_forces(scope: str, count: int) -> None:
    """An inspection of one force concerns exactly one; a national one may get its forces later."""
    if scope == Scope.ONE_FORCE and count != 1:
        raise Refused("An inspection of one force must concern exactly one force.")


def check_part(part: str, whole: str) -> None:
    """A part quotes its recommendation; line breaks and runs of spaces do not matter."""
    if " ".join(part.split()) not in " ".join(whole.split()):
        raise Refused(
            "The text of a part must be a stretch of the recommendation’s text, word for word."
        )


def check_has_part(count: int) -> None:
    if not count:
        raise Refused("A recommendation has at least one part, with who it is addressed to.")


def check_release(actor: Actor, inspection: Inspection) -> None:
    """A report is released on or after its day of publication, with something to answer."""
    check_set_up(actor, inspection)
    if inspection.published_on > actor.on:
        raise Refused(
            "The report’s date of publication has not come yet. "
            "Publish the inspection here on that day or later."
        )
    if not inspection.recommendations.exists():
        raise Refused("Add at least one recommendation before you publish the inspection.")
    if not inspection.forces.exists():
        raise Refused("Choose the forces concerned before you publish the inspection.")


def check_update_progress(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Updates start on the day the inspection is published, by the force or its body's office."""
    if force.pk not in actor.updates_for:
        raise Refused("Only the force and its body’s office staff may add progress updates.")
    if inspection.released_at is None:
        raise Refused("Progress updates can start when the inspection is published.")


def check_says_something(update: ProgressUpdate) -> None:
    if not update.text.strip():
        raise Refused(f"Say what has changed for {update.recommendation}.")
    if update.state not in State.values:
        raise Refused(f"Select a state for {update.recommendation}.")


def check_follows(as_at: date, current: ProgressUpdate | None) -> None:
    """What a force says now is never older than what it said before."""
    if current is not None and as_at < current.as_at:
        raise Refused(
            f"A later update is already submitted. Use its date, {written(current.as_at)}, "
            "or a later one."
        )


def check_put_off(state: str, next_on: date | None, reason: str, promised: date | None) -> None:
    """A next date is not put off, or given up, without a reason."""
    is_silent = state in UNFINISHED and not reason.strip()
    if promised is not None and is_silent and is_put_off(next_on, promised):
        raise Refused(f"Say why the date is no longer {written(promised)}.")
