"""What was typed into a spreadsheet, as the tables of a file, and where in it each thing stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from forces.spreadsheets import Place as CellPlace
from forces.spreadsheets import Problems
from recommendations.spreadsheets.inspections.columns import INSPECTION, TABLE
from recommendations.toml_tables import Place, Table, nearest

if TYPE_CHECKING:
    from forces.spreadsheets import Cell
    from recommendations.toml_tables import FileProblem

DAYS = frozenset({"published_on", "due_on"})


@dataclass(frozen=True)
class Cells:
    """The places of a spreadsheet: its cells."""

    by_place: dict[Place, CellPlace] = field(default_factory=dict)
    unclear: set[Place] = field(default_factory=set)

    def told(self, place: Place, sentence: str) -> str:
        cell = nearest(self.by_place, place)
        if cell is None:
            return sentence
        sheet = f"Sheet “{cell.sheet}”, row" if cell.sheet else "Row"
        return f"{sheet} {cell.row}, column {cell.letter}: {sentence}"

    def order(self, place: Place) -> tuple[int, ...]:
        cell = nearest(self.by_place, place)
        return (cell.sheet != INSPECTION, *cell.order) if cell else ()

    def spoken(self, place: Place) -> str:
        cell = nearest(self.by_place, place)
        return f"in row {cell.row}" if cell else "in the file"

    def is_unclear(self, place: Place) -> bool:
        return place in self.unclear

    def name(self, place: Place) -> str:
        cell = self.by_place.get(place)
        return f"“{cell.heading}”" if cell else str(place[-1])


@dataclass
class Filled:
    """What a spreadsheet says: the entries of an inspection file; what is unclear, or not read.

    It is `carried` from the page that shows it to the one that saves it, as what JSON can hold.
    """

    entries: dict[str, Any] = field(default_factory=dict)
    where: Cells = field(default_factory=Cells)
    problems: Problems = field(default_factory=lambda: Problems(INSPECTION, TABLE.sheet))
    notes: list[str] = field(default_factory=list)

    @property
    def table(self) -> Table:
        """Anew each time: a table remembers what it was asked."""
        return Table(self.where, self.entries)

    @property
    def numbers(self) -> set[str]:
        return {each.get("number", "") for each in self.entries["recommendations"]}

    def put(self, place: Place, entries: dict[str, Any], cell: Cell, value: Any) -> None:
        """Hold a value under the last name of its place, with the cell; of nothing, the cell."""
        self.where.by_place[place] = cell.place
        if value not in (None, "", []):
            entries[str(place[-1])] = value

    def refuse(self, place: Place, cell: Cell, why: str) -> None:
        """Say why a cell is unclear: what should stand in its place is not asked for again."""
        self.where.by_place[place] = cell.place
        self.where.unclear.add(place)
        self.problems.refuse(cell, why)

    def gather(self, problem: FileProblem) -> None:
        """Put what is wrong with what was read among what is unclear."""
        for place, sentence in problem.told:
            cell = nearest(self.where.by_place, place)
            if sentence and cell:
                self.problems.say_of(cell, sentence)
            elif sentence:
                self.problems.say_of_the_file(sentence)

    @property
    def carried(self) -> list[Any]:
        head = self.entries.get("inspection", {})
        days = {name: head[name].isoformat() for name in DAYS if name in head}
        entries = {**self.entries, "inspection": {**head, **days}} if head else self.entries
        return [entries, [[place, cell] for place, cell in self.where.by_place.items()]]

    @classmethod
    def taken_up(cls, carried: list[Any]) -> Filled:
        entries, places = carried
        head = entries.get("inspection", {})
        head.update({name: date.fromisoformat(head[name]) for name in DAYS if name in head})
        return cls(entries, Cells({tuple(place): CellPlace(*cell) for place, cell in places}))
