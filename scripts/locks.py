"""The lock files: written by `make lock`, compared with pyproject.toml by `make check`.

A lock's first lines hold a mark of the lists it was made from, so that a change of
pyproject.toml without `make lock` is noticed without asking the network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.places import ROOT, Problem, in_venv, say, stop_with

if TYPE_CHECKING:
    from pathlib import Path

OLDEST_PYTHON = "3.11"


@dataclass(frozen=True)
class Lock:
    """One lock file: what it is for, and the groups of pyproject.toml it is made from."""

    name: str
    purpose: str
    groups: tuple[str, ...] = ()
    with_project: bool = True

    @property
    def path(self) -> Path:
        return ROOT / self.name


# The largest first: the smaller ones take their versions from it.
LOCKS = (
    Lock("requirements-dev.txt", "The application, its tests and its checks", ("dev",)),
    Lock("requirements-local.txt", "The application and what make run adds", ("local",)),
    Lock("requirements.txt", "The application, and nothing else"),
    Lock("requirements-machine.txt", "What a machine may lack", ("machine",), with_project=False),
    Lock("requirements-uv.txt", "The installer", ("installer",), with_project=False),
)


def lists_of(lock: Lock) -> list[str]:
    """The dependencies in pyproject.toml that a lock is made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [project["project"]["requires-python"]]
    if lock.with_project:
        wanted += project["project"]["dependencies"]
    groups = list(lock.groups)
    while groups:
        for entry in project["dependency-groups"][groups.pop()]:
            if isinstance(entry, dict):
                groups.append(entry["include-group"])
            else:
                wanted.append(entry)
    return wanted


def mark_of(lock: Lock) -> str:
    """A short mark of the lists that a lock is made from."""
    return hashlib.sha256(json.dumps(lists_of(lock)).encode()).hexdigest()[:16]


def header_of(lock: Lock) -> str:
    return (
        f"# {lock.purpose}, each package with its hashes. Written by make lock.\n"
        f"# Made from the lists of pyproject.toml with the mark {mark_of(lock)}.\n"
    )


def write(lock: Lock, *, upgrade: bool) -> None:
    """Work out a lock afresh, keeping the versions it has unless told to upgrade."""
    command = [str(in_venv("uv")), "pip", "compile", "--quiet", "--universal", "--no-annotate"]
    command += ["--no-header", "--generate-hashes", f"--python-version={OLDEST_PYTHON}"]
    command += [f"--output-file={lock.name}"]
    command += [part for group in lock.groups for part in ("--group", group)]
    if lock.with_project:
        command += ["pyproject.toml"]
        if lock is not LOCKS[0]:
            command += ["--constraint", LOCKS[0].name]
    else:
        command += ["--no-deps"]  # only the programs inside are wanted
    if upgrade:
        command += ["--upgrade"]
    # Where packages come from is this machine's business, and never written into a lock.
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"UV_NO_CONFIG": "1"})
    lock.path.write_text(header_of(lock) + lock.path.read_text())


def write_front_end() -> None:
    """Work out package-lock.json, without an address in it."""
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=ROOT, check=True)
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n")


def stale() -> list[str]:
    """The names of the locks that do not fit pyproject.toml or package.json."""
    names = [
        lock.name
        for lock in LOCKS
        if not lock.path.exists() or not lock.path.read_text().startswith(header_of(lock))
    ]
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    held = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    if held[""]["devDependencies"] != wanted:
        names.append("package-lock.json")
    return names


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.locks", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--upgrade", action="store_true", help="take the newest that are allowed")
    chosen = parser.parse_args()
    if chosen.check:
        if names := stale():
            raise Problem(f"Out of date: {', '.join(names)}. Run: make lock")
        say("The locks fit pyproject.toml and package.json.")
        return 0
    for lock in LOCKS:
        say(f"Locking {lock.name}")
        write(lock, upgrade=chosen.upgrade)
    say("Locking package-lock.json")
    write_front_end()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
