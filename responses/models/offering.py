"""What a response promises, offered as the beginning of what is told of its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recommendations.choices import UNFINISHED, State
from recommendations.deadlines import written
from recommendations.models import Closure, CurrentProgress, ProgressUpdate
from recommendations.models.progress import hold_progress
from recommendations.policies.progress import LONGEST_TEXT
from responses.choices import ACTION, Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.models import User
    from responses.models.answers import Answer
    from responses.models.responses import Response
    from responses.models.versions import SignedVersion

CLAIMS = {
    Position.IN_PLACE: State.COMPLETE,
    Position.UNDER_WAY: State.IN_PROGRESS,
    Position.PLANNED: State.NOT_STARTED,
}


def offer_updates(
    response: Response, version: SignedVersion, *, by: User, at: datetime
) -> list[ProgressUpdate]:
    """Begin an update of each recommendation on which the published version promises action.

    They are drafts: the force's own people change, submit or delete them. Nothing is offered
    where the force has said something already or is writing it, nor of what is closed for it;
    but a date in the answer is, where what the force said promises none.
    A date in the answer is what was first said: a draft that holds one is changed, not deleted.
    """
    force = response.force
    hold_progress([force.pk])
    undated = dict(_undated(response).values_list("recommendation", "state"))
    _hold_to_answers(response, undated)
    spoken_for = _spoken_for(response, undated)
    return ProgressUpdate.objects.bulk_create(
        [
            ProgressUpdate(
                recommendation=answer.recommendation,
                force=force,
                offered_by_version=version.number,
                written_by=by,
                written_at=at,
                **_claimed(promise, timezone.localdate(at), undated.get(answer.recommendation_id)),
            )
            for answer, promise in _promises(response)
            if answer.recommendation_id not in spoken_for
            and (promise.planned_on or answer.recommendation_id not in undated)
        ]
    )


def _promises(response: Response) -> Iterator[tuple[Answer, Answer]]:
    """Answers, each with the one that says what is done: itself, or that it is answered with."""
    rows = response.answers.select_related("recommendation").order_by("recommendation__position")
    held = {answer.recommendation_id: answer for answer in rows}
    for answer in held.values():
        promise = held.get(answer.answered_with_id or answer.recommendation_id)
        if promise is not None and promise.position in ACTION:
            yield answer, promise


def _undated(response: Response) -> QuerySet[CurrentProgress]:
    """What the force says is still to come, and has never promised for a day: nor has its answer.

    A force may say how it stands before its body's response is published.
    """
    promised = ProgressUpdate.objects.submitted().filter(
        Q(next_on__isnull=False) | Q(answer_promised_on__isnull=False),
        force=OuterRef("force"),
        recommendation=OuterRef("recommendation"),
    )
    return CurrentProgress.objects.filter(
        ~Exists(promised),
        force=response.force,
        recommendation__inspection=response.inspection_id,
        state__in=UNFINISHED,
    )


def _hold_to_answers(response: Response, undated: Collection[int]) -> None:
    """What the force is writing already is held to the date in its answer, if it promised none.

    A second version changes nothing of what the first one gave.
    """
    dated = Exists(
        CurrentProgress.objects.filter(
            force=OuterRef("force"), recommendation=OuterRef("recommendation")
        ).exclude(recommendation__in=list(undated))
    )
    drafts = {
        draft.recommendation_id: draft
        for draft in ProgressUpdate.objects.drafts().filter(
            ~dated,
            force=response.force,
            recommendation__inspection=response.inspection_id,
            answer_promised_on=None,
        )
    }
    held = []
    for answer, promise in _promises(response):
        draft = drafts.get(answer.recommendation_id)
        if draft is not None and promise.planned_on is not None:
            draft.answer_promised_on = promise.planned_on
            held.append(draft)
    ProgressUpdate.objects.bulk_update(held, ["answer_promised_on"])


def _spoken_for(response: Response, undated: Collection[int]) -> set[int]:
    """The recommendations of which nothing is to be offered."""
    about = {"force": response.force, "recommendation__inspection": response.inspection_id}
    rows = (
        CurrentProgress.objects.filter(**about).exclude(recommendation__in=list(undated)),
        ProgressUpdate.objects.drafts().filter(**about),
        Closure.objects.standing().filter(**about),
    )
    return {pk for each in rows for pk in each.values_list("recommendation", flat=True)}


def _claimed(promise: Answer, on: date, state: str | None) -> dict[str, object]:
    """What an answer comes to as an update of a day, in the state that was claimed if one was.

    A day planned for that is past by then is no next date: it stays in the words, and the state
    is left to be chosen.
    """
    planned_on = promise.planned_on
    is_past = planned_on is not None and planned_on < on
    words = [promise.text.strip()]
    if planned_on is not None and is_past:
        words.append(f"Planned for {written(planned_on)}.")
    return {
        "as_at": on,
        "state": state or ("" if is_past else CLAIMS[Position(promise.position)]),
        "text": "\n\n".join(filter(None, words))[:LONGEST_TEXT],
        "next_on": None if is_past else planned_on,
        "answer_promised_on": planned_on,
    }
