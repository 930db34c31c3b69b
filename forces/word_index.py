"""An index of words that knows of a row also where it belongs, so that a search stays small.

A word that is in every row is found in all of them, and PostgreSQL would fetch them all to throw
most away. So beside the words an index holds columns as arrays of one value, which GIN can look up
together with them: docs/decisions/0030 says what that saves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BigIntegerField, Expression, F, Func, Subquery
from django.db.models.expressions import Col
from django.db.models.functions import Cast, ExtractYear

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

SHELF_BITS = 8


class Beside(Func):
    """A whole number of a row as an array of one, which an index can hold beside words."""

    template = "ARRAY[%(expressions)s]"
    output_field: Any = ArrayField(BigIntegerField())


# Rows stand on shelves of 256 in the order in which they were written.
SHELF = Beside(F("id").bitrightshift(SHELF_BITS))


class AsInIndex(Func):
    """An expression with its constants in the SQL, just as the index of it was made.

    PostgreSQL keeps the plan of a prepared statement without what is put into its places: it would
    not know the index again if a part of the expression were put there.
    """

    template = "%(expressions)s"

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: Any,  # PostgreSQL’s, which knows how constants are written
        *args: Any,
        **context: Any,
    ) -> tuple[str, Any]:
        sql, constants = super().as_sql(compiler, connection, *args, **context)
        return connection.ops.compose_sql(sql, constants).replace("%", "%%"), []


class KeptBeside(Expression):
    """The words of a row that PostgreSQL keeps in a column beside them, `words`: no model has it.

    Whoever reads rows as Django does reads all columns of their model, and few need this one.
    """

    output_field = SearchVectorField()
    _column = SearchVectorField()
    _column.set_attributes_from_name("words")

    def resolve_expression(self, query: Any = None, *_args: Any, **_how: Any) -> Any:
        return Col(query.get_initial_alias(), self._column)


def on_newest_shelves(rows: QuerySet[Any], shelves: int) -> QuerySet[Any]:
    """Rows on the last shelves of their table: an index of words looks there and nowhere else."""
    every = rows.model._default_manager.order_by("-pk")
    newest = Func(
        Subquery(every.values("pk")[:1]).bitrightshift(SHELF_BITS),
        template=f"ARRAY(SELECT %(expressions)s - generate_series(0, {shelves - 1}))",
        output_field=Beside.output_field,
    )
    on_shelves = rows.alias(its_shelf=AsInIndex(SHELF))
    found: QuerySet[Any] = on_shelves.filter(its_shelf__overlap=newest)
    return found


def year_of(day: str) -> Beside:
    return Beside(Cast(ExtractYear(day), BigIntegerField()))
