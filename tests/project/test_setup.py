import os
import re
import sys

import pytest

from scripts import browser, build, machine, setup
from scripts.browser import SHELL, chromium_path, why_no_browser
from scripts.places import Problem


@pytest.fixture(autouse=True)
def _forget_the_browser():
    chromium_path.cache_clear()
    yield
    chromium_path.cache_clear()


def test_a_python_the_project_was_not_made_for_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))

    with pytest.raises(Problem, match=r"is 3\.14.*make PYTHON="):
        setup.check_python()


def test_the_pythons_refused_are_those_of_pyproject(root):
    low, high = re.search(
        r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (root / "pyproject.toml").read_text()
    ).groups()

    assert ((3, int(low)), (3, int(high))) == (setup.OLDEST, setup.TOO_NEW)


def test_apt_is_used_where_sudo_asks_for_no_password(programs, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    log = tmp_path / "log"
    programs(sudo=f'[ "$2" = true ] || echo "$@" >> {log}', apt_get="exit 1")

    machine.apt_install(["libone", "libtwo"])

    assert [line.split("apt-get -qq ")[1] for line in log.read_text().splitlines()] == [
        "update",
        "install -y --no-install-recommends libone libtwo",
    ]


def test_the_exact_command_is_told_where_apt_is_not_allowed(programs, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    programs(sudo="exit 1", apt_get="exit 1")

    with pytest.raises(
        Problem, match="sudo apt-get update && sudo apt-get install -y libone libtwo"
    ):
        machine.apt_install(["libone", "libtwo"])


def test_what_apt_says_is_told_when_it_fails(programs, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    programs(apt_get="echo no such package; exit 100")

    with pytest.raises(Problem, match="no such package"):
        machine.apt_install(["libone"])


def test_this_machine_has_what_letters_need():
    assert machine.missing_packages() == []


def test_a_library_that_is_missing_is_named_by_its_package(monkeypatch):
    monkeypatch.setattr(machine, "LIBRARIES", {"libnone-such.so.9": "libnone-such9"})

    assert machine.missing_packages() == ["libnone-such9"]


def test_a_browser_that_does_not_start_is_no_browser(programs, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    programs(alone=True, chromium="echo install the snap; exit 1")

    assert chromium_path() is None


def test_browser_tests_are_skipped_with_a_reason_without_a_browser(programs, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)
    programs(alone=True)

    assert "apt-get install chromium" in why_no_browser()


def test_browser_tests_fail_without_a_browser_in_ci(programs, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("CI", "true")
    programs(alone=True)

    with pytest.raises(Problem, match="Browser tests cannot run"):
        why_no_browser()


APT = """
[ "$2" = install ] || exit 0
echo "$5" >> {log}
[ "$5" != "{unknown}" ] || exit 100
/bin/cp {browser} "${{0%/*}}/$5"
"""


@pytest.mark.parametrize(("unknown", "installed"), [("", [SHELL]), (SHELL, [SHELL, "chromium"])])
def test_the_browser_without_windows_is_installed_where_apt_knows_it(
    programs, tmp_path, monkeypatch, unknown, installed
):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "has_library", lambda name: True)
    log, there = tmp_path / "log", tmp_path / "there"
    there.write_text("#!/bin/sh\n")
    there.chmod(0o755)
    apt = APT.format(log=log, unknown=unknown, browser=there)
    programs(alone=True, env='shift; exec "$@"', apt_get=apt)

    browser.install_browser()

    assert log.read_text().split() == installed
    assert chromium_path().endswith(f"/{installed[-1]}")


def test_an_old_node_is_passed_over(programs):
    programs(alone=True, node="echo v18.19.0", npm="")

    assert build.npm_command() in (None, build.packaged_npm())


def test_a_new_node_is_used(programs):
    folder = programs(alone=True, node="echo v20.19.0", npm="")

    assert build.npm_command() == [str(folder / "npm")]
