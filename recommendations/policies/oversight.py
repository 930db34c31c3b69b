from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone

from forces.policies import Refused
from forces.prepared import prepared
from recommendations.choices import ClosureState, QuestionState, Verdict
from recommendations.deadlines import written

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.models import (
        Assessment,
        Closure,
        Inspection,
        ProgressUpdate,
        Question,
        Recommendation,
    )


def check_sees_proposals(actor: Actor) -> None:
    """What is only proposed is the inspectors' own."""
    if not actor.is_inspector:
        raise Refused("Only inspectors see what is proposed to be closed.")


def check_oversees(actor: Actor, inspection: Inspection) -> None:
    """Inspectors of those whose report it is say what became of its recommendations."""
    if not actor.is_inspector:
        raise Refused("Only an inspector may assess, question or close a recommendation.")
    if not _inspecting(inspection.pk, tuple(sorted(actor.inspects))):
        raise Refused("Only an inspector of an inspectorate whose report this is may do that.")


@prepared
def _inspecting(inspection: int, inspectorates: tuple[int, ...]) -> QuerySet[Inspection, int]:
    """The inspection, if its report is of one of these inspectorates."""
    inspections: type[Inspection] = apps.get_model("recommendations", "Inspection")
    found = inspections.objects.filter(pk=inspection, inspectorates__in=inspectorates)
    return found.values_list("pk", flat=True)[:1]


def check_same_claim(said: ProgressUpdate | None, seen: int | None) -> None:
    """An inspector judges what they have read: the update that `seen` is the id of, or none."""
    if (said.pk if said else None) != seen:
        raise Refused(
            "The force has submitted an update since you opened this page. Read it, then save "
            "again."
        )


def check_is_open(live: Closure | None) -> None:
    """What is closed for a force has been judged: whoever thinks otherwise reopens it."""
    if live is not None and live.state == ClosureState.CLOSED:
        raise Refused(f"{_was_closed(live)} Reopen it first.")


def check_not_assessed(stands: Assessment | None, **said: object) -> None:
    """What stands is not said again: a browser that goes back fills a form in once more."""
    if stands is not None and all(getattr(stands, name) == told for name, told in said.items()):
        saved = written(timezone.localdate(stands.at))
        raise Refused(f"This assessment was saved already, on {saved} by {stands.by}.")


def check_assessed_on(assessed_on: date, on: date, claim: ProgressUpdate | None) -> None:
    """Nobody assesses a claim before it was made, or tomorrow."""
    if assessed_on > on:
        raise Refused("The date of the assessment must be today or in the past.")
    if claim is not None and assessed_on < claim.as_at:
        raise Refused(
            f"The date of the assessment must be {written(claim.as_at)}, the date of the update, "
            "or later."
        )


def check_superseded(verdict: str, later: Inspection | None, inspection: Inspection) -> None:
    """Only a later inspection supersedes, and then it is named."""
    if verdict != Verdict.SUPERSEDED:
        return
    if later is None:
        raise Refused("Select the later inspection.")
    if later.published_on <= inspection.published_on:
        raise Refused("The later inspection must be published after this one.")


def check_propose(recommendation: Recommendation, live: Closure | None) -> None:
    """What a force has to carry out is closed once, and proposed to be once at a time."""
    if not recommendation.is_for_police:
        raise Refused("It is not addressed to police forces, so there is nothing to close.")
    if live is None:
        return
    if live.state == ClosureState.CLOSED:
        raise Refused(_was_closed(live))
    proposed = written(timezone.localdate(live.proposed_at))
    raise Refused(
        f"{live.proposed_by} proposed to close this on {proposed}. It waits for another inspector."
    )


def is_own_proposal(actor: Actor, closure: Closure) -> bool:
    return bool(closure.proposed_by_id == actor.person.pk)


def check_decide(actor: Actor, closure: Closure) -> None:
    """It takes two: whoever proposed to close a recommendation does not authorise it."""
    _check_waits(closure)
    if is_own_proposal(actor, closure):
        raise Refused("You proposed this. Another inspector must authorise or decline it.")


def check_withdraw(actor: Actor, closure: Closure) -> None:
    _check_waits(closure)
    if not is_own_proposal(actor, closure):
        raise Refused("Only the inspector who proposed this may withdraw it. You may decline it.")


def check_reopen(closure: Closure) -> None:
    if closure.state != ClosureState.CLOSED:
        raise Refused("This recommendation is not closed any more.")


def check_reply_by(reply_by: date, on: date) -> None:
    if reply_by <= on:
        raise Refused("The day to reply by must be in the future.")


def check_not_asked(same: Question | None) -> None:
    """Nobody is asked the same twice before they reply: `same` is what waits for a reply."""
    if same is not None:
        asked = written(timezone.localdate(same.asked_at))
        raise Refused(
            f"This question is asked already, on {asked} by {same.asked_by}. It waits for a reply."
        )


def check_replies(actor: Actor, force_id: int) -> None:
    """The force replies, or its body's office."""
    if force_id not in actor.updates_for:
        raise Refused("Only the force and its body’s office staff may reply.")


def check_unanswered(question: Question, on: date) -> None:
    """A question has one reply, or is withdrawn, and that is the end of it."""
    state = question.state(on)
    if state == QuestionState.ANSWERED:
        replied = written(timezone.localdate(question.reply.at))
        raise Refused(f"{question.reply.by} replied to this question on {replied}.")
    if state == QuestionState.WITHDRAWN:
        raise Refused("This question was withdrawn, so it needs no reply any more.")


def _check_waits(closure: Closure) -> None:
    if closure.state != ClosureState.PROPOSED:
        decided = written(timezone.localdate(closure.decided_at))
        raise Refused(
            f"This is decided already: it was {closure.get_decision_display().lower()} on "
            f"{decided} by {closure.decided_by}."
        )


def _was_closed(closure: Closure) -> str:
    closed = written(timezone.localdate(closure.decided_at))
    return f"This recommendation was closed for the force on {closed}."
