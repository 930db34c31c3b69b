import secrets
import shutil

import pytest

from scripts.places import ROOT
from scripts.services import Services


@pytest.fixture(autouse=True)
def _clock():
    """The real clock: these tests wait for programs."""


@pytest.fixture
def services(monkeypatch):
    """A set of private servers of the test's own, stopped and removed afterwards."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    services = Services(f"test-{secrets.token_hex(3)}")
    yield services
    services.stop()
    shutil.rmtree(services.folder)


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Puts programs of a test's own on PATH, in front of the machine's or instead of them."""
    folder = tmp_path / "programs"
    folder.mkdir()

    def _programs(*, alone=False, **scripts):
        for name, script in scripts.items():
            path = folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder) if alone else f"{folder}:/usr/bin:/bin")
        return folder

    return _programs


@pytest.fixture
def root():
    return ROOT
