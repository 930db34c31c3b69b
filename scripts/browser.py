"""The headless Chromium that the browser tests drive."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from functools import cache

from scripts.machine import apt_install, has_library
from scripts.places import Problem, say

DRIVER_LIBRARY = "libatomic.so.1"  # of the Node.js inside Playwright
SHELL = "chromium-headless-shell"  # has no windows to draw: the tests take half as long in it
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No window, no sandbox of its own (it refuses to run as root with one), and no calls home.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def chromium_path() -> str | None:
    """A Chromium that really starts: CHROMIUM where set, else the first on PATH; None if none.

    Ubuntu's chromium-browser is often a stub that only tells to install a snap: so it is tried.
    """
    for name in filter(None, (os.environ.get("CHROMIUM"), *NAMES)):
        if found := shutil.which(name):
            try:
                tried = subprocess.run(
                    [found, "--version"], capture_output=True, timeout=30, check=False
                )
            except (OSError, subprocess.TimeoutExpired):
                continue
            if tried.returncode == 0:
                return found
    return None


def missing_packages() -> list[str]:
    """Debian's packages that browser tests need and this machine does not have."""
    names = [] if chromium_path() else ["chromium"]
    return names if has_library(DRIVER_LIBRARY) else [*names, "libatomic1"]


def why_no_browser() -> str | None:
    """The reason to skip a browser test, None where there is a browser.

    With CI=true nothing is skipped: raises Problem instead, so that the tests fail.
    """
    names = " ".join(missing_packages())
    if not names:
        return None
    reason = f"this machine lacks {names}; install with: apt-get install {names}"
    if os.environ.get("CI") == "true":
        raise Problem(f"Browser tests cannot run: {reason}")
    return reason


def install_browser() -> None:
    """Have what browser tests need, or say that they will be skipped."""
    if chromium_path() is None:
        with contextlib.suppress(Problem):  # older distributions have only the whole browser
            apt_install([SHELL])
        chromium_path.cache_clear()
    if packages := missing_packages():
        try:
            apt_install(packages)
        except Problem as problem:
            say(f"Browser tests will be skipped. {problem}")
        chromium_path.cache_clear()
