"""Ways round what the database refuses: for the end of a test, and to damage what is kept."""

from contextlib import contextmanager

import pytest
from django.db import connection

SWITCH = """
    DO $$ DECLARE kept record; BEGIN
        FOR kept IN SELECT tgrelid::regclass AS place, tgname AS name FROM pg_trigger
            WHERE tgname LIKE 'pgtrigger\\_never\\_emptied\\_%'
        LOOP
            EXECUTE format('ALTER TABLE %s {} TRIGGER %I', kept.place, kept.name);
        END LOOP;
    END $$
"""


@contextmanager
def emptying():
    """Let Django's flush empty what refuses TRUNCATE, in the one transaction that it makes."""
    flush = connection.ops.sql_flush

    def unlocked(*args, **options):
        return [SWITCH.format("DISABLE"), *flush(*args, **options), SWITCH.format("ENABLE")]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", unlocked)
        yield


@contextmanager
def damaging(table):
    """Let a table's rows be changed as only its owner can: with its triggers switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
