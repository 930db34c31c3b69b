"""An index of words that knows of a row also where it belongs, so that a search stays small.

A word that is in every row is found in all of them, and PostgreSQL would fetch them all to throw
most away. So beside the words an index holds columns as arrays of one value, which GIN can look up
together with them: docs/decisions/0030 says what that saves.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func
from django.db.models.functions import Cast, ExtractYear

SHELF_BITS = 13


class Beside(Func):
    """A whole number of a row as an array of one, which an index can hold beside words."""

    template = "ARRAY[%(expressions)s]"
    output_field: Any = ArrayField(BigIntegerField())


def shelf_of(key: int) -> int:
    """Rows stand on shelves of 8,192 in the order in which they were written."""
    return key >> SHELF_BITS


SHELF = Beside(F("id").bitrightshift(SHELF_BITS))


def year_of(day: str) -> Beside:
    return Beside(Cast(ExtractYear(day), BigIntegerField()))
