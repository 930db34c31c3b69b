"""The ledgers of reminders, written many rows at a time: one statement, however many.

A debt's key is what the unique constraint of its table names. The statements are written out since
the ORM cannot tell which of many rows were new, nor compare a table with a list of keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db import connection

from responses.choices import MailState, ReminderState
from responses.models.progress_reminders import ProgressReminder
from responses.models.reminders import Reminder
from responses.models.saved_views import ViewReminder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from responses.milestones import Milestone
    from responses.models.reminders import LedgerRow
    from responses.querysets import LedgerQuerySet

Key = tuple[int, str, int, date, int, int]

LOCK = 5506  # of PostgreSQL's advisory locks

KEYS = """
    unnest(%s::bigint[], %s::text[], %s::smallint[], %s::date[], %s::bigint[], %s::bigint[])
    AS owed (about_id, kind, milestone, falls_on, step, recipient_id)
"""


def one_at_a_time() -> None:
    """Wait until nobody else plans, until the transaction ends.

    The constraints keep rows and mails single without it. It keeps two who write many rows, each in
    an order of its own, from waiting for one another for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def key(about_id: int, person_id: int, milestone: Milestone) -> Key:
    return (
        about_id, milestone.kind, milestone.days, milestone.falls_on, milestone.step, person_id,
    )  # fmt: skip


@dataclass(frozen=True)
class Ledger:
    """A table of reminders; `about` is what they are about.

    A later milestone overtakes an earlier one of the same kind, unless `by_step` and another step
    gave rise to it: each question is asked for itself, while a response is handed over once.
    """

    model: type[LedgerRow]
    about: str
    by_step: bool

    @property
    def rows(self) -> LedgerQuerySet[Any]:
        return cast("LedgerQuerySet[Any]", self.model._default_manager.all())

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of a key."""
        return (f"{self.about}_id", "kind", "milestone", "falls_on", "step", "recipient_id")

    @property
    def same_key(self) -> str:
        return f"""
            owed.about_id = reminder.{self.about}_id AND owed.kind = reminder.kind
            AND owed.milestone = reminder.milestone AND owed.falls_on = reminder.falls_on
            AND owed.step = reminder.step AND owed.recipient_id = reminder.recipient_id
        """

    def who_of_what(self, key: Key) -> tuple[int, str, int, int]:
        """What later milestones have in common with the earlier ones that they overtake."""
        about_id, kind, _, _, step, person_id = key
        return about_id, str(kind), step if self.by_step else 0, person_id

    def key_of(self, row: LedgerRow) -> Key:
        about_id, kind, *rest = (getattr(row, column) for column in self.columns)
        return (about_id, kind, *rest)

    def ids_of(self, keys: Collection[Key]) -> dict[Key, int]:
        """The rows that there are of these keys."""
        rows = _run(
            f"""
            SELECT reminder.id, owed.* FROM {KEYS} JOIN {self.table} reminder ON {self.same_key}
            """,  # noqa: S608  # of this file's own parts
            _columns(keys),
        )
        return {tuple(row): pk for pk, *row in rows}

    def compare(self, keys: Collection[Key]) -> tuple[set[Key], set[Key]]:
        """Those of the keys that have no row yet, and those whose row was given up unsent.

        A row is given up for good where something later of the same kind was sent: by then it is
        told.
        """
        same_step = "AND later.step = reminder.step" if self.by_step else ""
        rows = _run(
            f"""
            SELECT reminder.id IS NULL, owed.*
            FROM {KEYS} LEFT JOIN {self.table} reminder ON {self.same_key}
            WHERE reminder.id IS NULL OR reminder.state IN (%s, %s) AND NOT EXISTS (
                SELECT FROM {self.table} later
                WHERE later.{self.about}_id = reminder.{self.about}_id
                AND later.kind = reminder.kind {same_step}
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

    def insert(self, keys: Iterable[Key], state: ReminderState, *, at: datetime) -> None:
        """Add rows. One that is there already stays as it is."""
        columns = ", ".join(self.columns)
        _run(
            f"""
            INSERT INTO {self.table} ({columns}, state, reserved_at)
            SELECT owed.*, %s, %s FROM {KEYS}
            ON CONFLICT ({columns}) DO NOTHING
            """,  # noqa: S608  # of this file's own parts
            [state, at, *_columns(sorted(keys))],
        )

    def revive(self, keys: Iterable[Key], *, at: datetime) -> None:
        """Reserve again what was given up unsent and is owed after all."""
        _run(
            f"""
            UPDATE {self.table} reminder
            SET state = %s, reserved_at = %s, mail_id = NULL
            FROM {KEYS}
            WHERE {self.same_key} AND reminder.state IN (%s, %s)
            """,  # noqa: S608  # of this file's own parts
            [
                ReminderState.RESERVED, at, *_columns(keys),
                ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
            ],
        )  # fmt: skip

    def close_all_but(self, keys: Collection[Key], about_ids: Collection[int]) -> None:
        """Give up what is reserved about some of what it is about, and is not among the keys.

        It is overtaken where the same person is owed something later of the same kind. What is
        being sent at this moment is left to whoever sends it.
        """
        self._close(
            keys,
            f"""
            reminder.{self.about}_id = ANY(%s) AND NOT EXISTS (
                SELECT FROM responses_mail mail
                WHERE mail.id = reminder.mail_id AND mail.state = %s
            )
            """,
            [_array(about_ids), MailState.CLAIMED],
        )

    def close_in_mail(self, keys: Collection[Key], mail_id: int) -> None:
        """Give up what is reserved in a mail and is not among the keys."""
        self._close(keys, "reminder.mail_id = %s", [mail_id])

    def _close(self, keys: Collection[Key], where: str, parameters: list[Any]) -> None:
        """Compared here: the database, which cannot know how few are reserved, would take long."""
        reserved = _run(
            f"""
            SELECT id, {", ".join(self.columns)}
            FROM {self.table} reminder WHERE state = %s AND {where}
            """,  # noqa: S608  # of this file's own parts
            [ReminderState.RESERVED, *parameters],
        )
        kept = set(keys)
        lost = {pk: tuple(row) for pk, *row in reserved if tuple(row) not in kept}
        if not lost:
            return
        later = {self.who_of_what(each) for each in kept}
        overtaken = [pk for pk, each in lost.items() if self.who_of_what(each) in later]
        _run(
            f"""
            UPDATE {self.table} reminder
            SET state = CASE WHEN id = ANY(%s) THEN %s ELSE %s END
            WHERE id = ANY(%s) AND state = %s AND {where}
            """,  # noqa: S608  # of this file's own parts
            [
                _array(overtaken), ReminderState.OVERTAKEN, ReminderState.UNNECESSARY,
                _array(lost), ReminderState.RESERVED, *parameters,
            ],
        )  # fmt: skip

    def put_into_mails(self, pairs: Collection[tuple[int, int]]) -> None:
        """Put reminders into mails: pairs of ids."""
        if not pairs:
            return
        _run(
            f"""
            UPDATE {self.table} reminder SET mail_id = pair.mail_id
            FROM unnest(%s::bigint[], %s::bigint[]) AS pair (id, mail_id)
            WHERE reminder.id = pair.id AND reminder.state = %s
            """,  # noqa: S608  # of this file's own parts
            [*map(_array, zip(*pairs, strict=True)), ReminderState.RESERVED],
        )


RESPONSES = Ledger(Reminder, "response", by_step=False)
PROGRESS = Ledger(ProgressReminder, "pair", by_step=True)
VIEWS = Ledger(ViewReminder, "view", by_step=True)
LEDGERS = (RESPONSES, PROGRESS, VIEWS)  # in the order in which rows are locked


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
