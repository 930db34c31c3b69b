"""Letters as PDF: part of make bench, and with more letters by itself, as `make bench-letters`.

Each shape is compared with a bare call of WeasyPrint on the same HTML, with the same style sheet
and fonts, in turn. Then two workers make so many letters through Redis that what they keep would
show. All of it is bounded, in letters and in time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.places import ROOT, Problem, in_venv, say, stop_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responses.models import DraftLetter

MOST = 1.15  # times the bare call
MOST_MEMORY = 1.2  # times what was held after the first letters
FIRST = 50
WORKERS = 2
QUEUE = "bench-letters"
PATIENCE = 600  # seconds


def lines(*, times: int, seconds: float) -> Iterator[str]:
    """A line for each shape of a letter of 13 answers, beside WeasyPrint alone."""
    yield f"\n{'Letters of 13 answers':30}  median   least   ratio"
    for shape, html in shapes().items():
        took, least = compare(html, times=times, seconds=seconds)
        yield _line(shape, statistics.median(took), statistics.median(least), MOST)


def _line(title: str, took: float, least: float, most: float) -> str:
    verdict = "within" if took / least <= most else "over"
    return f"{title:30}{took:8.0f}{least:8.0f}{took / least:8.2f}  {verdict:>6} {most}"


def shapes() -> dict[str, str]:
    """The same response in each of the shapes."""
    from responses import letters
    from responses.choices import Shape
    from scripts import bench_world

    content = bench_world.signed().content
    made = {}
    for shape in Shape:
        content["letter"] = bench_world.letter_of(shape)
        made[str(shape.label)] = letters.to_html(content)
    return made


def compare(html: str, *, times: int, seconds: float) -> tuple[list[float], list[float]]:
    """How long a letter takes, and a bare call with all that it is given.

    Where the letter lists its contents, so does the bare call: WeasyPrint lays out twice for the
    numbers of the pages.
    """
    from weasyprint import CSS, HTML

    from responses.letters import pdf
    from responses.letters.fetching import Fetcher
    from scripts.bench import in_turn

    dress = pdf._stylesheet()
    sheets = [dress.sheet]
    if 'class="letter-contents"' in html:
        pages = HTML(string=html).render(stylesheets=sheets, font_config=dress.fonts).pages
        sheets += [CSS(string=pdf.CONTENTS)] * (len(pages) > pdf.LONGEST_WITHOUT_CONTENTS)

    def bare() -> None:
        letter = HTML(string=html, url_fetcher=Fetcher())
        letter.write_pdf(stylesheets=sheets, font_config=dress.fonts, pdf_variant="pdf/ua-1")

    def ours() -> None:
        pdf.to_pdf(html)

    in_turn(ours, bare, times=2, seconds=seconds)
    return in_turn(ours, bare, times=times, seconds=seconds)


def by_workers(most: int) -> Iterator[str]:
    """How many letters a minute two workers make, that get them from Redis one by one.

    And what the two hold after so many, beside what they held after the first fifty. The letters
    are of all shapes in turn.
    """
    from responses.models import DraftLetter
    from responses.tasks import render_draft

    DraftLetter.objects.bulk_create(_drafts())
    ids = list(DraftLetter.objects.order_by("pk").values_list("pk", flat=True)[:most])
    with workers() as process:
        render_draft.apply_async(kwargs={"draft_id": ids[0]}, queue=QUEUE)
        _wait(ids[:1])
        begun = time.monotonic()
        for draft_id in ids[1:]:
            render_draft.apply_async(kwargs={"draft_id": draft_id}, queue=QUEUE)
        _wait(ids[:FIRST])
        held = _megabytes(process.pid)
        made = _wait(ids)
        took = time.monotonic() - begun
        yield f"{WORKERS} workers: {made / took * 60:.0f} letters a minute ({made} in {took:.0f} s)"
        title = f"Their MB after {made}, and {FIRST}"
        yield _line(title, _megabytes(process.pid), held, MOST_MEMORY)


def _drafts() -> Iterator[DraftLetter]:
    """A letter of 13 answers to be made for each response of the database, in each shape."""
    from django.utils import timezone

    from forces.models import User
    from responses.choices import Shape
    from responses.models import DraftLetter, Response

    html = dict(zip(Shape, shapes().values(), strict=True))
    person, now = User.objects.earliest("pk"), timezone.now()
    for response in Response.objects.order_by("pk"):
        for shape in Shape:
            yield DraftLetter(
                response=response,
                shape=shape,
                html=html[shape],
                asked_by=person,
                asked_at=now,
                changed_at=now,
            )


def _wait(ids: list[int]) -> int:
    """How many of the letters are made, once all are, or after so long that it is given up."""
    from responses.choices import LetterState
    from responses.models import DraftLetter

    until = time.monotonic() + PATIENCE
    ready = DraftLetter.objects.filter(pk__in=ids, state=LetterState.READY)
    while (made := ready.count()) < len(ids) and time.monotonic() < until:
        time.sleep(0.1)
    return made


@contextlib.contextmanager
def workers() -> Iterator[subprocess.Popen[bytes]]:
    """Celery as make run starts it, but for a queue of its own."""
    command = [str(in_venv("celery")), "--quiet", "--app", "config.celery:app", "worker"]
    command += ["--concurrency", str(WORKERS), "--queues", QUEUE, "--loglevel", "ERROR"]
    quiet = {"PYTHONWARNINGS": "ignore::UserWarning:celery.platforms"}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _megabytes(parent: int) -> int:
    """What the worker processes below one hold, each for itself alone."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    rollups = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
    private = [line.split() for each in rollups for line in each.splitlines() if "Private_" in line]
    return sum(int(kilobytes) for _, kilobytes, _ in private) // 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=500, help="through Redis (default 500)")
    chosen = parser.parse_args()
    from scripts import bench
    from scripts.prepare import prepare

    bench.configure(bench.free_port())
    with bench.own_database():
        prepare(seed=1)
        from scripts import bench_world

        bench_world.fill()
        for line in lines(times=20, seconds=30):
            say(line)
        for line in by_workers(chosen.letters):
            say(line)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
