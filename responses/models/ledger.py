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
    from responses.models.reminders import Reminder

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


def who_of_what(key: Key) -> tuple[int, str, int]:
    """What later milestones have in common with the earlier ones that they overtake."""
    response_id, kind, *_, person_id = key
    return response_id, str(kind), person_id


def key_of(row: Reminder) -> Key:
    return (
        row.response_id, row.kind, row.milestone, row.falls_on, row.step, row.recipient_id
    )  # fmt: skip


def ids_of(keys: Collection[Key]) -> dict[Key, int]:
    """The rows that there are of these keys."""
    rows = _run(
        f"""
        SELECT reminder.id, owed.* FROM {KEYS} JOIN responses_reminder reminder ON {SAME_KEY}
        """,  # noqa: S608  # of this file's own parts
        _columns(keys),
    )
    return {tuple(row): pk for pk, *row in rows}


def compare(keys: Collection[Key]) -> tuple[set[Key], set[Key]]:
    """Those of the keys that have no row yet, and those whose row was given up unsent.

    A row is given up for good where something later of the same kind was sent: by then it is told.
    """
    rows = _run(
        f"""
        SELECT reminder.id IS NULL, owed.*
        FROM {KEYS} LEFT JOIN responses_reminder reminder ON {SAME_KEY}
        WHERE reminder.id IS NULL OR reminder.state IN (%s, %s) AND NOT EXISTS (
            SELECT FROM responses_reminder later
            WHERE later.response_id = reminder.response_id AND later.kind = reminder.kind
            AND later.recipient_id = reminder.recipient_id AND later.state = %s
            AND later.falls_on > reminder.falls_on
        )
        """,  # noqa: S608  # of this file's own parts
        [
            *_columns(keys), ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
            ReminderState.SENT,
        ],
    )  # fmt: skip
    new = {tuple(row) for is_new, *row in rows if is_new}
    return new, {tuple(row) for is_new, *row in rows} - new


def insert(keys: Iterable[Key], state: ReminderState, *, at: datetime) -> None:
    """Add rows. One that is there already stays as it is."""
    _run(
        f"""
        INSERT INTO responses_reminder
            (response_id, kind, milestone, falls_on, step, recipient_id, state, reserved_at)
        SELECT owed.*, %s, %s FROM {KEYS}
        ON CONFLICT (response_id, kind, milestone, falls_on, step, recipient_id) DO NOTHING
        """,  # noqa: S608  # of this file's own parts
        [state, at, *_columns(sorted(keys))],
    )


def revive(keys: Iterable[Key], *, at: datetime) -> None:
    """Reserve again what was given up unsent and is owed after all."""
    _run(
        f"""
        UPDATE responses_reminder reminder
        SET state = %s, reserved_at = %s, mail_id = NULL
        FROM {KEYS}
        WHERE {SAME_KEY} AND reminder.state IN (%s, %s)
        """,  # noqa: S608  # of this file's own parts
        [
            ReminderState.RESERVED, at, *_columns(keys),
            ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
        ],
    )  # fmt: skip


def close_all_but(keys: Collection[Key], response_ids: Collection[int]) -> None:
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
        [_array(response_ids), MailState.CLAIMED],
    )


def close_in_mail(keys: Collection[Key], mail_id: int) -> None:
    """Give up what is reserved in a mail and is not among the keys."""
    _close(keys, "reminder.mail_id = %s", [mail_id])


def _close(keys: Collection[Key], where: str, parameters: list[Any]) -> None:
    """Compared here: the database, which cannot know how few are reserved, would take long."""
    reserved = _run(
        f"""
        SELECT id, response_id, kind, milestone, falls_on, step, recipient_id
        FROM responses_reminder reminder WHERE state = %s AND {where}
        """,  # noqa: S608  # of this file's own parts
        [ReminderState.RESERVED, *parameters],
    )
    kept = set(keys)
    lost = {pk: tuple(row) for pk, *row in reserved if tuple(row) not in kept}
    if not lost:
        return
    later = {who_of_what(each) for each in kept}
    overtaken = [pk for pk, each in lost.items() if who_of_what(each) in later]
    _run(
        f"""
        UPDATE responses_reminder reminder
        SET state = CASE WHEN id = ANY(%s) THEN %s ELSE %s END
        WHERE id = ANY(%s) AND state = %s AND {where}
        """,  # noqa: S608  # of this file's own parts
        [
            _array(overtaken), ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
            _array(lost), ReminderState.RESERVED, *parameters,
        ],
    )  # fmt: skip


def put_into_mails(pairs: Collection[tuple[int, int]]) -> None:
    """Put reminders into mails: pairs of ids."""
    if not pairs:
        return
    _run(
        """
        UPDATE responses_reminder reminder SET mail_id = pair.mail_id
        FROM unnest(%s::bigint[], %s::bigint[]) AS pair (id, mail_id)
        WHERE reminder.id = pair.id AND reminder.state = %s
        """,
        [*map(_array, zip(*pairs, strict=True)), ReminderState.RESERVED],
    )


def _columns(keys: Iterable[Key]) -> list[str]:
    rows = list(keys)
    return [_array(row[n] for row in rows) for n in range(6)]


def _array(values: Iterable[object]) -> str:
    """Numbers, dates and plain words as a literal: psycopg takes ten times as long for a list."""
    return "{" + ",".join(map(str, values)) + "}"


def _run(sql: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []
