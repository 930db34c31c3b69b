"""Completes an inspection that the tests have published already."""

from contextlib import contextmanager

import pgtrigger
from django.db import connection, transaction


@contextmanager
def completing():
    """Lets what is published be added to, which only the owner of the tables can.

    In the transaction that published it anybody may, as in most tests, so nothing is done there.
    """
    if connection.in_atomic_block:
        yield
        return
    guards = [
        (model._meta.db_table, trigger.get_pgid(model))
        for model, trigger in pgtrigger.registered()
        if trigger.name == "changes_with_correction"
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")
