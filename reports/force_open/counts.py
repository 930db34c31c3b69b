"""How many recommendations are in each of the lists of a force. What adds up is said to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommendations.choices import State
from reports.force_open.choices import NO_WORD, Show
from reports.force_open.listing import LISTS, Facts

if TYPE_CHECKING:
    from reports.force_open.listing import Standings

STATES = {NO_WORD: "No update yet", **dict(State.choices)}
# Lists of open recommendations that need somebody: one of these may be in several of them.
PRESSING = (Show.PASSED, Show.SLIPPED, Show.SILENT, Show.ASKED, Show.WANTING)
PRESSING_WORDS = {
    Show.PASSED: "The next date has passed",
    Show.SLIPPED: "A date was moved",
    Show.SILENT: "No word for 90 days",
    Show.ASKED: "A question to answer",
    Show.WANTING: "Inspectors want more",
}


@dataclass(frozen=True)
class Counts:
    """Each list of a force counted; the open ones also by the state that is claimed."""

    lists: dict[str, int]
    states: dict[str, int]

    @property
    def open(self) -> int:
        return self.lists[Show.OPEN]

    @property
    def closed(self) -> int:
        return self.lists[Show.CLOSED]

    @property
    def all(self) -> int:
        return self.lists[Show.ALL]

    @property
    def without_word(self) -> int:
        """The open ones that never had an update."""
        return self.states[NO_WORD]

    @property
    def claimed(self) -> list[tuple[str, str, int]]:
        """The open ones by the state claimed, with its words. They add up to all open ones."""
        return [(state, words, self.states[state]) for state, words in STATES.items()]

    @property
    def pressing(self) -> list[tuple[str, str, int]]:
        """What of the open ones needs somebody, and in how many recommendations."""
        return [(show, PRESSING_WORDS[show], self.lists[show]) for show in PRESSING]


def counted(standings: Standings) -> Counts:
    """How many are in each list."""
    lists: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for *standing, points in standings.groups:
        facts, number = Facts.told_by(*standing), len(points)
        for show, is_in in LISTS.items():
            if is_in(facts):
                lists[show] += number
        if not facts.is_closed:
            states[facts.state] += number
    return Counts(
        {show.value: lists[show] for show in Show}, {state: states[state] for state in STATES}
    )
