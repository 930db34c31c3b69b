"""Remove everything that set-up and running have made here: data, packages, builds."""

from __future__ import annotations

import argparse
import fcntl
import shutil
import sys

from scripts.places import LOCAL, ROOT, VENV, Problem, elsewhere, say, stop_with
from scripts.services import Services

MADE = (VENV, ROOT / "node_modules", ROOT / "static/dist", LOCAL, elsewhere())
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis")


def main() -> int:
    argparse.ArgumentParser(prog="python3 -m scripts.clean", description=__doc__).parse_args()
    for name in ("run", "test"):
        services = Services(name)
        with (services.folder / "running").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem("This checkout is running: stop that first.") from None
        services.stop()
    for folder in (*MADE, *(ROOT / name for name in CACHES)):
        if folder.exists():
            say(f"Removing {folder}")
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
