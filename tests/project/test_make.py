import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from scripts import check, run
from scripts.places import Problem

WANTED = {"run", "test", "test-all", "check", "demo", "bench", "lock", "clean", "help"}


def has_ended(pid):
    """Whether a process ends within five seconds; a zombie has."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().split()[2]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def makefile(root):
    return (root / "Makefile").read_text()


def test_help_lists_every_target(makefile, root):
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    listed = {line.split()[1] for line in told.splitlines()}
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())
    assert listed == targets
    assert targets >= WANTED


def test_the_readme_names_only_targets_that_exist(makefile, root):
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())
    named = set(re.findall(r"`make ([a-z-]+)", (root / "README.md").read_text()))

    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("page", ["README.md", "docs/operating.md"])
def test_every_link_between_the_pages_leads_somewhere(root, page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (root / page).read_text())

    assert links
    assert [link for link in links if not (root / page).parent.joinpath(link).exists()] == []


def test_every_module_of_the_makefile_exists(makefile, root):
    for name in re.findall(r"-m scripts\.(\w+)", makefile):
        assert (root / "scripts" / f"{name}.py").exists()


def test_every_management_command_of_the_checks_exists():
    from django.core.management import get_commands

    known = set(get_commands()) | {"lintmigrations"}
    used = {command[2] for command in check.checks().values() if command[1:2] == ["manage.py"]}

    assert used <= known
    assert "makemigrations" in used


def test_the_checks_look_at_every_template(root):
    assert "templates/base.html" in check.templates()
    assert all((root / name).exists() for name in check.templates())


def test_a_failed_check_is_shown_and_counts(capfd):
    passed = check.passes("Something holds", ["sh", "-c", "echo because of this; exit 1"], {})

    told = capfd.readouterr().out
    assert passed is False
    assert "FAILED" in told
    assert "because of this" in told


def test_ci_checks_and_tests(root):
    script = root / ".ci/run"

    assert os.access(script, os.X_OK)
    assert re.findall(r"^make (\S+)", script.read_text(), flags=re.MULTILINE) == ["check", "test"]


def test_a_port_is_held_so_that_the_next_start_takes_another():
    with run.listen(30000) as first, run.listen(30000) as second:
        assert run.port_of(second) > run.port_of(first) >= 30000


@pytest.mark.parametrize("text", ["eighty", "80", "70000", "-1"])
def test_a_port_that_cannot_be_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(Problem, match=f"PORT={text} cannot be used"):
        run.wanted_port()


def test_the_port_is_8000_where_none_is_named(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    assert run.wanted_port() == 8000


def test_a_program_that_ends_by_itself_is_a_problem(capfd):
    child = run.Child("web", ["sh", "-c", "echo could not; exit 4"], {})
    child.reader.start()
    child.process.wait()

    with pytest.raises(Problem, match=r"web ended by itself \(exit status 4\)"):
        run.check_alive([child])

    assert capfd.readouterr().out == "web     | could not\n"


def test_stop_ends_a_program_and_what_it_started(tmp_path):
    note = tmp_path / "pid"
    child = run.Child("web", ["sh", "-c", f"sleep 600 & echo $! > {note}; wait"], {})
    child.reader.start()
    while not note.exists() or not note.read_text():
        time.sleep(0.01)

    run.stop([child])

    assert child.process.returncode is not None
    assert has_ended(int(note.read_text()))
