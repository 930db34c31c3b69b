"""How one response's letter is arranged: what its office chose, and the saving of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import transaction

from responses import policies
from responses.choices import LETTER
from responses.models.letterheads import LetterChoice
from responses.models.saving import Seen, check_seen, mark_of, note_saves

if TYPE_CHECKING:
    from datetime import datetime

    from forces.models import User
    from responses.models.responses import Response


class Chosen(TypedDict, total=False):
    """What is chosen, by the fields of a choice; what is not named stays as it is."""

    shape: str
    numbers: str
    quotation: str
    left_out: list[int]
    why_left_out: str
    report_url: str


FIELDS = tuple(Chosen.__annotations__)


def choice_of(response: Response) -> LetterChoice:
    """What was chosen for a response; of one for which nothing was, what holds then."""
    held: LetterChoice | None = getattr(response, "letter_choice", None)
    return held or LetterChoice(response=response)


def choice_mark(choice: LetterChoice) -> str:
    """A mark of the choice as it is: who writes hands it back."""
    return mark_of(*(getattr(choice, name) for name in FIELDS))


@transaction.atomic
def save_choice(response: Response, chosen: Chosen, *, seen: Seen, by: User, at: datetime) -> None:
    """Save how the letter is arranged.

    Raises EditedMeanwhile when somebody chose otherwise since it was seen, Overtaken for a save
    that comes too late, and Refused when the response may not be written, or when a letter would
    leave every recommendation out.
    """
    response.lock_for_writing()
    choice = _held(response)
    check_seen(response, LETTER, seen, choice_mark(choice), theirs=choice)
    _keep(response, choice, chosen, seen=seen, by=by, at=at)


@transaction.atomic
def choose_shape(response: Response, shape: str, *, by: User, at: datetime) -> None:
    """Take another shape, and leave all else. Raises Refused when it may not be written."""
    response.lock_for_writing()
    choice = _held(response)
    _keep(response, choice, {"shape": shape}, seen=Seen(choice_mark(choice)), by=by, at=at)


def _held(response: Response) -> LetterChoice:
    """The choice as it is now, under the lock of the response."""
    held = LetterChoice.objects.filter(response=response).first()
    return held or LetterChoice(response=response)


def _keep(
    response: Response, choice: LetterChoice, chosen: Chosen, *, seen: Seen, by: User, at: datetime
) -> None:
    before = choice_mark(choice)
    for name, value in chosen.items():
        setattr(choice, name, value)
    choice.left_out = sorted(choice.left_out)
    if choice_mark(choice) == before:
        return
    asked = response.inspection.recommendations.values_list("pk", flat=True)
    policies.check_leaves_some(choice.left_out, asked)
    response.note_writer(by=by, at=at)
    choice.response = response
    choice.save()
    note_saves(response, {LETTER: (seen, choice_mark(choice))}, by=by, at=at)
