"""The headless Chromium that the browser tests drive."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from scripts.machine import apt_install
from scripts.places import Problem, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def why_no_browser() -> str | None:
    """The reason to skip a browser test, None where there is a browser.

    With CI=true nothing is skipped: raises Problem instead, so that the tests fail.
    """
    if chromium_path():
        return None
    reason = "no Chromium on this machine; install it with: apt-get install chromium"
    if os.environ.get("CI") == "true":
        raise Problem(f"Browser tests cannot run: {reason}")
    return reason


def install_browser() -> None:
    """Have a Chromium, or say that the browser tests will be skipped."""
    if chromium_path():
        return
    try:
        apt_install(["chromium"])
    except Problem as problem:
        say(f"Browser tests will be skipped. {problem}")
    chromium_path.cache_clear()
