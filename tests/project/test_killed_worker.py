"""A real worker, Redis, PostgreSQL and mail server: the worker is killed while it sends."""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path
from threading import Event

import pytest
import redis
from aiosmtpd.controller import Controller
from celery import Celery
from django.db import connection

from config.environment import celery_url
from responses.choices import MailState, ReminderState
from responses.models import Mail, Reminder
from scripts.bench import free_port
from scripts.places import ROOT, state_folder
from scripts.redis import Redis
from tests import factories as make

SEVEN = "2021-08-26T07:00:00+01:00"  # 14 days before the last day
LATER = "2021-08-26T07:20:00+01:00"  # by then it counts as lost
PATIENCE = 60  # seconds


class MailServer:
    """Keeps what it accepts. Goes silent once, in the midst of `silent_in`, until hung up on."""

    def __init__(self):
        self.silent_in = ""
        self.accepted = []
        self.is_silent, self.was_hung_up_on = Event(), Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        await self.fall_silent("DATA")
        self.accepted.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        await self.fall_silent("QUIT")
        return "221 Bye"

    async def fall_silent(self, command):
        if self.silent_in != command:
            return
        self.silent_in = ""
        self.is_silent.set()
        try:
            await asyncio.sleep(PATIENCE)
        finally:
            self.was_hung_up_on.set()


class Broker:
    """A Redis of this test's own, seen from outside."""

    def __init__(self, url):
        self.url = url
        self.redis = redis.Redis.from_url(url)

    def put(self, task):
        app = Celery(broker=celery_url(self.url), set_as_current=False)
        with app, app.connection_for_write() as line:
            app.send_task(task, connection=line)

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
                pytest.fail(f"{self.log.read_text()}\n{list(Mail.objects.values())}")
            time.sleep(0.02)


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
def mail_server():
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    yield server
    controller.stop()


@pytest.fixture
def worker(transactional_db, broker, mail_server, tmp_path):
    address, mark, query = os.environ["DATABASE_URL"].partition("?")
    database = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}{mark}{query}"
    environment = {
        "DATABASE_URL": database,
        "REDIS_URL": broker.url,
        "EMAIL_URL": mail_server.url,
        "PYTHONWARNINGS": "ignore::UserWarning:celery.platforms",  # of running as root
    }
    worker = Worker(os.environ | environment, tmp_path / "log")
    yield worker
    worker.kill()


@pytest.fixture
def sending(cheshire, inspection, broker, mail_server, worker):
    """Starts a worker at 7, and has it send Cheshire's drafter the first reminder: its mail."""

    def _sending(silent_in):
        make.ResponseFactory(inspection=inspection, body=cheshire.body)
        mail_server.silent_in = silent_in
        worker.start(SEVEN)
        broker.put("responses.tasks.send_reminders")
        worker.wait_until(mail_server.is_silent.is_set)
        return Mail.objects.get()

    return _sending


@pytest.fixture
def sweep(broker, worker):
    """Starts a worker 20 minutes after 7, and has it sweep until nothing is left to do."""

    def _sweep(mail):
        worker.wait_until(lambda: broker.is_alone)
        worker.start(LATER)
        broker.put("responses.tasks.retry_reminders")
        worker.wait_until(lambda: broker.is_empty and state_of(mail)[0] == MailState.SENT)

    return _sweep


def state_of(mail):
    mail.refresh_from_db()
    return mail.state, mail.attempts


def assert_sent(mail, mail_server, *, times):
    """It is the only mail, with the reminder of 14 days; the server took it so many times."""
    assert state_of(mail) == (MailState.SENT, 2)
    assert list(Mail.objects.all()) == [mail]
    sent = Reminder.objects.filter(state=ReminderState.SENT)
    assert list(sent.values_list("milestone", "mail", "recipient")) == [
        (-14, mail.pk, mail.recipient_id)
    ]
    told = [(each["To"], each["Message-ID"]) for each in mail_server.accepted]
    assert told == [(mail.recipient.email, mail.message_id)] * times


@pytest.mark.parametrize(
    ("silent_in", "is_redis_lost", "times"),
    [
        pytest.param("DATA", False, 1, id="before-it-is-accepted"),
        pytest.param("QUIT", False, 2, id="accepted-and-not-recorded"),
        pytest.param("DATA", True, 1, id="with-all-that-redis-held", marks=pytest.mark.slow),
    ],
)
def test_reminder_of_a_killed_worker_arrives(
    broker, mail_server, worker, sending, sweep, silent_in, is_redis_lost, times
):
    mail = sending(silent_in)
    worker.kill()
    assert mail_server.was_hung_up_on.wait(PATIENCE)
    assert (*state_of(mail), broker.in_hand) == (MailState.CLAIMED, 1, 1)
    if is_redis_lost:
        broker.redis.flushall()

    sweep(mail)

    assert_sent(mail, mail_server, times=times)


@pytest.mark.slow
def test_reminder_of_a_killed_child_waits_until_it_counts_as_lost(
    broker, mail_server, worker, sending, sweep
):
    """Its parent, which lives, hands the task out again at once: that must not send it."""
    mail = sending("QUIT")
    worker.kill_child()
    assert mail_server.was_hung_up_on.wait(PATIENCE)
    worker.wait_until(lambda: broker.is_empty)
    assert state_of(mail) == (MailState.CLAIMED, 1)
    assert len(mail_server.accepted) == 1
    worker.kill()

    sweep(mail)

    assert_sent(mail, mail_server, times=2)
