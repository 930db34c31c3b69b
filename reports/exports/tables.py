"""What a page shows, to take away as a table: as CSV for programs, as XLSX for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import slugify

from forces.govuk.dates import as_at_in_a_name, uk_datetime
from reports.exports.streaming import csv_response
from reports.exports.workbooks import xlsx_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.http import StreamingHttpResponse

    from forces.csv_text import Value

LONGEST = 120  # file systems take no more than 255 bytes, and people read no more than this


@dataclass(frozen=True)
class Table:
    """Rows, the heading first, each made when it is written; and what they are about.

    `name` begins the name of the file and `title` says the same to people. `narrowed` is what was
    chosen, in the words of the page (`Filter.in_words`); `at` is when all of it was so. `also` is
    said of it in its file, and not in the file's name.
    """

    name: str
    title: str
    rows: Iterable[Iterable[Value]]
    at: datetime
    narrowed: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    def file_name(self, ending: str) -> str:
        """With what was chosen, and when: matrix-rape-region-wales-as-at-2021-08-20-1200.csv."""
        chosen = slugify(" ".join(f"{name} {words}" for name, words in self.narrowed.items()))
        if len(chosen) > LONGEST:
            chosen = f"{chosen[:LONGEST].rpartition('-')[0]}-and-more"
        parts = slugify(self.name), chosen, as_at_in_a_name(self.at)
        return f"{'-'.join(filter(None, parts))}.{ending}"

    @property
    def about(self) -> list[tuple[str, str]]:
        """What it is, narrowed how and as at when: in words, a line each."""
        about = [("Table", self.title), *self.narrowed.items(), ("As at", uk_datetime(self.at))]
        return [*about, *self.also.items()]


def table_response(table: Table, ending: str) -> StreamingHttpResponse:
    """A download of a table as `csv`, sent as it is read, or as `xlsx`."""
    name = table.file_name(ending)
    if ending == "csv":
        return csv_response(table.rows, name)
    return xlsx_response(table.rows, name, about=table.about, at=table.at)
