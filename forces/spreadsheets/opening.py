"""Opens a spreadsheet that somebody sends: what stands in its cells, and where.

The file may be anything at all. Nothing in it is run or worked out, and no more of it is read than
a table that was made here could hold.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from forces.spreadsheets.columns import Place
from forces.spreadsheets.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from forces.spreadsheets.columns import Table

    Where = tuple[int, int]

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
# Each sign "<" begins or ends a thing that openpyxl makes an object of, so these bound its work.
MOST_TAGS = 200_000
PIECE = 64 * 1024
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, MOST_ROWS_ABOVE = 200, 2000, 60, 10

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
GENERAL = frozenset({"General", "@", "0", None})
SAVE_AS = "Save it as an Excel workbook (.xlsx), and upload that."
TOO_BIG = "The file must be 5 MB or smaller."
NOT_ONE = f"The file is not an Excel workbook. {SAVE_AS}"


@dataclass(frozen=True)
class Cell:
    """What stands in one cell.

    `kind` is how the file format says it: s (text), n (number), d (date), b (yes or no),
    e (an error), f (a formula). `is_plain` is False for a number that is shown in a form of its
    own, such as 50% or £1,000.
    """

    place: Place
    value: Any
    kind: str
    is_plain: bool

    @property
    def says_anything(self) -> bool:
        """A formula does, though programs may leave out what it comes to."""
        return bool(words(self.value)) or self.kind == "f"


class Found(NamedTuple):
    """What stands in a cell, before it is known under which heading."""

    value: Any
    kind: str
    is_plain: bool


Row = dict[str, Cell]


@dataclass(frozen=True)
class Opened:
    """The rows below the headings that have anything in what is read, by the names of columns."""

    rows: list[Row]
    not_read: list[str]


class SentWorkbook:
    """A workbook that was sent. Raises Unreadable with a sentence, here and in what it gives.

    `source` is what the person should have worked in: “the answers”.
    """

    def __init__(self, content: bytes, *, source: str) -> None:
        self._source = source
        self._check(content)
        with _whatever_is_in_it():
            self._check_tags(content)
            self._book = load_workbook(
                BytesIO(content), read_only=True, data_only=True, keep_links=False
            )

    def _check(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise Unreadable(TOO_BIG)
        if content.startswith(OLD_EXCEL):
            raise Unreadable(
                "The file has a password, or is of an older Excel (.xls). Save it as an Excel "
                "workbook (.xlsx) without a password, and upload that."
            )
        try:
            with ZipFile(BytesIO(content)) as parts:
                inside = parts.infolist()
        # NotImplementedError is the library's word for a kind of archive that it does not know.
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(NOT_ONE) from error
        if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
            raise self._too_much()
        if not any(part.filename.lower() == "xl/workbook.xml" for part in inside):
            raise Unreadable(NOT_ONE)

    def _check_tags(self, content: bytes) -> None:
        """Count them piece by piece: a part that is larger than it says ends in an error by that,
        where reading it whole would unpack all of it first."""
        tags = 0
        with ZipFile(BytesIO(content)) as parts:
            for part in parts.infolist():
                with parts.open(part) as unpacked:
                    pieces = iter(partial(unpacked.read, PIECE), b"")
                    tags += sum(piece.count(b"<") for piece in pieces)
        if tags > MOST_TAGS:
            raise self._too_much()

    def _too_much(self) -> Unreadable:
        return Unreadable(
            f"There is far more in the file than {self._source}. Download {self._source} again, "
            "and bring what you wrote over as text."
        )

    def sheet(self, name: str, *, or_first: bool = False) -> list[list[Found]] | None:
        """The cells of the sheet that is called so; or those of the first; or None."""
        with _whatever_is_in_it():
            named = (each for each in self._book.worksheets if _is_called(each, name))
            sheet = next(named, self._book.worksheets[0] if or_first else None)
            return _rows(sheet, formulas=_formulas(sheet)) if sheet else None


def opened(content: bytes, table: Table) -> Opened:
    """The cells of a workbook of one table. Raises Unreadable with a sentence."""
    book = SentWorkbook(content, source=table.source)
    return below_the_headings(book.sheet(table.sheet, or_first=True) or [], table)


@contextmanager
def _whatever_is_in_it() -> Iterator[None]:
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:  # a file made to do harm fails in any way at all
        raise Unreadable(f"The file is damaged, or is no Excel workbook. {SAVE_AS}") from error


def _is_called(sheet: ReadOnlyWorksheet, name: str) -> bool:
    return sheet.title.strip().casefold() == name.casefold()


def _rows(sheet: ReadOnlyWorksheet, *, formulas: set[Where]) -> list[list[Found]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)  # type: ignore[misc]  # its stub
    return [
        [
            _found(cast("ReadOnlyCell", cell), is_formula=(number, place) in formulas)
            for place, cell in enumerate(row, start=1)
        ]
        for number, row in enumerate(rows, start=1)
    ]


def _found(cell: ReadOnlyCell, *, is_formula: bool) -> Found:
    is_plain = cell.data_type != "n" or cell.value is None or cell.number_format in GENERAL
    return Found(cell.value, "f" if is_formula else cell.data_type, is_plain)


def _formulas(sheet: ReadOnlyWorksheet) -> set[Where]:
    """The rows and columns of formulas: read here, as openpyxl would work out each for its place.

    It takes minutes over a long formula that stands in thousands of cells.
    """
    places, number = set(), 0
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # its stub lacks it
        for _, element in iterparse(source):
            if element.tag == f"{{{SHEET_MAIN_NS}}}row":
                number, column = int(element.get("r", number + 1)), 0
                for cell in element:
                    place = cell.get("r")
                    column = coordinate_to_tuple(place)[1] if place else column + 1
                    if cell.find(f"{{{SHEET_MAIN_NS}}}f") is not None:
                        places.add((number, column))
                element.clear()
    return places


def words(value: object) -> str:
    """Text in one line, for comparing what people typed."""
    return " ".join(str(value).split()).casefold() if value is not None else ""


def below_the_headings(
    cells: list[list[Found]], table: Table, *, above: int = MOST_ROWS_ABOVE, sheet: str = ""
) -> Opened:
    """The rows of a table, whose headings are in one of the first rows.

    Places are said with the name of the sheet, where one is given. Raises Unreadable where the
    headings are not there.
    """
    known = {words(column.heading): column for column in table.columns}
    at = row_of_headings(cells[:above], table)
    headings = [words(cell.value) for cell in cells[at]]
    _check_headings([text for text in headings if text in known], table)
    places = {known[text]: place for place, text in enumerate(headings) if text in known}
    rows = [
        {
            column.name: Cell(
                Place(number, get_column_letter(place + 1), column.heading, sheet), *row[place]
            )
            for column, place in places.items()
        }
        for number, row in enumerate(cells[at + 1 :], start=at + 2)
    ]
    not_read = [
        str(cell.value).strip()
        for cell, text in zip(cells[at], headings, strict=True)
        if text and text not in known
    ]
    return Opened([row for row in rows if _says_anything(row, table)], not_read)


def row_of_headings(first: list[list[Found]], table: Table) -> int:
    """The row that has most of the headings: people write titles above them."""
    known = {words(column.heading) for column in table.columns}
    counts = [sum(words(cell.value) in known for cell in row) for row in first]
    if not counts or max(counts) < 2:
        one, other = table.such_as
        raise Unreadable(
            f"The file has no row with the headings of {table.source}, such as “{one}” and "
            f"“{other}”. Download {table.source}, and work in that file."
        )
    return counts.index(max(counts))


def _check_headings(found: list[str], table: Table) -> None:
    missing = [column.heading for column in table.needed if words(column.heading) not in found]
    twice = [each.heading for each in table.columns if found.count(words(each.heading)) > 1]
    sentences = []
    if missing:
        sentences.append(
            f"The file has no column with the heading {_listed(missing)}. Put the heading back as "
            f"it was, or download {table.source} again."
        )
    if twice:
        sentences.append(
            f"The file has more than one column with the heading {_listed(twice)}. Give the others "
            "another heading."
        )
    if sentences:
        raise Unreadable(" ".join(sentences))


def _listed(headings: list[str]) -> str:
    quoted = [f"“{heading}”" for heading in headings]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


def _says_anything(row: Row, table: Table) -> bool:
    return any(row[each.name].says_anything for each in table.read if each.name in row)
