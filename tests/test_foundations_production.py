"""How it stands with the settings of a production: each test starts a process of its own."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.logs import without_secrets
from responses import letters

TOP = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "a-key-for-this-test-alone-of-more-than-fifty-characters-0123456789",
    "SITE_URL": "https://responses.example",
    "ALLOWED_HOSTS": "responses.example",
    "DATABASE_URL": "postgres://nobody@%2Fnowhere%2Fat%2Fall/nothing",
    "REDIS_URL": "unix:///nowhere/at/all/redis.sock?db=0",
}
LOOK = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client, override_settings

plain = {**settings.STORAGES, "staticfiles": {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
names = ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE", "DEBUG", "DEMO"]
with override_settings(STORAGES=plain):
    client = Client(SERVER_NAME="responses.example")
    seen = {name: getattr(settings, name) for name in names}
    over_http = client.get("/accessibility/")
    seen["http"] = [over_http.status_code, over_http.headers.get("Location")]
    seen["probe"] = client.get("/health/").status_code
    page = client.get("/accessibility/", secure=True)
    seen["page"] = [page.status_code, dict(page.headers)]
    seen["ready"] = [client.get("/ready/").status_code, client.get("/ready/").json()]
    seen["other host"] = Client(SERVER_NAME="evil.example").get("/", secure=True).status_code
print(json.dumps(seen))
"""


def run(*command, **changed):
    """A process with a production's environment; None takes a variable away."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {
        **kept, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings", **changed,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *command],
        cwd=TOP,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def seen():
    """What a production answers. Its database and its Redis are not there."""
    done = run("-c", LOOK)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def headers(seen):
    status, headers = seen["page"]
    assert status == 200
    return headers


def test_check_deploy_is_clean():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "REDIS_URL", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, ""])
def test_missing_setting_stops_the_start_with_a_sentence(name, value):
    done = run("manage.py", "check", **{name: value})

    assert done.returncode != 0
    assert f"{name} is not set. Set it in the environment to " in done.stderr
    assert ".env.example shows how." in done.stderr


def test_policy_for_content_allows_no_inline_code(headers):
    policy = dict(
        directive.strip().partition(" ")[::2]
        for directive in headers["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert policy["form-action"] == "'self'"
    for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "data:", "http:"):
        assert word not in headers["Content-Security-Policy"]


def test_permissions_policy_switches_devices_off(headers):
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in headers["Permissions-Policy"]


def test_transport_is_secure(headers, seen):
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert seen["http"] == [301, "https://responses.example/accessibility/"]


def test_other_headers_are_set(headers):
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_cookies_are_secure(seen, cookie):
    assert seen[f"{cookie}_COOKIE_SECURE"] is True
    assert seen[f"{cookie}_COOKIE_HTTPONLY"] is True
    assert seen[f"{cookie}_COOKIE_SAMESITE"] == "Lax"


def test_safe_by_default(seen):
    assert seen["DEBUG"] is False
    assert seen["DEMO"] is False
    assert seen["other host"] == 400


def test_probes_answer_over_http_without_database_and_redis(seen):
    assert seen["probe"] == 200
    assert seen["ready"] == [
        503,
        {"database": "no answer", "migrations": "no answer", "redis": "no answer"},
    ]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/admin/forces/user/?q=dana", "/admin/forces/user/"),
        ("/accounts/password/reset/key/4-c1x2-0a1b2c/", "/accounts/password/reset/key/4-.../"),
        ("/accounts/password/reset/key/4-c1x2?next=/", "/accounts/password/reset/key/4-..."),
        ("/register/rape/", "/register/rape/"),
        ("/calendar/GC7flN9iSwfaX7BRZSlx-C_t.ics", "/calendar/..."),
        ("/calendar/GC7flN9iSwfaX7BRZSlx-C_t.ics/", "/calendar/.../"),
    ],
)
def test_log_has_no_search_and_no_key(client, db, address, kept):
    seen = []
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(record.msg)
    logging.getLogger("django_structlog").addHandler(handler)

    client.get(address)

    logging.getLogger("django_structlog").removeHandler(handler)
    assert {line["request"] for line in seen if "request" in line} == {f"GET {kept}"}


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ("Not Found: /calendar/GC7flN9iSwfa.ics", "Not Found: /calendar/..."),
        ('"GET /calendar/GC7flN9iSwfa.ics HTTP/1.1" 200 9', '"GET /calendar/... HTTP/1.1" 200 9'),
        (
            "Not Found: /accounts/password/reset/key/4-c1x2-0a1b2c/",
            "Not Found: /accounts/password/reset/key/4-.../",
        ),
        ("Not Found: /account/notices/calendar/x", "Not Found: /account/notices/calendar/..."),
        ("letter_failed", "letter_failed"),
    ],
)
def test_event_of_a_log_line_has_no_key(event, kept):
    assert without_secrets(None, "", {"event": event}) == {"event": kept}


def test_what_django_says_of_a_page_that_is_not_found_has_no_key(client, db, settings, caplog):
    given = settings.LOGGING["formatters"]["lines"]
    formatter = given["()"](**{name: value for name, value in given.items() if name != "()"})

    client.get("/calendar/GC7flN9iSwfa.ics")

    lines = [formatter.format(record) for record in caplog.records]
    assert any("Not Found: /calendar/..." in line for line in lines)
    assert not any("GC7flN9iSwfa" in line for line in lines)


@pytest.mark.parametrize(
    ("is_behind_proxy", "told", "address"),
    [
        (False, None, "192.0.2.7"),
        (False, "198.51.100.1", "192.0.2.7"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, None, "192.0.2.7"),
    ],
)
def test_the_log_names_the_caller_that_our_proxy_knows(
    client, settings, caplog, is_behind_proxy, told, address
):
    settings.BEHIND_PROXY = is_behind_proxy
    forwarded = {"X-Forwarded-For": told} if told else {}

    with caplog.at_level(logging.INFO, "django_structlog"):
        client.get("/health/", headers=forwarded, REMOTE_ADDR="192.0.2.7")

    (line,) = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert line["event"] == "request_finished"
    assert line["ip"] == address


def test_letter_tells_the_log_no_character_of_its_text(caplog):
    pdf = letters.to_pdf("<html lang='en'><p>\U000f1234 \u79d8\u5bc6</p></html>")

    assert pdf.startswith(b"%PDF")
    told = "".join(record.getMessage() for record in caplog.records)
    assert not set(told) & set("\U000f1234\u79d8\u5bc6")
    assert "F1234" not in told
