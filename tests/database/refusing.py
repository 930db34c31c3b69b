"""SQL that the database has to refuse, whoever sends it."""

import pytest
from django.db import DatabaseError, connection, transaction


def refuses(sql, *values):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
