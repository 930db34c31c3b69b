"""Tables as XLSX, written row by row to a file of their own, so that memory stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain, islice, zip_longest
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from forces.govuk.dates import LONDON
from forces.spreadsheets.cells import escaped, fits, plain
from forces.spreadsheets.making import BEGINS_LIKE_A_FORMULA, BOLD, DARK, TOP, WHITE, XLSX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from forces.csv_text import Value

    Sheets = Mapping[str, Iterable[Iterable[Value]]]

PIECE = 64 * 1024
LOOKED_AT = 25  # so many rows say how wide the columns are
NARROW, WIDE, LONG = 14, 60, 40
# Half of what a cell holds, in characters and in lines: whatever the text is made of, that fits.
MOST_CHARACTERS, MOST_LINES = 15_000, 120
THE_REST = "\n[This text is too long for a spreadsheet. All of it is on its own page.]"


def xlsx_response(
    rows: Iterable[Iterable[Value]], name: str, *, about: list[tuple[str, str]], at: datetime
) -> StreamingHttpResponse:
    """A download of these rows, and on a second sheet what they are about."""
    return book_response({"Table": rows}, name, about=about, at=at)


def book_response(
    sheets: Sheets, name: str, *, about: list[tuple[str, str]], at: datetime
) -> StreamingHttpResponse:
    """A download of a sheet of rows for each name, and on a last one what they are about."""

    def pieces() -> Iterator[bytes]:
        with TemporaryFile() as file:
            _write(file, sheets, about, at)
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece

    return StreamingHttpResponse(
        pieces(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _write(file: IO[bytes], sheets: Sheets, about: list[tuple[str, str]], at: datetime) -> None:
    book = Workbook(write_only=True)
    book.properties.title = about[0][1]
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None)
    book.properties.language = "en-GB"
    for title, rows in sheets.items():
        _fill(book.create_sheet(title), rows)
    _explain(book.create_sheet("About this table"), about)
    book.save(file)


def _fill(sheet: WriteOnlyWorksheet, rows: Iterable[Iterable[Value]]) -> None:
    """All rows, each read when it is written; the first ones say how wide the columns are."""
    reading = iter(rows)
    first = [list(row) for row in islice(reading, LOOKED_AT)]
    for place, width in enumerate(_widths(first), start=1):
        _widen(sheet, place, width)
    sheet.freeze_panes = "B2"
    heading, body = _Cells(sheet, font=WHITE, fill=DARK), _Cells(sheet)
    for number, row in enumerate(chain(first, reading)):
        sheet.append((body if number else heading).of(row))


def _widths(rows: list[list[Value]]) -> Iterator[int]:
    """Of each column, by the longest text below its heading."""
    for _, *column in zip_longest(*rows):
        longest = max((len(str(value or "")) for value in column), default=0)
        yield WIDE if longest > LONG else max(NARROW, longest + 2)


def _widen(sheet: WriteOnlyWorksheet, place: int, width: int) -> None:
    columns = sheet.column_dimensions  # type: ignore[attr-defined]  # the types do not know it
    columns[get_column_letter(place)].width = width


def _explain(sheet: WriteOnlyWorksheet, about: list[tuple[str, str]]) -> None:
    _widen(sheet, 1, 24)
    _widen(sheet, 2, 90)
    names, words = _Cells(sheet, font=BOLD), _Cells(sheet)
    for name, text in about:
        sheet.append(cell for cell in chain(names.of([name]), words.of([text])))


class _Cells:
    """The cells of a sheet: one of each kind, dressed once and written again and again."""

    def __init__(self, sheet: WriteOnlyWorksheet, **dress: object) -> None:
        self.text, self.quoted = _dressed(sheet, dress), _dressed(sheet, dress)
        self.quoted.quotePrefix = True
        self.number, self.day, self.moment = (_dressed(sheet, dress) for _ in range(3))
        self.day.number_format, self.moment.number_format = "d mmmm yyyy", "d mmmm yyyy h:mm"

    def of(self, row: Iterable[Value]) -> Iterator[Any]:
        """A row of cells, each to be written before the next is asked for.

        Text arrives as text, whatever it begins with; what is empty takes no cell.
        """
        for value in row:
            if value is None or value == "":
                yield None
                continue
            cell: Any
            if isinstance(value, str):
                cell = self.quoted if value.startswith(BEGINS_LIKE_A_FORMULA) else self.text
                cell.value = _in_a_cell(value)
                cell.data_type = "s"
            elif isinstance(value, datetime):
                cell = self.moment
                cell.value = value.astimezone(LONDON).replace(tzinfo=None)
            else:
                cell = self.day if isinstance(value, date) else self.number
                cell.value = value
            yield cell


def _dressed(sheet: WriteOnlyWorksheet, dress: dict[str, object]) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.alignment = TOP
    for name, value in dress.items():
        setattr(cell, name, value)
    return cell


def _in_a_cell(text: str) -> str:
    """The text as the file format writes it, cut with a word about it where it is too long."""
    text = plain(text)
    if not fits(text):
        text = "\n".join(text.split("\n")[:MOST_LINES])[:MOST_CHARACTERS] + THE_REST
    return escaped(text)
