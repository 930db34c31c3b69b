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
from django.core.management import CommandError, call_command

from scripts.places import say


def prepare(*, seed: int) -> str:
    """Do every step, and return the table of demonstration users, as text."""
    say("Migrating the database")
    call_command("migrate", interactive=False, verbosity=0)
    say("Collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
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
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        table = prepare(seed=chosen.seed)
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
