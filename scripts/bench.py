"""Compare pages with the least page there is, and a letter with a bare WeasyPrint call.

In one run, on one machine, in a database of its own: so the ratios can be compared between
machines and versions, which milliseconds cannot. Runs in the environment: make bench
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from psycopg import sql

from scripts.places import Problem, in_venv, say, stop_with
from scripts.run import HOST, Child, free_port, stop, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = "bench"
READ, FORM = 15, 25  # how many times the least page a page may take
LETTER = 2  # how many times the bare call a letter may take


class Page(NamedTuple):
    """A page, who looks at it (nobody: ""), and how many times the least page it may take."""

    name: str
    path: str
    email: str = ""
    most: int = READ


def use_own_database() -> None:
    """Make the database of the comparison afresh, beside the one in the environment."""
    import environ

    url = os.environ["DATABASE_URL"]
    config = environ.Env.db_url_config(url)
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    found = {ours: str(config[key]) for key, ours in keys.items() if config[key]}
    with psycopg.connect(**found, dbname=config["NAME"], autocommit=True) as connection:
        name = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("drop database if exists {}").format(name))
        connection.execute(sql.SQL("create database {}").format(name))
    os.environ["DATABASE_URL"] = f"{url.partition('?')[0].rpartition('/')[0]}/{DATABASE}"


def fill() -> None:
    """Migrate, and load the reference data and the demonstration."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_reference")
    call_command("demo", seed=1)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def pages() -> list[Page]:
    """The pages that are compared: on the demonstration with the most responses."""
    from django.db.models import Count
    from django.urls import reverse

    from recommendations.models import Inspection
    from responses.choices import Status

    inspection = (
        Inspection.objects.filter(is_demonstration=True)
        .alias(size=Count("responses"))
        .order_by("-size")[0]
    )
    slug, number = inspection.slug, inspection.recommendations.all()[0].number
    mine = inspection.responses.get(body__force__slug="cheshire")
    waiting = inspection.responses.filter(status=Status.WITH_COMMISSIONER)[0]
    office, inspector = "drafter@cheshire.example", "inspector@hmicfrs.example"
    signatory = waiting.body.memberships.get(role="signatory").user.email
    return [
        Page("matrix", reverse("matrix", args=[slug]), inspector),
        Page(
            "one recommendation, all forces",
            reverse("recommendation_across", args=[slug, number]),
            inspector,
        ),
        Page("inspector's home", reverse("home"), inspector),
        Page("office's home", reverse("home"), office),
        Page("response", reverse("response", args=[mine.pk]), office),
        Page("answer (form)", reverse("answer", args=[mine.pk, number]), office, FORM),
        Page("progress (form)", reverse("progress", args=[slug, "cheshire"]), office, FORM),
        Page("letter to sign", reverse("response_read", args=[waiting.pk]), signatory),
        Page("public register", reverse("register")),
        Page("register of an inspection", reverse("register_inspection", args=[slug])),
    ]


def cookie_of(email: str) -> str:
    """A session of a person, as a Cookie header; "" for nobody."""
    from django.conf import settings
    from django.test import Client

    from forces.models import User

    if not email:
        return ""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def milliseconds(call: Callable[[], object], times: int) -> float:
    """The median of a number of calls, after some to warm up."""
    for _ in range(max(2, times // 10)):
        call()
    taken = []
    for _ in range(times):
        since = time.perf_counter()
        call()
        taken.append(time.perf_counter() - since)
    return statistics.median(taken) * 1000


def getter(port: int, page: Page) -> Callable[[], None]:
    """A function that gets a page over a connection that is kept."""
    connection = http.client.HTTPConnection(HOST, port)
    headers = {"Cookie": cookie_of(page.email)}

    def get() -> None:
        connection.request("GET", page.path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise Problem(f"{page.path} answered {answer.status}.")

    return get


def row(name: str, taken: float, least: float, most: int) -> str:
    """A line of the table: the time, how many times the least that is, and the most it may be."""
    ratio = taken / least
    verdict = "over" if ratio > most else "within"
    return f"{name:<32}{taken:>9.1f} ms{ratio:>8.1f} x   {verdict} {most}"


def compare_pages(times: int) -> list[str]:
    """A line for each page, from a real server with one worker."""
    port = free_port(18000)
    command = f"config.wsgi --bind {HOST}:{port} --worker-class gthread --workers 1 --threads 4"
    words = [*command.split(), "--no-control-socket", "--log-level", "warning"]
    server = Child("web", [str(in_venv("gunicorn")), *words], {"LOG_LEVEL": "WARNING"})
    try:
        server.reader.start()
        wait_until_ready([server], f"http://{HOST}:{port}")
        least = milliseconds(getter(port, Page("least", "/health/")), times)
        lines = [f"{'the least page: /health/':<32}{least:>9.1f} ms"]
        for page in pages():
            taken = milliseconds(getter(port, page), times)
            lines.append(row(page.name, taken, least, page.most))
        return lines
    finally:
        stop([server])


def compare_letters(times: int) -> list[str]:
    """A line for the longest letter, beside WeasyPrint called with the same HTML and no more."""
    from django.db.models.functions import Length
    from weasyprint import HTML

    from responses.letters import to_pdf
    from responses.models import SignedVersion

    html = SignedVersion.objects.order_by(-Length("html"))[0].html
    bare = milliseconds(lambda: HTML(string=html).write_pdf(), times)
    ours = milliseconds(lambda: to_pdf(html), times)
    return [f"{'a bare WeasyPrint call':<32}{bare:>9.1f} ms", row("a letter", ours, bare, LETTER)]


def main() -> int:
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m scripts.bench", description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="how often each page is got")
    times = parser.parse_args().times
    use_own_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    import django

    django.setup()
    say("Making the data")
    fill()
    say("\n".join(["", *compare_pages(times), "", *compare_letters(max(3, times // 10))]))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
