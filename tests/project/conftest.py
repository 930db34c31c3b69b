import os
import secrets
import shutil

import pytest
from django.db import connection

from scripts.places import ROOT, state_folder
from scripts.redis import Redis
from scripts.services import Services
from tests.workers import Broker


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


@pytest.fixture
def broker():
    server = Redis(state_folder(f"test-{secrets.token_hex(3)}"), safe=False)
    server.start()
    broker = Broker(server.url)
    yield broker
    broker.redis.close()
    server.stop()
    shutil.rmtree(server.folder)


@pytest.fixture
def environment(transactional_db, broker):
    """What a worker of this test needs to know."""
    address, mark, query = os.environ["DATABASE_URL"].partition("?")
    database = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}{mark}{query}"
    return os.environ | {
        "DATABASE_URL": database,
        "REDIS_URL": broker.url,
        "PYTHONWARNINGS": "ignore::UserWarning:celery.platforms",  # of running as root
    }
