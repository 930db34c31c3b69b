"""Where things are on this machine: folders, state, and the account PostgreSQL runs as."""

from __future__ import annotations

import hashlib
import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MACHINE = VENV / "machine"  # programs from packages, for what the machine itself lacks
LOCAL = ROOT / ".local"

# A Unix socket's address holds 108 bytes, the closing zero included.
LONGEST_SOCKET = 107
POSTGRES_SOCKET = ".s.PGSQL.5432"


class Problem(Exception):
    """Something the person at the terminal has to know, in a sentence that says what to do."""


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def stop_with(problem: Problem) -> NoReturn:
    """End the command with the problem's sentence and no traceback."""
    print(f"\n{problem}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def in_venv(program: str) -> Path:
    """The path of a program of the virtual environment, there or not."""
    return VENV / "bin" / program


def server_account() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs as when we are root, which it refuses to run as; else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Problem(
        "PostgreSQL refuses to run as root, and this machine has neither the account postgres "
        "nor nobody. Make one (useradd --system postgres) and try again."
    )


def may_enter(folder: Path, account: pwd.struct_passwd | None) -> bool:
    """Whether the account can reach what is in the folder; None is ourselves."""
    if account is None:
        return os.access(folder, os.X_OK)
    tried = subprocess.run(
        ["test", "-x", str(folder)],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return tried.returncode == 0


def elsewhere() -> Path:
    """The folder under /var/tmp, named after this checkout, for state that cannot lie in it."""
    mark = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    return Path("/var/tmp") / f"inspection-responses-{mark}"  # noqa: S108 - owner is checked


def state_folder(name: str) -> Path:
    """The folder with the state of one set of private servers ("run" or "test"), made if missing.

    It is `.local/NAME`, unless the account that PostgreSQL runs as cannot enter the checkout
    (root, in a clone below its own home) or a socket's path would be too long there.
    """
    folder = LOCAL / name
    short = len(os.fsencode(folder / "postgres" / POSTGRES_SOCKET)) <= LONGEST_SOCKET
    if short and may_enter(ROOT, server_account()):
        parent = LOCAL
    else:
        parent = elsewhere()
        folder = parent / name
    own(parent)
    folder.mkdir(exist_ok=True)
    for each in (parent, folder):
        each.chmod(0o711)  # the server's account passes through, and nobody lists it
    return folder


def own(folder: Path) -> None:
    """Make a folder, or make sure that it is ours: /var/tmp is open to everybody."""
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.lstat().st_uid != os.geteuid():
        raise Problem(
            f"{folder} belongs to another account. Run this as that account, or remove the folder."
        )
