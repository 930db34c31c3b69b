"""Words looked for within what a page shows anyway, read as the search reads them, and marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.snippets import FOUND, START, STOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.search import Asked

TAG = re.compile(r"(<[^>]*>)")
# PostgreSQL keeps the words of a text only up to a megabyte of them.
READ_CHARACTERS = 400_000
LOOK = """
    SELECT place - 1, ts_headline('english', said, query, %s)
    FROM unnest(%s::text[]) WITH ORDINALITY AS texts (said, place),
        websearch_to_tsquery('english', %s) AS query
    WHERE to_tsvector('english', said) @@ query
"""
WHOLE = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"


@dataclass(frozen=True)
class Words:
    """What was looked for, as it is written where it was found: "trained" for "training"."""

    written: frozenset[str] = frozenset()

    def marked(self, html: SafeString) -> SafeString:
        """The same, with each of the words marked; nothing within a tag is touched."""
        if not self.written:
            return html
        pieces = TAG.split(html)
        pieces[::2] = (self._pattern.sub(r"<mark>\g<0></mark>", piece) for piece in pieces[::2])
        return mark_safe("".join(pieces))  # noqa: S308  # only marks are added to what was safe

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any of the words, the longest first; of a sign such as &amp; no part is one."""
        longest_first = sorted(self.written, key=len, reverse=True)
        any_of = "|".join(re.escape(escape(word)) for word in longest_first)
        return re.compile(rf"(?<![\w&#])(?:{any_of})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The places of the texts that say what was looked for, and its words as they say it."""

    places: frozenset[int]
    words: Words


def look_in(texts: Sequence[str], asked: Asked) -> Found:
    """Look in texts that are read already, which no index is needed for. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [WHOLE, [text[:READ_CHARACTERS] for text in texts], asked.words])
        rows = cursor.fetchall()
    written = {word.casefold() for _, text in rows for word in FOUND.findall(text)}
    return Found(frozenset(place for place, _ in rows), Words(frozenset(written)))
