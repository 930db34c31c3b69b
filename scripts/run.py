"""Set up, start everything on this machine, and stop it all on Ctrl-C: make run.

Web, Celery's worker and beat and the mailbox run as children of this process; PostgreSQL and
Redis are private to this checkout. Everything listens on 127.0.0.1 or on Unix sockets.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from scripts.places import ROOT, Problem, in_venv, say, stop_with
from scripts.postgres import APPLICATION
from scripts.services import Services
from scripts.setup import set_up

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = "127.0.0.1"
MEMORY = Path("/dev/shm")  # noqa: S108  # gunicorn makes its own file there
DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
SECONDS_TO_START, SECONDS_TO_STOP = 60, 15


def listen(wanted: int) -> socket.socket:
    """A socket that listens on a port, or on the next that is free, and holds it from now on.

    It is handed to the program that serves it, so that of two starts at once each has its own.
    """
    for port in range(wanted, min(wanted + 200, 65536)):
        try:
            return socket.create_server((HOST, port), backlog=2048)
        except OSError:
            continue
    raise Problem(f"None of the ports from {wanted} on is free. Choose another: make run PORT=9000")


def port_of(line: socket.socket) -> int:
    return int(line.getsockname()[1])


def wanted_port() -> int:
    """PORT of the environment, 8000 where it is not set."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1024 <= int(text) <= 65000:
        raise Problem(f"PORT={text} cannot be used: it is a number from 1024 to 65000.")
    return int(text)


class Child:
    """A program that runs as long as we do, each line of its output under its name."""

    def __init__(
        self,
        name: str,
        command: list[str],
        environment: dict[str, str],
        sockets: Iterable[socket.socket] = (),
    ) -> None:
        self.name = name
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=[line.fileno() for line in sockets],
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
            preexec_fn=die_with_parent,  # noqa: PLW1509 - forked before any thread is started
        )
        self.reader = threading.Thread(target=self.read, daemon=True)

    def read(self) -> None:
        for line in self.process.stdout or ():
            print(f"{self.name:<7} | {line}", end="", flush=True)

    def close(self) -> None:
        """Print what is left of the output of a program that has ended."""
        self.reader.join(2)
        if self.process.stdout and not self.reader.is_alive():
            self.process.stdout.close()

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the program and to what it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def die_with_parent() -> None:
    """Ask the kernel to end this process should its parent be killed."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def start(
    state: Path, sockets: dict[str, socket.socket], environment: dict[str, str]
) -> list[Child]:
    """Start the programs of the service."""
    numbers = {name: line.fileno() for name, line in sockets.items()}
    mailbox = f"-m scripts.mailbox --smtp {numbers['smtp']} --web {numbers['mail']} --folder"
    web = f"config.wsgi --bind fd://{numbers['web']} --worker-class gthread --workers 2 --threads 4"
    web += " --no-control-socket"  # it would be one for all checkouts, in the home folder
    if MEMORY.is_dir():
        # A worker shows that it is alive by touching a file, which must not wait for a disk.
        web += f" --worker-tmp-dir {MEMORY}"
    worker = "--quiet --app config.celery:app worker --concurrency 2 --loglevel INFO"
    beat = "--quiet --app config.celery:app beat --pidfile= --loglevel INFO --schedule"
    commands = {
        "mailbox": [str(in_venv("python")), *mailbox.split(), str(state / "mail")],
        "web": [str(in_venv("gunicorn")), *web.split()],
        "worker": [str(in_venv("celery")), *worker.split()],
        "beat": [str(in_venv("celery")), *beat.split(), str(state / "beat")],
    }
    held = {"mailbox": [sockets["smtp"], sockets["mail"]], "web": [sockets["web"]]}
    children = [
        Child(name, command, environment, held.get(name, ())) for name, command in commands.items()
    ]
    for child in children:
        child.reader.start()
    return children


def wait_until_ready(children: list[Child], address: str) -> None:
    """Wait until the application says that it is ready, or raise Problem."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        check_alive(children)
        try:
            with urllib.request.urlopen(f"{address}/ready/", timeout=5) as page:  # noqa: S310 - ours
                if page.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Problem(f"{address}/ready/ does not answer. What the programs printed is above.")


def check_alive(children: list[Child]) -> None:
    """Raise Problem if a program has ended by itself."""
    for child in children:
        if (code := child.process.poll()) is not None:
            child.close()
            raise Problem(
                f"{child.name} ended by itself (exit status {code}). Its lines are above."
            )


def stop(children: list[Child]) -> None:
    """End all programs: politely, then, after a while, at once."""
    for child in children:
        child.tell(signal.SIGTERM)
    until = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{child.name} does not stop; ending it")
        child.tell(signal.SIGKILL)  # what the program may have left behind
        child.process.wait()
        child.close()


def prepare(services: Services, environment: dict[str, str]) -> str:
    """Migrate and load in the environment; returns the table of users."""
    users = services.folder / "users"
    command = [str(in_venv("python")), "-m", "scripts.prepare", "--users", str(users)]
    if services.as_application():
        command += ["--application", APPLICATION]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    if done.returncode:
        raise Problem("The database could not be prepared; it says why above.")
    return users.read_text()


def run(services: Services) -> None:
    """Start everything and watch over it until we are told to stop."""
    wanted = wanted_port()
    sockets = {"web": listen(wanted)}
    port = port_of(sockets["web"])
    if port != wanted:
        say(f"Port {wanted} is taken: using {port}")
    sockets["mail"] = listen(port + 25)
    sockets["smtp"] = listen(port + 26)
    address = f"http://{HOST}:{port}"
    local = {
        "SITE_URL": address,
        "EMAIL_URL": f"smtp://{HOST}:{port_of(sockets['smtp'])}",
        "PYTHONWARNINGS": "ignore::UserWarning:celery.platforms",  # of running as root
    }
    say("Starting PostgreSQL and Redis")
    with services.running() as found:
        environment = found | {k: v for k, v in local.items() if not os.environ.get(k)}
        users = prepare(services, environment)
        say("Starting web, worker, beat and mailbox")
        children = start(services.folder, sockets, environment | services.as_application())
        try:
            wait_until_ready(children, address)
            say(f"\n{users.rstrip()}\n")
            say(f"The service          {address}/")
            say(f"Every mail it sends  http://{HOST}:{port_of(sockets['mail'])}/")
            say("Ctrl-C stops everything.\n")
            while True:
                check_alive(children)
                time.sleep(0.3)
        finally:
            say("\nStopping")
            stop(children)


def interrupt(_number: int, _frame: object) -> NoReturn:
    """Take any polite request to end as a Ctrl-C, even where a shell had SIGINT ignored."""
    raise KeyboardInterrupt


def main() -> int:
    argparse.ArgumentParser(prog="python3 -m scripts.run", description=__doc__).parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    set_up(dev=False)
    services = Services("run")
    with (services.folder / "running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem("This checkout is running already: stop that first.") from None
        run(services)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
    except KeyboardInterrupt:
        sys.exit(0)  # Ctrl-C is how this is meant to end
