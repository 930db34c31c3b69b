"""A database to rehearse in, beside the one that is configured."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator


class MayNotCreate(Exception):
    """The role that the service signs in with may not create a database."""


@contextmanager
def scratch_database() -> Iterator[None]:
    """A fresh database that everything goes to here; it is dropped at the end, whatever happens.

    Its name begins with test_ like those of tests, and one that was left behind is replaced.
    """
    if not _may_create():
        raise MayNotCreate
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"test_{kept}_rehearsal"
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        yield
    finally:
        # Until the connection is turned to the new database, its name is that of the real one.
        if connection.settings_dict["NAME"] != kept:
            connection.creation.destroy_test_db(kept, verbosity=0)


def _may_create() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])
