"""Letters as PDF: part of make bench, and with more letters by itself, as `make bench-letters`.

Each shape is compared with a bare call of WeasyPrint on the same HTML, with the same style sheet
and fonts, in turn. Then two workers make many letters through Redis, and one process makes so many
that what it keeps would show. All of it is bounded, in letters and in time.
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

MOST = 1.15  # times the bare call
MOST_MEMORY = 1.2  # times what was held after the first letters
FIRST = 50
WORKERS = 2
QUEUE = "bench-letters"
PATIENCE = 300  # seconds


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


def by_workers(most: int) -> str:
    """How many letters a minute two workers make, that get them from Redis one by one."""
    from django.utils import timezone

    from responses.choices import Format, LetterState
    from responses.models import Letter, SignedVersion
    from responses.tasks import render_letter

    versions = SignedVersion.objects.order_by("pk").defer("content", "html")
    Letter.objects.bulk_create(
        [
            Letter(version=version, format=Format.PDF, changed_at=timezone.now())
            for version in versions
        ],
        ignore_conflicts=True,
    )
    waiting = Letter.objects.filter(format=Format.PDF, state=LetterState.QUEUED)
    ids = list(waiting.values_list("pk", flat=True)[:most])
    with workers():
        render_letter.apply_async(kwargs={"letter_id": ids[0]}, queue=QUEUE)
        _wait(ids[:1])
        begun = time.monotonic()
        for letter_id in ids[1:]:
            render_letter.apply_async(kwargs={"letter_id": letter_id}, queue=QUEUE)
        made = _wait(ids[1:])
        took = time.monotonic() - begun
    return f"{WORKERS} workers: {made / took * 60:.0f} letters a minute ({made} in {took:.0f} s)"


def _wait(ids: list[int]) -> int:
    """How many of the letters are made, once all are, or after so long that it is given up."""
    from responses.choices import LetterState
    from responses.models import Letter

    until = time.monotonic() + PATIENCE
    ready = Letter.objects.filter(pk__in=ids, state=LetterState.READY)
    while (made := ready.count()) < len(ids) and time.monotonic() < until:
        time.sleep(0.1)
    return made


@contextlib.contextmanager
def workers() -> Iterator[None]:
    """Celery as make run starts it, but for a queue of its own."""
    command = [str(in_venv("celery")), "--quiet", "--app", "config.celery:app", "worker"]
    command += ["--concurrency", str(WORKERS), "--queues", QUEUE, "--loglevel", "ERROR"]
    quiet = {"PYTHONWARNINGS": "ignore::UserWarning:celery.platforms"}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def memory(html: str, *, letters: int, seconds: float) -> str:
    """What one process holds after many letters, beside what it held after the first."""
    from responses.letters import to_pdf

    until, held, done = time.monotonic() + seconds, 0, 0
    while done < letters and (done <= FIRST or time.monotonic() < until):
        to_pdf(html)
        done += 1
        if done == FIRST:
            held = _megabytes()
    return _line(f"MB after {done} letters, and {FIRST}", _megabytes(), held, MOST_MEMORY)


def _megabytes() -> int:
    """What this process alone holds."""
    rollup = Path("/proc/self/smaps_rollup").read_text().splitlines()
    private = [line.split() for line in rollup if line.startswith("Private_")]
    return sum(int(kilobytes) for _, kilobytes, _ in private) // 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=500, help="of one process (default 500)")
    parser.add_argument("--queued", type=int, default=200, help="through Redis (default 200)")
    parser.add_argument("--seconds", type=float, default=600, help="of one process, at most")
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
        say(f"\n{by_workers(chosen.queued)}")
        html = bench_world.signed().html
        say(memory(html, letters=chosen.letters, seconds=chosen.seconds))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
