"""The history of an answer: each of its saves is kept, and any of them can be gone back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from recommendations.deadlines import written
from responses.choices import Position
from responses.models.answers import WRITTEN, Answer, save_answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.models import User
    from recommendations.models import Recommendation
    from responses.models.responses import Response
    from responses.models.saving import Seen

# A page saves itself as one types: who saves again so soon is still at the same piece of work.
SITTING = timedelta(minutes=10)


class Save(NamedTuple):
    """One save of an answer: who and when, without what was written."""

    pk: int
    by_id: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Sitting:
    """Saves of one person, none long after the one before it, and what had been saved by then."""

    saves: tuple[Save, ...]
    before: Save | None = None

    @property
    def first(self) -> Save:
        return self.saves[0]

    @property
    def last(self) -> Save:
        return self.saves[-1]

    @property
    def is_first(self) -> bool:
        """Whether nothing had been saved before it."""
        return self.before is None

    def singly(self) -> list[Sitting]:
        """Each of its saves by itself, the newest first."""
        befores = (self.before, *self.saves)
        pairs = zip(self.saves, befores, strict=False)
        return [Sitting((save,), before) for save, before in pairs][::-1]


class Field(NamedTuple):
    """One of the things that an answer says, in words."""

    label: str
    text: str
    is_prose: bool = False


class Changed(NamedTuple):
    """A field that says something else than before."""

    label: str
    old: str
    new: str
    is_prose: bool


def saved(response: Response, recommendation: Recommendation) -> QuerySet[Any]:
    """The saves of the answer to one recommendation, as they were kept: rows like an answer's."""
    events: QuerySet[Any] = Answer.pgh_event_model.objects.filter(  # type: ignore[attr-defined]  # made by pghistory
        response=response, recommendation=recommendation, pgh_label__in=["insert", "update"]
    )
    return events.select_related("saved_by", "answered_with")


def sittings(events: QuerySet[Any]) -> list[Sitting]:
    """All saves of an answer by the sittings in which they were made, the newest first."""
    rows = events.order_by("pk").values_list("pk", "saved_by", "saved_by__name", "saved_at")
    found: list[Sitting] = []
    for save in map(Save._make, rows):
        last = found[-1] if found else None
        if last and last.last.by_id == save.by_id and save.at - last.last.at <= SITTING:
            found[-1] = Sitting((*last.saves, save), last.before)
        else:
            found.append(Sitting((save,), last.last if last else None))
    return found[::-1]


def with_changes(
    events: QuerySet[Any], shown: Iterable[Sitting]
) -> list[tuple[Sitting, list[Changed]]]:
    """Some sittings, each with what it changed in the answer."""
    shown = list(shown)
    ends = {save.pk for each in shown for save in (each.last, each.before) if save}
    rows = events.in_bulk(ends)
    return [
        (each, changed(rows[each.before.pk] if each.before else None, rows[each.last.pk]))
        for each in shown
    ]


def fields_of(answer: Any) -> list[Field]:
    """What an answer says, or said at a save of it: each of its fields, in words."""
    if answer is None:
        answer = Answer()
    planned_on: date | None = answer.planned_on
    other = answer.answered_with
    return [
        Field("Position", Position(answer.position).label if answer.position else ""),
        Field("When it will be done", written(planned_on) if planned_on else ""),
        Field("Answered together with", str(other) if other else ""),
        Field("Answer", answer.text, is_prose=True),
        Field("Why there is no action, or not yet", answer.reason, is_prose=True),
        Field("Your own number", answer.local_number),
    ]


def changed(old: Any, new: Any) -> list[Changed]:
    """The fields in which an answer, or a save of it, differs from another; old may be None."""
    return [
        Changed(now.label, before.text, now.text, now.is_prose)
        for before, now in zip(fields_of(old), fields_of(new), strict=True)
        if before.text != now.text
    ]


def restore(
    response: Response,
    recommendation: Recommendation,
    save: Any,
    *,
    seen: Seen,
    by: User,
    at: datetime,
) -> None:
    """Make an answer say again what it said at a save; nothing is lost, since that is a save too.

    Refuses and raises as `save_answers` does.
    """
    fields = {name: getattr(save, name) for name in WRITTEN}
    save_answer(response, recommendation, by=by, at=at, seen=seen, **fields)
