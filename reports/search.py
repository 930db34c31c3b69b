"""How a search is asked of the database: what is looked for, by its indexes, for so long."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of each question that a search asks. Texts of the usual length take a hundredth of it.
LONGEST = "3s"
MOST_MINUS_SIGNS = 30
LEFT_OUT = re.compile(r'(?<!\S)-+(?:"[^"]*"?|\S*)')
SIDE_BY_SIDE = re.compile(r"<(?:-|\d+)>")
INDEXES_ONLY = "; ".join(
    f"SET LOCAL {setting}"
    for setting in (
        "enable_seqscan = off",
        "jit = off",
        "plan_cache_mode = force_generic_plan",
    )
)


class TakesTooLong(Exception):
    """A search that is given up: what it looks for is in too many long texts."""


@dataclass(frozen=True)
class Asked:
    """Words as people type them: "in quotation marks", this or that, -without.

    An index tells of each text whether it has them; but of a phrase only that all of its words are
    there. Whether they stand side by side is seen in the text alone: `in_index` is then what the
    index is asked instead, and only of what it gives the texts are read.
    """

    words: str
    in_index: str | None


def has_word_to_find(words: str) -> bool:
    """Whether there is more in it than signs and words to leave out."""
    return re.search(r"\w", LEFT_OUT.sub(" ", words)) is not None


@lru_cache(maxsize=1000)
def understood(words: str) -> Asked | None:
    """What is looked for; None if nothing is: all words are too common, or only to be left out.

    Of the same words PostgreSQL always makes the same: whoever turns pages or narrows a search
    down has asked it before.

    Quotation marks may be curly, as telephones type them.
    PostgreSQL remembers some thirty minus signs in front of a word, and fails at more: whoever
    types so many is looking for nothing.
    """
    words = words.replace("“", '"').replace("”", '"')
    if words.count("-") > MOST_MINUS_SIGNS:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query::text, querytree(query) FROM websearch_to_tsquery('english', %s) query",
            [words],
        )
        query, without_negations = cursor.fetchone()
    if without_negations in {"", "T"}:
        return None
    has_phrase = SIDE_BY_SIDE.search(query)
    return Asked(words, SIDE_BY_SIDE.sub("&", without_negations) if has_phrase else None)


@contextmanager
def by_index() -> Iterator[None]:
    """What is searched inside is found by the indexes of words, however many texts have one.

    PostgreSQL takes it for cheap to find the words of a text, and where many texts have one it
    would read all of them afresh: ten times as long. So it is left no other way, does not compile
    what it then takes for dear, and keeps its plan whatever is looked for.

    Anyone may search, so none takes all of a server's time. Raises TakesTooLong.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{INDEXES_ONLY}; SET LOCAL statement_timeout = '{LONGEST}'")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TakesTooLong from error
        raise
