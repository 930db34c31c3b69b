import contextlib
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
from http.cookies import SimpleCookie
from pathlib import Path

import psycopg
import pytest

from scripts import places
from scripts.places import ROOT
from scripts.postgres import APPLICATION, DATABASE, OWNER

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".local", "node_modules", "__pycache__", ".*_cache", "tests"
)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A copy of the project with this one's packages, and no state yet."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    for name in (".venv", "node_modules"):
        (copy / name).symlink_to(ROOT / name)
    monkeypatch.setattr(places, "ROOT", copy)
    yield copy
    shutil.rmtree(places.elsewhere(), ignore_errors=True)


@pytest.fixture
def started(checkout, tmp_path, monkeypatch):
    """Starts everything, and returns the process and what it printed until then."""
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORT", "31000")
    running = []

    def _started():
        log = tmp_path / f"log{len(running)}"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "scripts.run"], cwd=checkout, stdout=out, stderr=out
            )
        running.append(process)
        until = time.monotonic() + 150
        while "Ctrl-C stops" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        return process, log.read_text()

    yield _started
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def ask(address, path, form=None, cookie=""):
    """A page's status, text and cookies."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=20)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    body = urllib.parse.urlencode(form) if form else None
    connection.request("POST" if form else "GET", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    cookies = SimpleCookie(answer.headers["Set-Cookie"] or "")
    connection.close()
    return answer.status, text, "; ".join(f"{name}={m.value}" for name, m in cookies.items())


def left_of(checkout):
    """The command lines of processes that belong to a checkout."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        if each.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                words = (each / "cmdline").read_bytes().split(b"\0")
                found.append(b" ".join(words).decode(errors="replace"))
    return [line for line in found if str(checkout) in line or str(places.elsewhere()) in line]


def mails_with(mailbox, address):
    """The list of mails, once a worker has sent one to an address, or after half a minute."""
    for _ in range(60):
        _, mails, _ = ask(mailbox, "/")
        if address in mails:
            break
        time.sleep(0.5)
    return mails


@pytest.mark.slow
def test_run_starts_everything_again_and_again_and_leaves_nothing_behind(started, checkout):
    process, printed = started()
    service, mailbox = re.findall(r"http://127\.0\.0\.1:\d+", printed)[-2:]
    address = re.search(r"drafter@\S+", printed)[0]

    ready, _, _ = ask(service, "/ready/")
    page, text, cookie = ask(service, "/accounts/password/reset/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    form = {"csrfmiddlewaretoken": token, "email": address}
    sent, _, _ = ask(service, "/accounts/password/reset/", form, cookie)
    mails = mails_with(mailbox, address)
    process.send_signal(signal.SIGINT)
    process.wait(60)

    assert (ready, page, sent, process.returncode) == (200, 200, 302, 0)
    assert address in mails
    assert left_of(checkout) == []

    process, printed = started()
    assert "The demonstration is here already." in printed
    assert ask(re.findall(r"http://\S+:\d+", printed)[-1], "/")[1].count(address) == 1


@pytest.mark.slow
def test_run_serves_as_a_role_that_cannot_overrule_what_is_kept(started, checkout):
    _, printed = started()
    service, _ = re.findall(r"http://127\.0\.0\.1:\d+", printed)[-2:]

    states = (checkout / ".local/run", places.elsewhere() / "run")
    (folder,) = [state / "postgres" for state in states if (state / "postgres").exists()]

    ask(service, "/register/")
    with psycopg.connect(host=str(folder), user=OWNER, dbname=DATABASE) as server:
        found = server.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()

    assert found == [(APPLICATION,)]


@pytest.mark.slow
def test_run_says_that_it_is_running_already(started, checkout):
    started()

    second = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert "is running already" in second.stderr
