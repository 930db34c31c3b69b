"""The ledger of reminders, written many rows at a time: one statement, however many.

A debt's key is what the unique constraint of Reminder names. The statements are written out since
the ORM cannot tell which of many rows were new, nor compare a table with a list of keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from responses.choices import MailState, ReminderState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from responses.milestones import Milestone
    from responses.models.debts import Debt

Key = tuple[int, str, int, "date", int, int]

LOCK = 5506  # of PostgreSQL's advisory locks

KEYS = """
    unnest(%s::bigint[], %s::text[], %s::smallint[], %s::date[], %s::bigint[], %s::bigint[])
    AS owed (response_id, kind, milestone, falls_on, step, recipient_id)
"""
SAME_KEY = """
    owed.response_id = reminder.response_id AND owed.kind = reminder.kind
    AND owed.milestone = reminder.milestone AND owed.falls_on = reminder.falls_on
    AND owed.step = reminder.step AND owed.recipient_id = reminder.recipient_id
"""


def one_at_a_time() -> None:
    """Wait until nobody else plans, until the transaction ends.

    The constraints keep rows and mails single without it. It keeps two who write many rows, each in
    an order of its own, from waiting for one another for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def key(debt: Debt, milestone: Milestone) -> Key:
    return (
        debt.response_id, milestone.kind, milestone.days, milestone.falls_on, milestone.step,
        debt.person_id,
    )  # fmt: skip


def insert(keys: Iterable[Key], state: ReminderState, *, at: datetime) -> set[Key]:
    """Add the rows that are not there yet, and return their keys.

    They are added in one order, so that two rounds at once wait for each other and do not lock.
    """
    columns = _columns(sorted(keys))
    return _run(
        f"""
        INSERT INTO responses_reminder AS reminder
            (response_id, kind, milestone, falls_on, step, recipient_id, state, reserved_at)
        SELECT owed.*, %s, %s FROM {KEYS}
        ON CONFLICT (response_id, kind, milestone, falls_on, step, recipient_id) DO NOTHING
        RETURNING response_id, kind, milestone, falls_on, step, recipient_id
        """,  # noqa: S608  # of this file's own parts
        [state, at, *columns],
    )


def revive(keys: Iterable[Key], *, at: datetime) -> set[Key]:
    """Reserve again what was given up unsent and is owed after all, and return its keys."""
    return _run(
        f"""
        UPDATE responses_reminder reminder
        SET state = %s, reserved_at = %s, mail_id = NULL
        FROM {KEYS}
        WHERE {SAME_KEY} AND reminder.state IN (%s, %s)
        RETURNING reminder.response_id, reminder.kind, reminder.milestone, reminder.falls_on,
            reminder.step, reminder.recipient_id
        """,  # noqa: S608  # of this file's own parts
        [
            ReminderState.RESERVED, at, *_columns(keys),
            ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
        ],
    )  # fmt: skip


def close_all_but(keys: Iterable[Key], response_ids: Collection[int]) -> None:
    """Give up what is reserved about some responses and is not among the keys.

    It is overtaken where the same person is owed something later of the same kind. What is being
    sent at this moment is left to whoever sends it.
    """
    _close(
        keys,
        """
        reminder.response_id = ANY(%s) AND NOT EXISTS (
            SELECT FROM responses_mail mail WHERE mail.id = reminder.mail_id AND mail.state = %s
        )
        """,
        [list(response_ids), MailState.CLAIMED],
    )


def close_in_mail(keys: Iterable[Key], mail_id: int) -> None:
    """Give up what is reserved in a mail and is not among the keys."""
    _close(keys, "reminder.mail_id = %s", [mail_id])


def _close(keys: Iterable[Key], where: str, parameters: list[Any]) -> None:
    columns = _columns(keys)
    _run(
        f"""
        WITH owed AS MATERIALIZED (SELECT * FROM {KEYS})
        UPDATE responses_reminder reminder
        SET state = CASE WHEN EXISTS (
            SELECT FROM owed WHERE owed.response_id = reminder.response_id
            AND owed.kind = reminder.kind AND owed.recipient_id = reminder.recipient_id
        ) THEN %s ELSE %s END
        WHERE reminder.state = %s AND {where}
        AND NOT EXISTS (SELECT FROM owed WHERE {SAME_KEY})
        RETURNING reminder.id
        """,  # noqa: S608  # of this file's own parts
        [
            *columns, ReminderState.OVERTAKEN, ReminderState.UNNECESSARY, ReminderState.RESERVED,
            *parameters,
        ],
    )  # fmt: skip


def put_into_mails(pairs: Collection[tuple[int, int]]) -> None:
    """Put reminders into mails: pairs of ids."""
    _run(
        """
        UPDATE responses_reminder reminder SET mail_id = pair.mail_id
        FROM unnest(%s::bigint[], %s::bigint[]) AS pair (id, mail_id)
        WHERE reminder.id = pair.id AND reminder.state = %s
        RETURNING reminder.id
        """,
        [[one for one, _ in pairs], [other for _, other in pairs], ReminderState.RESERVED],
    )


def _columns(keys: Iterable[Key]) -> list[list[Any]]:
    rows = list(keys)
    return [[str(row[1]) if n == 1 else row[n] for row in rows] for n in range(6)]


def _run(sql: str, parameters: list[Any]) -> set[Key]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return set(cursor.fetchall())
