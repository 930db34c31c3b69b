"""What is kept for good, for tests that try to change it."""

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from forces.triggers import NeverEmptied
from tests.world import make_world

OURS = ["forces", "recommendations", "responses", "reports"]


def registered():
    """Each trigger with its model."""
    return [(model, trigger) for model, trigger in pgtrigger.registered() if is_ours(model)]


def is_ours(model):
    return model._meta.app_label in OURS


def kept_tables():
    return sorted({m._meta.db_table for m, each in registered() if isinstance(each, NeverEmptied)})


def settled_world():
    """Rows in all that is kept, with nothing left for the end of the transaction to check."""
    made = make_world()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return made


def refuses(sql, *values, saying):
    """Fails unless the database refuses, with a sentence in which this is found."""
    with (
        pytest.raises(DatabaseError, match=saying),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
