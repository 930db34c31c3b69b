"""Mails that go out over SMTP to a real server on this machine, and tasks that run at once."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from config.celery import app


class Mailbox:
    """Keeps the mails that a real SMTP server on this machine accepted.

    `refusal` is the server's answer to every recipient, when set.
    """

    def __init__(self):
        self.mails = []
        self.refusal = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's name
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    """A mail server of this test's own, to which mails go over SMTP."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    mailbox.stop = controller.stop
    yield mailbox
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def worker(settings):
    """Celery tasks run at once, in this process."""
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False
