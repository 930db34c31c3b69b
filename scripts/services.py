"""Private PostgreSQL and Redis servers of this checkout, reached over Unix sockets only.

DATABASE_URL and REDIS_URL, where set, are honoured, and that server is not started. The set of
servers named "run" keeps its data safely; "test" trades safety for speed and holds nothing dear.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING

from scripts.places import Problem, say, state_folder, stop_with
from scripts.postgres import APPLICATION, Postgres
from scripts.redis import Redis

if TYPE_CHECKING:
    from collections.abc import Iterator


class Services:
    """The servers of one state folder: shared by every command that uses them at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = state_folder(name)
        safe = not name.startswith("test")
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
        """The application's settings on a developer's machine; what is set already wins."""
        settings = {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "SECRET_KEY": self.secret_key(),
            "SITE_URL": "http://127.0.0.1:8000",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "INSECURE_COOKIES": "1",
            "DEMO": "1",
            "LOG_FORMAT": "console",
        }
        return {name: os.environ.get(name) or value for name, value in settings.items()}

    def as_application(self) -> dict[str, str]:
        """What the service itself has otherwise: on a server of ours it is not the owner."""
        if os.environ.get("DATABASE_URL"):
            return {}
        return {"DATABASE_URL": self.postgres.url_of(APPLICATION)}

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
