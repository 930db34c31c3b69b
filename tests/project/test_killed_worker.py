"""A real worker, Redis, PostgreSQL and mail server: the worker is killed while it sends."""

import asyncio
from email import message_from_bytes, policy
from threading import Event

import pytest
from aiosmtpd.controller import Controller

from responses.choices import MailState, ReminderState
from responses.models import Mail, Reminder
from scripts.bench import free_port
from tests import factories as make
from tests.workers import PATIENCE, Worker

SEVEN = "2021-08-26T07:00:00+01:00"  # 14 days before the last day
LATER = "2021-08-26T07:20:00+01:00"  # by then it counts as lost


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


@pytest.fixture
def mail_server():
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    yield server
    controller.stop()


@pytest.fixture
def worker(environment, mail_server, tmp_path):
    worker = Worker(environment | {"EMAIL_URL": mail_server.url}, tmp_path / "log")
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
