"""What the machine itself has to bring along, and how it is installed where that is allowed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess

from scripts.places import Problem, say

# WeasyPrint's libraries. Without the last it only warns, and puts whole fonts into each letter.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Debian's packages that letters need and this machine does not have."""
    return [package for library, package in LIBRARIES.items() if not has_library(library)]


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "--non-interactive", "true"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return ["sudo", "--non-interactive"]
    return None


def apt_command(packages: list[str]) -> str:
    """What a person types to install the packages."""
    before = "" if os.geteuid() == 0 else "sudo "
    return f"{before}apt-get update && {before}apt-get install -y {' '.join(packages)}"


def apt_install(packages: list[str]) -> None:
    """Install Debian's packages, or raise Problem with the exact command to type."""
    command = apt_command(packages)
    prefix = root_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        raise Problem(f"This machine lacks {' '.join(packages)}. Install with:\n\n    {command}\n")
    say(f"Installing {' '.join(packages)}, which this machine lacks")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    log = []
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *step], capture_output=True, text=True, check=False)
        log.append(done.stdout + done.stderr)
    if done.returncode:
        raise Problem(
            f"apt could not install {' '.join(packages)}:\n{''.join(log).strip()[-2000:]}\n"
            f"\nPut that right and try again, or install with:\n\n    {command}\n"
        )
