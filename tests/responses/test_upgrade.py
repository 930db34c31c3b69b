"""What an installation of 0.1.0 holds is still there after the upgrade."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROWS = """
SET session_replication_role = replica;  -- the rows around these do not matter here
INSERT INTO forces_user (
    id, email, name, password, is_active, is_staff, is_superuser, joined_at
) SELECT id, id || '@example.org', 'Somebody', '', TRUE, FALSE, FALSE, '2021-01-01'
FROM generate_series(1, 2) AS id;
INSERT INTO responses_reminder (
    id, response_id, recipient_id, milestone, falls_on, state, message_id, attempts, error,
    reserved_at, claimed_at, sent_at, try_again_at
) VALUES
    (1, 1, 1, -7, '2021-09-02', 'sent', '<a@example.org>', 2, '', '2021-09-02 06:00Z',
        '2021-09-02 06:00Z', '2021-09-02 23:30Z', NULL),
    (2, 2, 1, -7, '2021-09-02', 'sent', '<b@example.org>', 1, '', '2021-09-02 06:00Z',
        '2021-09-02 06:00Z', '2021-09-02 06:01Z', NULL),
    (3, 1, 2, -7, '2021-09-02', 'failed', '<c@example.org>', 1, '451', '2021-09-02 06:00Z',
        '2021-09-02 06:00Z', NULL, '2021-09-02 06:10Z'),
    (4, 1, 1, -14, '2021-08-26', 'overtaken', '', 0, '', '2021-09-02 06:00Z', NULL, NULL, NULL);
"""


@pytest.fixture
def old(db):
    """A database of its own, on the server of the tests, as 0.1.0 left it."""
    name = f"upgrade_{os.getpid()}"
    parameters = connection.get_connection_params()
    kept = {
        key: parameters[key] for key in ("host", "port", "user", "password") if key in parameters
    }
    with psycopg.connect(**kept, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**kept, "dbname": name}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(parameters, *target):
    address, mark, query = os.environ["DATABASE_URL"].partition("?")
    url = f"{address.rpartition('/')[0]}/{parameters['dbname']}{mark}{query}"
    command = [sys.executable, "manage.py", "migrate", *target, "--verbosity", "0"]
    subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": url}, check=True
    )


@pytest.mark.slow
def test_reminders_that_were_sent_become_mails(old):
    migrate(old, "responses", "0001")
    with psycopg.connect(**old) as rows:
        rows.execute(ROWS)

    migrate(old, "responses")

    with psycopg.connect(**old) as rows:
        reminders = rows.execute(
            "SELECT id, kind, step, state, mail_id IS NOT NULL FROM responses_reminder ORDER BY id"
        ).fetchall()
        mails = rows.execute(
            'SELECT message_id, "on"::text, state, is_extra, attempts, recipient_id '
            "FROM responses_mail ORDER BY message_id"
        ).fetchall()
        protected = rows.execute(
            "SELECT tgtype & 1 = 1 AS is_of_a_row, tgtype & 32 = 32 AS is_of_truncate "
            "FROM pg_trigger WHERE tgrelid = 'responses_reminder'::regclass "
            "AND NOT tgisinternal AND tgenabled = 'O' ORDER BY is_of_a_row"
        ).fetchall()
    assert reminders == [
        (1, "last_day", 0, "sent", True),
        (2, "last_day", 0, "sent", True),
        (3, "last_day", 0, "reserved", False),
        (4, "last_day", 0, "overtaken", False),
    ]
    assert mails == [
        ("<a@example.org>", "2021-09-03", "sent", True, 2, 1),
        ("<b@example.org>", "2021-09-02", "sent", True, 1, 1),
    ]
    assert protected == [(False, True), (True, False)]
