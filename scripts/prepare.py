"""Bring the database and the static files up to date, and load the data. Runs in the environment.

One process for all steps, since each start of Django costs more than most of the steps.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from scripts.build import digest, is_done
from scripts.places import ROOT, say
from scripts.setup import STAMP


def collect_static() -> None:
    """Collect and compress static files, unless they and the packages are what they were."""
    kept = Path(settings.STATIC_ROOT)
    sources = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    stamp, mark = kept / ".stamp", digest([*sources, STAMP])
    if not is_done(stamp, mark):
        say("Collecting static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(mark)


def prepare(*, seed: int, application: str = "") -> str:
    """Do every step, and return the table of demonstration users, as text."""
    say("Migrating the database")
    call_command("migrate", interactive=False, verbosity=0)
    if application:
        call_command("grant_application", application)
    collect_static()
    say("Loading the reference data")
    call_command("load_reference")
    say("Loading the demonstration")
    call_command("demo", seed=seed)
    table = io.StringIO()
    call_command("demo_users", stdout=table)
    return table.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m scripts.prepare", description=__doc__
    )
    parser.add_argument("--seed", type=int, default=1, help="of the demonstration (default 1)")
    parser.add_argument("--users", type=Path, help="where to write the table of users")
    parser.add_argument(
        "--application", default="", metavar="ROLE", help="the database role to run the service as"
    )
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        table = prepare(seed=chosen.seed, application=chosen.application)
    except CommandError as problem:
        say(str(problem))
        return 1
    if chosen.users:
        chosen.users.write_text(table)
    else:
        say(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
