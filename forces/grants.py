"""What the application's own database role may do: read, add, and change what may be changed.

The tables belong to another role, which migrates. So the one that the application connects as can
neither switch triggers off nor empty, alter or drop a table; and where no row ever changes, it has
not even the right to try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from forces.triggers import Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MIGRATIONS = "django_migrations"
ALL = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
# Whoever is one of these can become anybody: they reach the server's own files and programs.
OMNIPOTENT = ("pg_execute_server_program", "pg_write_server_files", "pg_read_server_files")

EXCEEDS = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND (
        has_table_privilege(%(role)s, oid, 'TRUNCATE, TRIGGER')
        OR relname = ANY(%(unchanging)s) AND has_table_privilege(%(role)s, oid, 'UPDATE')
        OR relname = ANY(%(undeletable)s) AND has_table_privilege(%(role)s, oid, 'DELETE')
    )
    ORDER BY relname
"""
OVERRULES = """
    SELECT rolsuper OR rolcreaterole
        OR EXISTS (
            SELECT FROM pg_roles mighty WHERE mighty.rolname = ANY(%(omnipotent)s)
            AND pg_has_role(asked.oid, mighty.oid, 'MEMBER')
        )
        OR EXISTS (
            SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace
            AND pg_has_role(asked.oid, relowner, 'MEMBER')
        )
        OR EXISTS (
            SELECT FROM pg_database WHERE datname = current_database()
            AND pg_has_role(asked.oid, datdba, 'MEMBER')
        )
    FROM pg_roles asked WHERE asked.rolname = %(role)s
"""


def rights() -> dict[str, frozenset[str]]:
    """By table of a model, what the application may do there."""
    found = {
        model._meta.db_table: ALL
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, Final) and trigger.condition is None:
            found[model._meta.db_table] -= set(str(trigger.operation).split(" OR "))
    return found | {MIGRATIONS: frozenset({"SELECT"})}


def without(right: str) -> list[str]:
    return [table for table, granted in rights().items() if right not in granted]


def overrules(role: str) -> bool | None:
    """Whether a role could overrule the triggers, or give itself more; None if there is none such.

    A superuser can, and the owner of the tables, and whoever can become either.
    """
    found = ask(OVERRULES, role=role, omnipotent=list(OMNIPOTENT))
    return bool(found[0]) if found else None


def exceeds(role: str) -> list[str]:
    """The tables in which a role may do more than the application should."""
    return ask(EXCEEDS, role=role, unchanging=without("UPDATE"), undeletable=without("DELETE"))


def ask(question: str, **values: str | list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [row[0] for row in cursor.fetchall()]


def make_role(role: str) -> None:
    """A role that may connect, and nothing else."""
    run([sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role))])


def set_password(role: str, password: str) -> None:
    """Give a role a password, sent to the server as a hash alone: its log may hold statements."""
    connection.ensure_connection()
    server = connection.connection.pgconn
    digest = server.encrypt_password(password.encode(), role.encode()).decode()
    run([sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(digest))])


@transaction.atomic
def grant(role: str) -> None:
    """Let a role do what the application does, in every table there is now, and nothing besides."""
    run(
        sql.SQL(statement).format(
            role=sql.Identifier(role),
            database=sql.Identifier(connection.settings_dict["NAME"]),
            schema=sql.Identifier(ask("SELECT current_schema()")[0]),
        )
        for statement in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role}",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {role}",
            "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {role}",
            # A temporary table could stand before one that a trigger asks.
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC, {role}",
            "GRANT CONNECT ON DATABASE {database} TO {role}",
            "GRANT USAGE ON SCHEMA {schema} TO {role}",
        )
    )
    there = set(connection.introspection.table_names())
    run(
        sql.SQL("GRANT {rights} ON {table} TO {role}").format(
            rights=sql.SQL(", ").join(map(sql.SQL, sorted(granted))),
            table=sql.Identifier(table),
            role=sql.Identifier(role),
        )
        for table, granted in rights().items()
        if table in there
    )


def run(statements: Iterable[sql.Composed]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
