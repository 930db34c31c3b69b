"""What a search found, as it is shown: a few words around those that were looked for, marked."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import TextField, Value
from django.db.models.functions import Concat, Left
from django.utils.safestring import mark_safe

from responses.querysets.versions import SEARCHED_CHARACTERS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

# Signs of which no text is made stand around what was found until all the rest is escaped.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
SIGNS = re.compile(f"[{START}{STOP}]")
WORDS_PATHS = ("introduction", "conclusion", "chief_officer__text", "chief_officer__reply")
# The marks with which people make text bold, and lists: they are no words.
MARKUP = re.compile(r"\*\*|^[ \t]*[-*•][ \t]+", re.MULTILINE)

ENDS = (".", "!", "?", ":", ";", "”", '"')


def bare(headline: str) -> str:
    """A headline as plain text."""
    return SIGNS.sub("", _cut(MARKUP.sub("", headline).strip()))


def marked(headline: str) -> SafeString:
    """A headline as HTML: escaped, and marked where something was found."""
    pieces = FOUND.split(_cut(MARKUP.sub("", headline).strip()))
    plain = (escape(SIGNS.sub("", piece)) for piece in pieces)
    drawn = "".join(f"<mark>{piece}</mark>" if n % 2 else piece for n, piece in enumerate(plain))
    return mark_safe(drawn)  # noqa: S308  # each piece is escaped above


def _cut(passage: str) -> str:
    """A passage with dots where it seems to be cut out of a sentence."""
    bare = SIGNS.sub("", passage)
    before = "… " if bare[:1].islower() else ""
    return f"{before}{passage}{'' if bare.endswith(ENDS) else ' …'}"


def headline(words: str, *texts: Any) -> SearchHeadline:
    """Up to two passages of what is searched, with signs around the words."""
    parts: list[Any] = [Value("")]
    for text in texts:
        parts += [Left(text, SEARCHED_CHARACTERS), Value("\n")]
    return SearchHeadline(
        Concat(*parts, output_field=TextField()),
        SearchQuery(words, search_type="websearch", config="english"),
        config="english",
        start_sel=START,
        stop_sel=STOP,
        max_words=35,
        min_words=20,
        max_fragments=2,
        fragment_delimiter=" … ",
    )
