from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from forces.policies import Refused
from recommendations.choices import UNFINISHED, State
from recommendations.deadlines import is_put_off, written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from forces.actors import Actor
    from forces.models import Force, User
    from recommendations.models import Inspection, ProgressUpdate, Recommendation

# An index of words holds no row with far more, and nobody reads half as much.
LONGEST_TEXT = 100_000


def check_updates_for(actor: Actor, force: Force) -> None:
    """The force and its body's office staff say how it stands, and ask each other to."""
    if force.pk not in actor.updates_for:
        raise Refused("Only the force and its body’s office staff may add progress updates.")


def check_update_progress(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Updates start on the day the inspection is published, by the force or its body's office."""
    check_updates_for(actor, force)
    if inspection.released_at is None:
        raise Refused("Progress updates can start when the inspection is published.")


def check_takes_updates(recommendation: Recommendation, *, is_closed: bool) -> None:
    """What two inspectors closed for a force takes no more updates of it until it is reopened."""
    if is_closed:
        raise Refused(
            f"{recommendation} is closed for this force, so it takes no more updates. If there is "
            "more to say, ask the inspectorate to reopen it."
        )


def check_delete_draft(update: ProgressUpdate, *, is_closed: bool) -> None:
    """Only a draft is deleted: what was submitted stays, whatever became of it.

    So does a draft that holds the date in the published answer, which was promised to everybody,
    until the recommendation is closed for the force: then nothing is held to it any more.
    """
    if update.submitted_at is not None:
        raise Refused("This update is submitted, so it stays and cannot be deleted.")
    if update.answer_promised_on is not None and not is_closed:
        raise Refused(
            f"The draft on {update.recommendation.in_a_sentence} holds the date in your published "
            f"answer, {written(update.answer_promised_on)}, so it stays. Change what it says "
            "instead."
        )


def check_same_draft(mark: str, seen: str) -> None:
    """Deleted is what somebody has looked at, and not what a colleague has written since."""
    if mark != seen:
        raise Refused(
            "This draft has changed since you opened the page. Read it again before you delete it."
        )


def check_wanted_by(wanted_by: date, on: date) -> None:
    if wanted_by < on:
        raise Refused("The day to update by must be today or in the future.")


def check_may_be_asked(person: User, updaters: Iterable[User]) -> None:
    """Asked for an update is who may write it."""
    if person not in updaters:
        raise Refused(
            f"{person} cannot add updates for this force. Ask somebody of the force or of its "
            "body’s office."
        )


def check_says_something(update: ProgressUpdate) -> None:
    if not update.text.strip():
        raise Refused(f"Say what has changed for {update.recommendation.in_a_sentence}.")
    if update.state not in State.values:
        raise Refused(f"Select a state for {update.recommendation.in_a_sentence}.")


def check_follows(as_at: date, current: ProgressUpdate | None) -> None:
    """What a force says now is never older than what it said before."""
    if current is not None and as_at < current.as_at:
        raise Refused(
            f"A later update is already submitted. Use its date, {written(current.as_at)}, "
            "or a later one."
        )


def check_is_new(update: ProgressUpdate, said: ProgressUpdate | None) -> None:
    """What was said last is not said again: a browser that goes back fills a form in once more."""
    if said is not None and update.repeats(said):
        submitted = written(timezone.localdate(said.submitted_at))
        raise Refused(
            f"This was submitted already, on {submitted} by {said.submitted_by}. "
            f"Enter what is new for {said.recommendation.in_a_sentence}, or leave it empty."
        )


def check_put_off(state: str, next_on: date | None, reason: str, promised: date | None) -> None:
    """A next date is not put off, or given up, without a reason; nor is there one for none.

    So what slipped is known by its reason.
    """
    if state not in UNFINISHED:
        return
    if promised is not None and is_put_off(next_on, promised):
        if not reason.strip():
            raise Refused(f"Say why the date is no longer {written(promised)}.")
    elif reason.strip():
        raise Refused(
            "No date is put off, so no reason for that is needed. Write it under what has changed."
        )
