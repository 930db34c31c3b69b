"""The mail to whoever asks for a new password."""

import logging

import pytest
from celery.signals import before_task_publish, task_retry
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forces.tasks import WAITS, send_password_mail
from tests import factories as make

RESET = "/accounts/password/reset/"
LINK = "/accounts/password/reset/key/"


class Server(EmailBackend):
    """A mail server that is away for a number of tries."""

    away = 0

    def send_messages(self, messages):
        if Server.away:
            Server.away -= 1
            raise ConnectionRefusedError(f"nobody listens for {messages[0].to}")
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "away", 0)
    return Server


@pytest.fixture
def waits():
    """The seconds that a task was told to wait before each further try."""
    found = []

    def keep(reason, **_):
        found.append(reason.when)

    task_retry.connect(keep)
    yield found
    task_retry.disconnect(keep)


@pytest.fixture
def queued():
    """What is put into the queue for the worker: the task, and what it is given."""
    found = []

    def keep(sender, body, **_):
        found.append((sender, body[:2]))

    before_task_publish.connect(keep)
    yield found
    before_task_publish.disconnect(keep)


@pytest.fixture
def person(db):
    return make.UserFactory(email="dana@example.org")


def test_request_does_the_same_for_every_address_and_asks_no_mail_server(
    person, client, server, queued, mailoutbox
):
    server.away = 1

    with CaptureQueriesContext(connection) as queries:
        answers = [
            client.post(RESET, {"email": f"{who}@example.org"}) for who in ("dana", "nobody")
        ]

    assert len(queries) == 0
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{RESET}done/")
    }
    assert queued == [
        ("forces.tasks.send_password_mail", ((), {"email": f"{who}@example.org"}))
        for who in ("dana", "nobody")
    ]
    assert (server.away, mailoutbox) == (1, [])


@pytest.mark.parametrize("typed", ["dana@example.org", "DANA@Example.org"])
def test_account_is_sent_a_link_at_its_own_address(person, mailoutbox, typed):
    send_password_mail(email=typed)

    (mail,) = mailoutbox
    assert mail.to == ["dana@example.org"]
    assert LINK in mail.body


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"email": "dana@cheshire.example"}], ids=["off", "demo"]
)
def test_account_that_cannot_sign_in_is_sent_no_link(db, settings, mailoutbox, fields):
    settings.DEMO = False
    user = make.UserFactory(**fields)

    send_password_mail(email=user.email)

    (mail,) = mailoutbox
    assert "There is no account with this address" in mail.body
    assert LINK not in mail.body


def test_mail_is_tried_again_after_growing_waits(person, server, waits, mailoutbox):
    server.away = 2

    send_password_mail.apply(kwargs={"email": person.email})

    assert len(mailoutbox) == 1
    assert sorted(waits) == [30, 60]


def test_mail_is_given_up_in_the_end_and_no_line_has_the_address(
    person, server, waits, mailoutbox, caplog
):
    server.away = 100

    with caplog.at_level(logging.DEBUG):
        send_password_mail.apply(kwargs={"email": person.email})

    assert sorted(waits) == WAITS
    assert server.away == 100 - len(WAITS) - 1
    assert "password_mail_failed" in caplog.text
    assert "ConnectionRefusedError" in caplog.text
    assert "dana@" not in caplog.text
    assert not mailoutbox


def test_waits_stay_below_the_time_after_which_the_broker_hands_out_again(settings):
    assert max(WAITS) < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
