"""The register's tables as they are streamed: part of make bench.

A row is compared with one that is only written, from memory. What a table holds at once is measured
apart: it must not grow with the rows.
"""

from __future__ import annotations

import csv
import io
import statistics
import time
import tracemalloc
from itertools import islice
from typing import TYPE_CHECKING

from django.utils import timezone

from reports.exports import answer_rows, book_response, csv_response, response_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from typing import Any

MOST = 0.2  # milliseconds a row
TIMES = 5
FEW, MANY = 500, 5_000  # rows of workbooks whose peaks are compared


def lines(on: date) -> Iterator[str]:
    yield f"\n{'Tables: milliseconds a row':30}  median   least   ratio{'rows':>11}{'peak MB':>9}"
    yield _line("Responses as CSV", lambda: response_rows("", on=on))
    yield _line("Answers as CSV", lambda: answer_rows(""))
    for number in FEW, MANY:
        yield _book_line(f"{number:,} answers as XLSX", number)


def _line(title: str, rows: Callable[[], Iterable[Any]]) -> str:
    held = list(rows())
    took = statistics.median(_time(lambda: _send(rows())) for _ in range(TIMES)) / len(held)
    least = statistics.median(_time(lambda: _write(held)) for _ in range(TIMES)) / len(held)
    peak = _peak(lambda: _send(rows()))
    verdict = "within" if took <= MOST else "over"
    return (
        f"{title:30}{took:8.3f}{least:8.3f}{took / least:8.1f}{len(held):11,}{peak:9.1f}"
        f"  {verdict:>6} {MOST}"
    )


def _book_line(title: str, number: int) -> str:
    """A workbook of so many rows: what it takes a row, and what it holds at once."""

    def send() -> None:
        sheets = {"Answers": islice(answer_rows(""), number)}
        for _ in book_response(
            sheets, "table.xlsx", about=[("Table", "Answers")], at=timezone.now()
        ):
            pass

    send()  # what is loaded once is there
    took = _time(send) / number
    return f"{title:30}{took:8.3f}{'':16}{number:11,}{_peak(send):9.1f}"


def _peak(action: Callable[[], object]) -> float:
    """The most that was held at once, in megabytes."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    return peak


def _time(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def _send(rows: Iterable[Any]) -> int:
    """Read and write the whole table, and keep none of it."""
    return sum(len(part) for part in csv_response(rows, "table.csv"))


def _write(held: list[Any]) -> None:
    csv.writer(io.StringIO()).writerows(held)
