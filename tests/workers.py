"""Real workers with a Redis of their own, for tests that kill them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
from celery import Celery

from config.environment import celery_url
from scripts.places import ROOT

PATIENCE = 60  # seconds


class Broker:
    """A Redis of this test's own, seen from outside."""

    def __init__(self, url):
        self.url = url
        self.redis = redis.Redis.from_url(url)

    def put(self, task, **arguments):
        app = Celery(broker=celery_url(self.url), set_as_current=False)
        with app, app.connection_for_write() as line:
            app.send_task(task, kwargs=arguments, connection=line)

    @property
    def in_hand(self):
        """How many tasks were taken by a worker that has not said that it is done."""
        return self.redis.hlen("unacked")

    @property
    def is_alone(self):
        """Whether nobody else is connected. A dead worker can still be handed a task till then."""
        return len(self.redis.client_list()) == 1

    @property
    def is_empty(self):
        return not self.redis.llen("celery") and not self.in_hand


class Worker:
    """A worker as in production, but for its clock; `kill` ends it as kill -9 does."""

    def __init__(self, environment, log):
        self.environment, self.log = environment, log
        self.process = None

    def start(self, moment):
        command = [sys.executable, "-m", "tests.project.worker_at", moment, "--quiet", "--app"]
        command += ["config.celery:app", "worker", "--concurrency", "1", "--loglevel", "INFO"]
        command += ["--without-gossip", "--without-mingle"]  # it has no others to talk to
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def kill(self):
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_child(self):
        """Kill what does the tasks, as a kernel that runs out of memory does."""
        pid = self.process.pid
        (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(child), signal.SIGKILL)

    def wait_until(self, holds):
        until = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > until:
                pytest.fail(self.log.read_text())
            time.sleep(0.02)
