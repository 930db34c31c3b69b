"""The papers for a committee: all that a force has open, what slipped and why, what is closed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Self

from django.template.loader import render_to_string

from reports.force_open.asked_elsewhere import asked_elsewhere
from reports.force_open.choices import Show
from reports.force_open.counts import Counts, counted
from reports.force_open.listing import Standings
from reports.force_open.reading import entries_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from forces.actors import Actor
    from forces.models import Force
    from reports.force_open.asked_elsewhere import AskedElsewhere
    from reports.force_open.entries import Entry, Report
    from reports.force_open.listing import Point


@dataclass(frozen=True)
class OfInspection:
    """What a force has to carry out of one inspection."""

    inspection: Report
    entries: Sequence[Entry]

    @property
    def still_open(self) -> list[Entry]:
        return [each for each in self.entries if each.closure is None]

    @property
    def open(self) -> int:
        return len(self.still_open)

    @property
    def closed(self) -> int:
        return len(self.entries) - self.open


@dataclass(frozen=True)
class Papers:
    """Everything that a force has to carry out as it stands on a day, with its totals."""

    force: Force
    on: date
    standings: Standings
    told: Mapping[Point, Entry]
    asked_elsewhere: Sequence[AskedElsewhere]

    @classmethod
    def of(cls, force: Force, actor: Actor) -> Self:
        """The queries do not grow with what a force has to carry out."""
        standings = Standings.of(force, actor.on)
        points = standings.narrowed(show=Show.ALL)
        entries = entries_of(points, standings, force, actor)
        told = dict(zip(points, entries, strict=True))
        return cls(force, actor.on, standings, told, asked_elsewhere(force, actor))

    @property
    def counts(self) -> Counts:
        return counted(self.standings)

    @property
    def inspections(self) -> list[OfInspection]:
        rows = groupby(self.told.values(), key=attrgetter("inspection"))
        return [OfInspection(inspection, list(entries)) for inspection, entries in rows]

    @property
    def open(self) -> list[Entry]:
        return self._in(Show.OPEN)

    @property
    def closed(self) -> list[Entry]:
        return self._in(Show.CLOSED)

    @property
    def slipped(self) -> list[Entry]:
        return self._in(Show.SLIPPED)

    @property
    def passed(self) -> list[Entry]:
        return self._in(Show.PASSED)

    @property
    def silent(self) -> list[Entry]:
        return self._in(Show.SILENT)

    @property
    def asked(self) -> list[Entry]:
        return self._in(Show.ASKED)

    @property
    def wanting(self) -> list[Entry]:
        return self._in(Show.WANTING)

    def _in(self, show: Show) -> list[Entry]:
        return [self.told[point] for point in self.standings.narrowed(show=show)]


def papers_html(force: Force, actor: Actor) -> str:
    """The papers as one HTML document, of which their PDF is made."""
    context = {"papers": Papers.of(force, actor), "force": force, "on": actor.on}
    return render_to_string("reports/committee_pack_paper.html", context)
