"""What holds for every page: no code in it, nothing typed in the logs, and the two probes."""

import io
import logging
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from forces.log_lines import LoggedRequests
from responses.models import Answer
from tests import factories as make

TOP = Path(__file__).resolve().parent.parent
PAGES = [
    path
    for folder in (TOP / "templates", *TOP.glob("*/templates"))
    for path in folder.rglob("*.html")
    if not {"emails", "letters"} & set(path.parts)
]
SECRET = "Zebra crossings are our plan"


# No code in a page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_template_has_no_inline_code(path):
    text = path.read_text()

    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"javascript:", text)
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag


# The logs


@pytest.fixture
def lines():
    """What is written to the log, as it is written."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    loggers = [logging.getLogger(), logging.getLogger("django.server")]
    for logger in loggers:
        logger.addHandler(handler)
    yield kept
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def post_answer(client, cheshire, inspection):
    """Post an answer to recommendation 1."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    client.force_login(cheshire.drafter)
    client.raise_request_exception = False

    def _post_answer(**changed):
        address = reverse("answer", args=[response.pk, "1"])
        fields = {"position": "under_way", "text": SECRET, "seen": "0", **changed}
        return client.post(address, fields)

    return _post_answer


def test_log_has_the_request_and_nothing_of_the_answer(post_answer, lines):
    page = post_answer()

    assert page.status_code == 302
    assert Answer.objects.get().text == SECRET
    assert "request_finished" in lines.getvalue()
    assert "Zebra" not in lines.getvalue()


def test_log_has_one_line_of_a_request_with_its_browser(client, db, lines):
    client.get("/register/", headers={"User-Agent": "Lynx/2.8"})

    (line,) = lines.getvalue().splitlines()
    assert "request_finished" in line
    assert "Lynx/2.8" in line


@pytest.fixture
def connection_stays():
    """Django closes it at the end of a request, and with it the transaction of the test."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def test_log_tells_of_a_request_when_its_answer_is_sent(db, lines, connection_stays):
    handler = BaseHandler()
    handler.load_middleware()

    answer = handler.get_response(RequestFactory().get("/health/"))
    told_before = lines.getvalue()
    answer.close()

    assert answer.status_code == 200
    assert told_before == ""
    assert lines.getvalue().count("request_finished") == 1


def sent_in_parts(request, *parts):
    """What the middleware makes of an answer of these parts, of which None is a mistake."""

    def streamed():
        for part in parts:
            yield part.encode()

    return LoggedRequests(lambda _request: StreamingHttpResponse(streamed()))(request)


def test_log_tells_once_of_what_is_streamed_and_when_it_is_sent(lines, connection_stays):
    answer = sent_in_parts(RequestFactory().get("/register/answers.csv"), "a,b", "1,2")
    body = b"".join(answer)
    told_before = lines.getvalue()
    answer.close()

    assert body == b"a,b1,2"
    assert told_before == ""
    (line,) = lines.getvalue().splitlines()
    assert "request_finished" in line
    assert "/register/answers.csv" in line


def test_log_tells_of_a_stream_that_breaks_off(lines, connection_stays):
    answer = sent_in_parts(RequestFactory().get("/register/answers.csv"), "a,b", None)

    with pytest.raises(AttributeError):
        b"".join(answer)
    answer.close()

    failed, finished = (line for line in lines.getvalue().splitlines() if "event=" in line)
    assert "streaming_failed" in failed
    assert "request_id=" in failed
    assert "request_finished" in finished


def test_log_tells_once_of_a_page_that_failed(client, db, lines, monkeypatch):
    monkeypatch.setattr(import_module("reports.views.home"), "render", None)
    client.raise_request_exception = False
    client.force_login(make.UserFactory())

    page = client.get("/")

    assert page.status_code == 500
    assert lines.getvalue().count("request_failed") == 1
    assert "request_finished" not in lines.getvalue()


def test_log_has_nothing_of_an_answer_that_was_refused(post_answer, lines):
    page = post_answer(position="no such position")

    assert page.status_code == 200
    assert "Zebra" not in lines.getvalue()


def test_log_has_nothing_of_an_answer_when_the_database_fails(post_answer, lines):
    """The database's own message quotes the row that failed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE responses_answer ADD CONSTRAINT no_zebra CHECK (text NOT LIKE 'Zebra%')"
        )

    page = post_answer()

    assert page.status_code == 500
    assert SECRET.encode() not in page.content
    assert "no_zebra" in lines.getvalue()
    assert "Zebra" not in lines.getvalue()


# Alive and ready


def test_health_asks_nothing_of_anything(client, db, django_assert_num_queries, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    }

    with django_assert_num_queries(0):
        page = client.get("/health/")

    assert (page.status_code, page.content) == (200, b"alive\n")


def test_ready_when_everything_answers(client, db):
    page = client.get("/ready/")

    assert page.status_code == 200
    assert page.json() == {"database": "ok", "migrations": "ok", "redis": "ok"}


def test_ready_says_no_without_redis(client, db, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    }

    page = client.get("/ready/")

    assert page.status_code == 503
    assert page.json() == {"database": "ok", "migrations": "ok", "redis": "no answer"}


def test_ready_says_no_while_a_migration_is_missing(client, db):
    MigrationRecorder.Migration.objects.filter(app="responses").latest("pk").delete()

    page = client.get("/ready/")

    assert page.status_code == 503
    assert page.json()["migrations"] == "missing"
