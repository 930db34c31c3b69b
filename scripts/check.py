"""Every check that is not a test, one after the other; all are run, whatever fails: make check."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from scripts.places import ROOT, Problem, in_venv, say, stop_with
from scripts.services import Services

OURS = ["forces", "recommendations", "responses", "reports"]
# Migrations for which the version before has to be stopped. docs/operating.md names them.
STOPS_THE_SERVICE = ["0003_reminders_go_out_in_mails"]
# Migrations that put a unique constraint in the place of another, to which every row keeps already.
REPLACES = [
    "0005_signing_and_publishing",
    "0009_one_letter_per_format",
    "0022_pairs_counted_by_their_index",
]
# Migrations that add a column made of others: undoing one drops that, and nothing that counts.
DERIVES = ["0015_words_kept_beside_answers"]


def templates() -> list[str]:
    """Every template of the project."""
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in OURS)]
    return [str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*.html")]


def checks() -> dict[str, list[str]]:
    """What is run, by what it says is right when it passes."""
    python, ruff = str(in_venv("python")), str(in_venv("ruff"))
    django = [python, "manage.py"]
    linter = ["--settings", "scripts.migration_settings", "--include-apps", *OURS]
    linter += ["--ignore-name", *STOPS_THE_SERVICE, *REPLACES, *DERIVES]
    production = ["--settings", "scripts.production_settings", "--fail-level", "WARNING"]
    return {
        "Code is formatted": [ruff, "format", "--check"],
        "Code is lint-free": [ruff, "check"],
        "Types fit": [str(in_venv("mypy"))],
        "Imports go one way": [str(in_venv("lint-imports"))],
        "Templates are formatted": [str(in_venv("djade")), "--check", *templates()],
        "No migration is missing": [*django, "makemigrations", "--check", "--dry-run"],
        "Migrations are safe": [*django, "lintmigrations", *linter],
        "Settings are safe to deploy": [*django, "check", "--deploy", *production],
        "Generated pages are up to date": [*django, "states", "--check"],
        "Locks are up to date": [python, "-m", "scripts.locks", "--check"],
    }


def passes(title: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run a check; what it printed is shown only if it fails."""
    since = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    say(f"{title:<32} {verdict:<6} {time.monotonic() - since:5.1f} s")
    if done.returncode:
        say(f"  $ {' '.join(command)}\n{done.stdout}")
    return done.returncode == 0


def main() -> int:
    argparse.ArgumentParser(prog="python3 -m scripts.check", description=__doc__).parse_args()
    with Services("test").running() as environment:
        failed = [t for t, command in checks().items() if not passes(t, command, environment)]
    if failed:
        raise Problem(f"{len(failed)} of {len(checks())} checks failed: {', '.join(failed)}")
    say(f"All {len(checks())} checks passed.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
