"""What the database itself refuses, whoever asks: triggers that no setting of a session skips."""

from __future__ import annotations

from typing import Any

import pgtrigger
from pgtrigger import compiler


class UnskippableSql(compiler.UpsertTriggerSql):
    """A trigger's SQL without pgtrigger's own way round it.

    `SET pgtrigger.ignore` makes other triggers of that package do nothing, and needs no right.
    Migrations name this class: what it makes of the same arguments must stay the same.
    """

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Unskippable:
    """Makes a kind of pgtrigger's triggers unskippable."""

    def compile(self, model: Any) -> compiler.Trigger:
        made = super().compile(model)  # type: ignore[misc]  # of the class that it is mixed into
        return compiler.Trigger(name=made.name, sql=UnskippableSql(**made.sql.kwargs))


class Trigger(Unskippable, pgtrigger.Trigger):
    """A trigger of this project: see `Unskippable`."""


class Final(Unskippable, pgtrigger.Protect):
    """Refuses to change or delete a row: any, or those that meet the condition."""

    operation = pgtrigger.Update | pgtrigger.Delete


class NeverEmptied(Trigger):
    """Refuses TRUNCATE, which fires no trigger of a row."""

    name = "never_emptied"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate
    func = "RAISE EXCEPTION 'Cannot truncate %', TG_TABLE_NAME;"


def final(name: str, condition: pgtrigger.Condition | None = None) -> list[pgtrigger.Trigger]:
    """The triggers that keep a table's rows as they are: all, or those that meet the condition."""
    return [Final(name=name, condition=condition), NeverEmptied()]


# The number of the transaction that asks.
MINE = ("mine", "bigint = pg_current_xact_id()::text::bigint")
# Whether a row was made in it, for a trigger that declares the above. What others have not ended is
# not seen. `xmin` is the low half of a transaction's number; the other half is ours.
OF_THIS_TRANSACTION = """pg_xact_status((
                    mine + 2147483648 - (mine + 2147483648 - xmin::text::bigint & 4294967295)
                )::text::xid8) = 'in progress'"""


def comes_with(column: str, table: str, sentence: str) -> Trigger:
    """Refuses a row for another that was there before: a part comes with the whole, or never.

    `column` is the row's that holds the id of the whole, in `table`. The whole is of this
    transaction, or of a savepoint in it, if what made it is still under way: of another's, nothing
    is seen before it is over. A whole that is not seen yet counts as another's too: its number may
    be guessed. Which came first says nothing: a transaction may have begun before the whole was
    made.
    """
    return Trigger(
        name=f"comes_with_{column}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[MINE],
        func=f"""
            IF NOT EXISTS (
                SELECT FROM {table} WHERE id = NEW.{column} AND {OF_THIS_TRANSACTION}
            ) THEN
                RAISE EXCEPTION '{sentence}';
            END IF;
            RETURN NEW;
        """,
    )
