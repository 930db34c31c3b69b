import os
import secrets
import shutil

import pytest
from django.db import connection

from scripts.places import state_folder
from scripts.redis import Redis
from tests.workers import Broker


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
