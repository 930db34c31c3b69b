"""What stands in the way of a file: in the order of the file, and no more than one can put right.

A page says each problem twice, above the form and beside the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forces.spreadsheets.columns import Place
    from forces.spreadsheets.opening import Cell

MOST_TOLD = 100


class Problems:
    """Sentences, each with its place in the file: its sheet, row and column."""

    def __init__(self, *sheets: str) -> None:
        """`sheets` of the file in their order; others come after them."""
        self._of_places: list[tuple[tuple[int, int, int], str]] = []
        self._of_the_file: list[str] = []
        self._sheets = {name: place for place, name in enumerate(sheets)}

    def __len__(self) -> int:
        return len(self._of_places) + len(self._of_the_file)

    def refuse(self, cell: Cell, why: str) -> None:
        """Say what is wrong with a cell, after its place."""
        place = self._sheet(cell.place.sheet), *cell.place.order
        self._of_places.append((place, f"{cell.place} {why}"))

    def say_of(self, place: Place, sentence: str) -> None:
        """Say what is wrong in a place, in a sentence that names it."""
        self._of_places.append(((self._sheet(place.sheet), *place.order), sentence))

    def say(self, row: int, sentence: str) -> None:
        """Say what is wrong with a row of a file that has one sheet."""
        self._of_places.append(((self._sheet(""), row, 0), sentence))

    def say_of_the_file(self, sentence: str) -> None:
        self._of_the_file.append(sentence)

    def _sheet(self, name: str) -> int:
        """Sheets are in the order in which they were read."""
        return self._sheets.setdefault(name, len(self._sheets))

    @property
    def in_order(self) -> list[str]:
        """In the order of the file, however they were found; what is said of all of it, last."""
        found = sorted(self._of_places, key=lambda each: each[0])
        return [*(sentence for _, sentence in found), *self._of_the_file]


def told(problems: Sequence[str]) -> list[str]:
    """The first of them; where there are more, how many, in a sentence of its own."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return list(problems)
    rest = (
        "There is 1 more problem. It is shown when these are put right."
        if more == 1
        else f"There are {more:,} more problems. They are shown when these are put right."
    )
    return [*problems[:MOST_TOLD], rest]
