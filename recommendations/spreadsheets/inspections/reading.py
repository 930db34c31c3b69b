"""Reads an inspection, or the recommendations of one, from a spreadsheet that somebody sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forces.spreadsheets import Cell, Place, SentWorkbook, Unclear, Unreadable, words
from forces.spreadsheets.opening import OLD_EXCEL, Found, below_the_headings, row_of_headings
from forces.spreadsheets.separated import LINES_ABOVE, rows_of
from recommendations.models import Inspection
from recommendations.spreadsheets.inspections.columns import INSPECTION, LINES, TABLE
from recommendations.spreadsheets.inspections.places import Filled
from recommendations.spreadsheets.inspections.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forces.spreadsheets import Column, Row
    from recommendations.toml_tables import Place as Where

    Cells = list[list[Found]]

WORKBOOK = (b"PK", OLD_EXCEL)
# The columns that a further row may fill in, and what a file calls them.
PART = {"part": "text", "addressees": "addressees", "timescale": "timescale"}
MEASURE = {"measure": "name", "unit": "unit", "definition": "definition"}
FURTHER = {*PART, *MEASURE}
EMPTY = Found(None, "s", is_plain=True)


def filled_in(content: bytes, *, with_head: bool) -> Filled:
    """What a workbook or a CSV file says of an inspection, or of its recommendations only.

    Everything that is unclear is gathered in `problems`. Raises Unreadable for what is no such
    file at all.
    """
    read = _Reading()
    if content.startswith(WORKBOOK):
        head, cells, first = _in_workbook(content, with_head=with_head)
        sheet = TABLE.sheet
    else:
        cells = rows_of(content, TABLE)
        first = row_of_headings(cells[:LINES_ABOVE], TABLE)
        head, sheet = cells[:first], ""
    if with_head:
        read.head(head, sheet=INSPECTION if sheet else "")
    elif any(_line(row) for row in head):
        read.filled.notes.append(
            "What the file says of the inspection itself is not read. Change that on its own page."
        )
    opened = below_the_headings(cells, TABLE, above=first + 1, sheet=sheet)
    read.filled.notes += [f"The column “{each}” is not read." for each in opened.not_read]
    read.recommendations(opened.rows)
    return read.filled


def _in_workbook(content: bytes, *, with_head: bool) -> tuple[Cells, Cells, int]:
    book = SentWorkbook(content, source=TABLE.source)
    head = book.sheet(INSPECTION)
    cells = book.sheet(TABLE.sheet, or_first=not with_head)
    for name, found in ((INSPECTION, head if with_head else []), (TABLE.sheet, cells)):
        if found is None:
            raise Unreadable(
                f"The file has no sheet that is called “{name}”. Download the template, and work "
                "in that file."
            )
    cells = cells or []
    return head or [], cells, row_of_headings(cells[:LINES_ABOVE], TABLE)


def _line(row: Sequence[Found]) -> Column | None:
    heading = words(row[0].value) if row else ""
    return next((line for line in LINES if words(line.heading) == heading), None)


class _Reading:
    def __init__(self) -> None:
        self.filled, self.typed = Filled(), Typed()

    def _put(self, place: Where, entries: dict[str, Any], name: str, cell: Cell) -> None:
        try:
            self.filled.put(place, entries, cell, self.typed.read(name, cell))
        except Unclear as unclear:
            self.filled.refuse(place, cell, str(unclear))

    def head(self, rows: Cells, *, sheet: str) -> None:
        entries: dict[str, Any] = {}
        first: dict[str, int] = {}
        for number, row in enumerate(rows, start=1):
            line = _line(row)
            if line is None:
                continue
            found = row[1] if len(row) > 1 else EMPTY
            cell = Cell(Place(number, "B", line.heading, sheet), *found)
            if line.name in first:
                self.filled.problems.refuse(
                    cell, f"is there twice: in row {first[line.name]} too. Keep one of the two."
                )
            first.setdefault(line.name, number)
            self._put(("inspection", line.name), entries, line.name, cell)
        self._name(entries)
        self.filled.entries["inspection"] = entries

    def _name(self, entries: dict[str, Any]) -> None:
        """A name in addresses, where none is given: made of the title."""
        title = entries.get("title", "")
        if title and "slug" not in entries:
            entries["slug"] = Inspection.objects.free_slug(title)
        if not title and "slug" not in entries:
            self.filled.where.unclear.add(("inspection", "slug"))
        if title and Inspection.objects.filter(title__iexact=title).exists():
            self.filled.notes.append("An inspection with this title is here already.")

    def recommendations(self, rows: Sequence[Row]) -> None:
        if not rows:
            raise Unreadable(
                "The file has no recommendations. Fill in at least one row below the headings."
            )
        groups: list[list[Row]] = []
        for row in rows:
            number = words(row["number"].value)
            if groups and number in ("", words(groups[-1][0]["number"].value)):
                self._check_further(row, groups[-1][0])
                groups[-1].append(row)
            else:
                groups.append([row])
        self.filled.entries["recommendations"] = [
            self._recommendation(group, ("recommendations", place))
            for place, group in enumerate(groups)
        ]

    def _check_further(self, row: Row, above: Row) -> None:
        """A further row is of the recommendation above it, and says only what is further."""
        for name, cell in row.items():
            is_said = name not in FURTHER and words(cell.value)
            if is_said and words(cell.value) != words(above[name].value):
                self.filled.problems.refuse(
                    cell,
                    f"is not as in row {above[name].place.row}, which this row goes on from. Empty "
                    "this cell, or give the row a number of its own.",
                )

    def _recommendation(self, rows: list[Row], place: Where) -> dict[str, Any]:
        self.filled.where.by_place[place] = rows[0]["number"].place
        entries: dict[str, Any] = {}
        for name, cell in rows[0].items():
            if name not in FURTHER:
                self._put((*place, name), entries, name, cell)
        parts = [row for row in rows if _says(row, PART)] or rows[:1]
        if len(parts) == 1 and not _says(parts[0], {"part": "text"}):
            # Where all of it is addressed alike, the recommendation itself says who must act.
            self._put_all(place, entries, parts[0], PART)
        else:
            entries["parts"] = self._further(parts, (*place, "parts"), PART)
        measures = [row for row in rows if _says(row, MEASURE)]
        entries["measures"] = self._further(measures, (*place, "measures"), MEASURE)
        return entries

    def _further(
        self, rows: list[Row], place: Where, keys: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [{} for _ in rows]
        for number, row in enumerate(rows):
            self._put_all((*place, number), found[number], row, keys)
        return found

    def _put_all(
        self, place: Where, entries: dict[str, Any], row: Row, keys: Mapping[str, str]
    ) -> None:
        """What a row says in these columns, by the keys of a file; `text` it has itself already."""
        for name, key in keys.items():
            if name in row and (*place, key) not in self.filled.where.by_place:
                self._put((*place, key), entries, name, row[name])


def _says(row: Row, names: Iterable[str]) -> bool:
    return any(name in row and row[name].says_anything for name in names)
