"""Dates that are promised one after another for the same thing: what reads or checks them asks
here.

What promises a date is the published answer with which the first update began, and every claim that
something is still to come. A claim to have finished neither moves a date nor takes it away: a force
that goes on after all is held to the date it promised last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from recommendations.choices import UNFINISHED
from recommendations.deadlines import Trail, is_put_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class Promising(Protocol):
    """What is told of an update where its dates are followed."""

    @property
    def state(self) -> str: ...

    @property
    def next_on(self) -> date | None: ...

    @property
    def answer_promised_on(self) -> date | None: ...


class Promise(NamedTuple):
    """No more of an update than that."""

    state: str
    next_on: date | None
    answer_promised_on: date | None


Update = TypeVar("Update", bound=Promising)


class Told(NamedTuple, Generic[Update]):
    """An update, the date promised before it where it puts that date off or brings it forward, and
    the date that the force is held to from then on.
    """

    update: Update
    put_off_from: date | None
    brought_forward_from: date | None
    held_to: date | None


def in_succession(updates: Iterable[Update]) -> list[Told[Update]]:
    """Updates from first to last, each with what it makes of the date promised before."""
    told = []
    promised: date | None = None
    for update in updates:
        put_off_from = brought_forward_from = None
        promised = promised or update.answer_promised_on
        if update.state in UNFINISHED:
            if is_put_off(update.next_on, promised):
                put_off_from = promised
            elif update.next_on != promised:
                brought_forward_from = promised
            promised = update.next_on
        told.append(Told(update, put_off_from, brought_forward_from, promised))
    return told


def trail(told: Sequence[Told[Update]]) -> Trail | None:
    """The date promised first, the one held to now, and how many updates put a date off."""
    firsts = (each.update.answer_promised_on or each.held_to for each in told)
    first = next(filter(None, firsts), None)
    if first is None:
        return None
    moves = sum(each.put_off_from is not None for each in told)
    return Trail(first, told[-1].held_to, moves)
