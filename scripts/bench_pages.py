"""The main pages at 1, 10 and 100 inspections: part of make bench.

What counts is how many times the page that does nothing each takes, and that this, and the number
of queries, stay as they are while the rows become a hundred times as many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.bench import FORM, Measured, Page, measure_page, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_GROWTH = 1.5  # times what it takes at the fewest inspections
MOST_QUERIES = {"Matrix": 10}
# Times the least page, which took a millisecond where 0.2 ms a row was set as the limit: a machine
# that is busy takes twice as long for both.
MOST_A_ROW = 0.2
LOADED = "load-001"  # there from the first inspection on


def pages() -> list[Page]:
    """The pages that are measured, with who looks at each."""
    from responses.demo.people import ADMINISTRATOR
    from scripts import bench_world

    inspection = f"/inspections/{LOADED}"
    drafting, waiting = bench_world.open_responses()
    inspector, drafter, signatory = bench_world.people(waiting)
    contact = bench_world.contact()
    return [
        Page("Alive: Django and no more", "/health/"),
        Page("Home of an inspector", "/", inspector),
        Page("Home of an administrator", "/", ADMINISTRATOR),
        Page("Home of an office", "/", drafter),
        Page("Home of who may sign", "/", signatory),
        Page("Home of a force contact", "/", contact),
        Page("Inspections", "/inspections/", inspector),
        Page("An inspection", f"{inspection}/", inspector),
        Page("Matrix", f"{inspection}/matrix/", inspector),
        Page("Matrix, one region", f"{inspection}/matrix/?region=North+West", inspector),
        Page("Matrix as CSV", f"{inspection}/matrix.csv", inspector),
        Page("One across forces", f"{inspection}/recommendations/1/", inspector),
        Page("One across as CSV", f"{inspection}/recommendations/1/answers.csv", inspector),
        Page("Overview", f"{inspection}/overview/", inspector),
        Page("Search", "/search/?q=training", inspector),
        Page("Search of an office", "/search/?q=custody", drafter),
        Page("A force", "/forces/kent/", inspector),
        Page("What a force has open", "/forces/cheshire/open/", drafter),
        Page("The same as CSV", "/forces/cheshire/open.csv", drafter),
        Page("A force’s answers", f"{inspection}/forces/kent/", inspector),
        Page("Progress: history", f"/progress/{LOADED}/cheshire/1/", drafter),
        Page("Progress (form)", f"/progress/{LOADED}/cheshire/", drafter, FORM),
        Page("Round of a quarter (form)", "/progress/round/cheshire/", drafter, FORM),
        Page("Questions", "/questions/", inspector),
        Page("Questions as CSV", "/questions.csv", inspector),
        Page("A response", f"/responses/{drafting.pk}/", drafter),
        Page("An answer (form)", f"/responses/{drafting.pk}/answers/1/", drafter, FORM),
        Page("A letter to sign", f"/responses/{waiting.pk}/read/", signatory),
        Page("Register", "/register/"),
        Page("Register: an inspection", f"/register/{LOADED}/"),
        Page("Register: a response", f"/register/{bench_world.FULL}/kent/"),
        Page("Register: one across", f"/register/{LOADED}/recommendations/1/"),
        Page("Register: search", "/register/search/?q=training"),
        Page("Register: outstanding", "/register/outstanding/"),
        Page("Register: CSV", f"/register/{LOADED}/answers.csv"),
    ]


def lines(port: int, sizes: Sequence[int], *, times: int, seconds: float) -> Iterator[str]:
    """A line for each page, with what it takes at each number of inspections."""
    found: dict[str, list[Measured]] = {}
    for size in sizes:
        yield f"{_load(size)}"
        with web_server(port):
            for page in pages():
                measured = measure_page(page, port, times=times, seconds=seconds)
                found.setdefault(page.title, []).append(measured)
    over = 0
    yield _head(sizes)
    for page in pages():
        line, failings = _line(page, found[page.title])
        over += bool(failings)
        yield line
    yield f"{len(found) - over} of {len(found)} pages are within all limits."


def _load(inspections: int) -> str:
    from io import StringIO

    from django.core.management import call_command
    from django.db import connection

    said = StringIO()
    call_command("make_load", inspections=inspections, stdout=said)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as a database is left that looks after itself
    return said.getvalue().strip()


def _head(sizes: Sequence[int]) -> str:
    each = "".join(f"{f'{size} inspections':>29} |" for size in sizes)
    columns = f"{'median':>8}{'p95':>7}{'ratio':>7}{'queries':>8} |" * len(sizes)
    return f"\n{'':26}{each}\n{'':26}{columns}{'KB':>6}{'growth':>8}"


def _line(page: Page, measured: list[Measured]) -> tuple[str, list[str]]:
    first, last = measured[0], measured[-1]
    each = "".join(f"{m.median:8.1f}{m.p95:7.1f}{m.ratio:7.1f}{m.queries:8} |" for m in measured)
    growth = last.ratio / first.ratio  # a machine may be slower by the end of a run
    failings = []
    if page.is_table:
        per_row = last.ratio / last.rows
        said = f"{last.median / last.rows:.2f} ms a row, {per_row:.2f} of the least page"
        if per_row > MOST_A_ROW:
            failings.append(f"{said}, over {MOST_A_ROW}")
    else:
        if last.ratio > page.most:
            failings.append(f"over {page.most}")
        if growth > MOST_GROWTH:
            failings.append("grows")
        if last.queries > first.queries:
            failings.append("more queries")
    if last.queries > MOST_QUERIES.get(page.title, last.queries):
        failings.append("too many queries")
    within = f"within: {said}" if page.is_table else "within"
    verdict = ", ".join(failings) or within
    return f"{page.title:26}{each}{last.size / 1000:6.0f}{growth:8.2f}  {verdict}", failings
