"""What a row of a spreadsheet changes in a draft, from the file to the save."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from forces.govuk.dates import uk_date
from recommendations.choices import State
from recommendations.models.rounds import Entry
from recommendations.spreadsheets.rounds.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recommendations.models import Recommendation
    from recommendations.spreadsheets.rounds.cells import Cells

# A change on its way from the page that shows it to the save: only what JSON can hold.
Carried = tuple[int, int, str, "Cells"]


class Changed(NamedTuple):
    """A cell that says something else than what is held."""

    label: str
    old: str
    new: str
    is_prose: bool


@dataclass(frozen=True)
class Change:
    """What one row makes of one draft: `cells` are those of the file, `held` those before.

    `seen` is the mark of what stood when the file was downloaded.
    """

    recommendation: Recommendation
    row: int
    seen: str
    cells: Cells
    held: Cells = field(default_factory=dict)

    @property
    def differences(self) -> list[Changed]:
        return [
            Changed(
                column.heading,
                in_words(column.name, self.held[column.name]),
                in_words(column.name, self.cells[column.name]),
                column.name in PROSE,
            )
            for column in WRITTEN
            if self.cells[column.name] != self.held[column.name]
        ]

    @property
    def is_emptied(self) -> bool:
        return not any(self.cells.values())

    @property
    def carried(self) -> Carried:
        return self.recommendation.pk, self.row, self.seen, self.cells

    @property
    def entry(self) -> Entry:
        cells = self.cells
        return Entry(
            self.recommendation,
            self.seen,
            state=cells["state"],
            text=cells["text"],
            next_on=day_of(cells["next_on"]),
            moved_reason=cells["moved_reason"],
        )


def day_of(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def in_words(name: str, cell: str) -> str:
    """A cell as people read it."""
    if name == "state":
        return State(cell).label if cell else ""
    return uk_date(day_of(cell)) if name == "next_on" else cell


def taken_up(asked: Mapping[int, Recommendation], carried: Iterable[Carried]) -> list[Change]:
    """Changes that were shown before, of what still concerns the force."""
    return [Change(asked[pk], row, seen, cells) for pk, row, seen, cells in carried if pk in asked]
