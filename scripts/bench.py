"""Compare the heaviest pages, a letter and rounds of reminders with the least there could be.

A page is compared with one that does nothing, answered by the same server in turn; a letter with
a bare call of WeasyPrint; a round with a bare INSERT of as many rows. What counts is the ratio,
which is alike on fast machines and slow ones. Everything happens in a database of its own, dropped
at the end, and on 127.0.0.1.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import django

from scripts.places import ROOT, Problem, in_venv, say, stop_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

HOST = "127.0.0.1"
DATABASE = "inspection_responses_bench"
READ, FORM = 15, 25  # how many times the page that does nothing a page may take


class Page(NamedTuple):
    """A page, who looks at it (nobody: ""), and how many times the least page it may take."""

    title: str
    path: str
    email: str = ""
    most: int = READ

    @property
    def is_table(self) -> bool:
        """Whether its rows count, and not the page."""
        return self.path.partition("?")[0].endswith(".csv")


def free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def configure(port: int) -> None:
    """Name what the application needs, before Django reads it."""
    if not os.environ.get("DATABASE_URL"):
        raise Problem("DATABASE_URL is not set. Run this as: make bench")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SITE_URL": f"http://{HOST}:{port}",
        "ALLOWED_HOSTS": HOST,
        "INSECURE_COOKIES": "1",
        "DEMO": "1",
        "LOG_LEVEL": "WARNING",
    }
    django.setup()


@contextlib.contextmanager
def own_database() -> Iterator[None]:
    """A fresh database on the server of DATABASE_URL, dropped afterwards."""
    from django.db import connection

    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    address, mark, query = os.environ["DATABASE_URL"].partition("?")
    os.environ["DATABASE_URL"] = f"{address.rpartition('/')[0]}/{DATABASE}{mark}{query}"
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


@contextlib.contextmanager
def copied_database() -> Iterator[None]:
    """A copy of the database as it is now, to be filled and dropped, with statistics of its own."""
    from django.db import connection

    kept, suffix = connection.settings_dict["NAME"], "copy"
    connection.close()  # PostgreSQL copies what nobody is connected to
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    connection.settings_dict["NAME"] = f"{kept}_{suffix}"
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


@contextlib.contextmanager
def web_server(port: int) -> Iterator[None]:
    """The web server as make run starts it, with the page that does nothing beside."""
    command = [str(in_venv("gunicorn")), "scripts.bench_wsgi", "--bind", f"{HOST}:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket", "--log-level", "warning"]
    logging = os.environ | {"LOG_LEVEL": "INFO", "LOG_FORMAT": "json"}
    logs = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=logging, stdout=logs, stderr=logs)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    """Wait until the server takes a connection, or raise Problem."""
    for _ in range(200):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Problem("The web server did not start.")


def client_of(email: str) -> Client:
    """Django's test client, signed in as a person; "" is nobody."""
    from django.test import Client

    from forces.models import User

    client = Client(SERVER_NAME=HOST)
    if email:
        client.force_login(User.objects.get(email=email))
    return client


def getter(port: int, path: str, cookie: str = "") -> Callable[[], None]:
    """A function that asks for a page, each time on the same connection."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    headers = {"Cookie": cookie} if cookie else {}

    def get() -> None:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise Problem(f"{path} answered {answer.status}.")

    return get


def in_turn(
    one: Callable[[], object], other: Callable[[], object], *, times: int, seconds: float
) -> tuple[list[float], list[float]]:
    """How many milliseconds each takes, done in turn: bounded in count and in time."""
    taken: tuple[list[float], list[float]] = ([], [])
    until = time.monotonic() + seconds
    while len(taken[0]) < times and time.monotonic() < until:
        for action, times_taken in zip((one, other), taken, strict=True):
            begun = time.perf_counter()
            action()
            times_taken.append((time.perf_counter() - begun) * 1000)
    return taken


def row(title: str, took: list[float], least: list[float], most: int) -> str:
    """A line of the table: how long, how many times the least, and whether that may be."""
    median, base = statistics.median(took), statistics.median(least)
    p95, ratio = statistics.quantiles(took, n=20)[-1], median / base
    verdict = "within" if ratio <= most else "over"
    return f"{title:30}{median:8.1f}{p95:8.1f}{base:8.2f}{ratio:8.1f}  {verdict:>6} {most:2}"


class Measured(NamedTuple):
    """What a page takes: milliseconds of it and of the least page, what it says, and queries."""

    took: list[float]
    least: list[float]
    body: bytes
    queries: int

    @property
    def size(self) -> int:
        return len(self.body)

    @property
    def rows(self) -> int:
        """How many a table has under its heading."""
        return max(sum(1 for _ in csv.reader(self._lines())) - 1, 1)

    def _lines(self) -> list[str]:
        return self.body.decode().splitlines(keepends=True)

    @property
    def median(self) -> float:
        return statistics.median(self.took)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.took, n=20)[-1]

    @property
    def ratio(self) -> float:
        return self.median / statistics.median(self.least)


def measure_page(page: Page, port: int, *, times: int, seconds: float) -> Measured:
    """Ask for a page and for the one that does nothing in turn, after a few that do not count."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(page.email)
    client.get(page.path)  # what is kept between requests is there
    with CaptureQueriesContext(connection) as queries:
        body = b"".join(client.get(page.path))
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    get = getter(port, page.path, f"{session.key}={session.value}" if session else "")
    nothing = getter(port, "/hello/")
    in_turn(get, nothing, times=10, seconds=seconds)
    took, least = in_turn(get, nothing, times=times, seconds=seconds)
    return Measured(took, least, body, len(queries))


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--times", type=int, default=60, help="each page, at most (default 60)")
    parser.add_argument("--seconds", type=float, default=5, help="each page, at most (default 5)")
    parser.add_argument(
        "--inspections",
        type=int,
        nargs="+",
        default=[1, 10, 100],
        help="how many inspections there are when the pages are measured (default 1 10 100)",
    )
    parser.add_argument("--pages", action="store_true", help="the pages, and nothing else")
    chosen = parser.parse_args()
    port = free_port()
    configure(port)

    from scripts.prepare import prepare

    with own_database():
        prepare(seed=1)
        from django.utils import timezone

        from scripts import (
            bench_letters,
            bench_pages,
            bench_progress_reminders,
            bench_register,
            bench_reminders,
            bench_tables,
            bench_world,
        )

        if not chosen.pages:
            for part in (bench_reminders, bench_progress_reminders):
                with copied_database():
                    for line in part.lines(timezone.localdate()):
                        say(line)
        bench_world.fill()
        for line in bench_pages.lines(
            port, chosen.inspections, times=chosen.times, seconds=chosen.seconds
        ):
            say(line)
        if chosen.pages:
            return 0
        with web_server(port):
            inspection = f"/register/{bench_world.FULL}/"
            for line in bench_register.lines(port, inspection, seconds=chosen.seconds / 2):
                say(line)
        for line in bench_tables.lines(timezone.localdate()):
            say(line)
        for line in bench_letters.lines(times=max(chosen.times // 10, 3), seconds=chosen.seconds):
            say(line)
    say(
        "\nMilliseconds. The least is a page that does nothing, for a letter a bare WeasyPrint, for"
    )
    say("reminders a bare INSERT of as many rows.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
