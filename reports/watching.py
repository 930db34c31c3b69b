"""What a saved view shows now to its owner: read from the table that its page offers.

So a view watches just what can be taken away from it, with the filters of its address, and in the
scope that its owner has today.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve, reverse

from forces.actors import Actor
from forces.csv_text import BOM
from forces.middleware import Request
from responses.view_changes import LONG_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from responses.models import SavedView
    from responses.view_changes import Rows

LONGEST = 120
DAYS = re.compile(r"\b[\d,]+ days?\b")


@dataclass(frozen=True)
class Watched:
    """A page that can be saved: its table, and the columns that name a row of it.

    Of a long list, changes are told in the columns of `told` alone, and no others are kept.
    """

    table: str
    names: tuple[str, ...]
    told: frozenset[str] = frozenset()

    def tells_of(self, column: str) -> bool:
        """Whether a change in a column is told. Where a row is found is no news."""
        if column in self.names or column == "Address":
            return False
        return not self.told or column in self.told


WHICH = ("Reference", "Inspection", "Recommendation", "Force")
WATCHED = {
    "matrix": Watched("matrix_table", ("Force",)),
    "recommendation_across": Watched("recommendation_table", ("Force",)),
    "inspection_overview": Watched("overview_table", ("Part", "Of", "What")),
    "figures_across": Watched(
        "figures_table", ("Force", "Recommendation", "Measure", "Twelve months to")
    ),
    "force_open": Watched("force_open_table", ("Inspection", "Recommendation")),
    "force_answers": Watched("force_answers_table", ("Recommendation",)),
    "progress_figures": Watched(
        "progress_figures_table", ("Recommendation", "Measure", "Twelve months to")
    ),
    "theme": Watched("theme_table", ("Inspection", "Recommendation")),
    "questions": Watched(
        "questions_table", WHICH, frozenset({"Standing", "Reply", "Reason for withdrawing"})
    ),
    "closures": Watched(
        "closures_table",
        WHICH,
        frozenset({"Standing", "Reason of the decision", "Reason for reopening"}),
    ),
    # A passage comes or goes: which of its words are shown is no news.
    "search": Watched(
        "search_table", ("Kind", "What", "Inspection", "Dated"), frozenset({"Force"})
    ),
}


def watched(address: str) -> tuple[Watched, dict[str, str]] | None:
    """How the page at an address is watched, and what its address names; None if it is not."""
    try:
        match = resolve(address)
    except Resolver404:
        return None
    page = WATCHED.get(match.url_name or "")
    return (page, match.kwargs) if page else None


def rows_of(view: SavedView, on: date) -> Rows | None:
    """What a view shows now, by the names of rows and columns; None where it opens no more."""
    found = watched(view.address)
    if found is None:
        return None
    page, named = found
    try:
        table = _table(reverse(page.table, kwargs={**named, "ending": "csv"}), view, on)
    except (Http404, PermissionDenied):
        return None
    return _by_name(page, csv.DictReader(table))


def _table(address: str, view: SavedView, on: date) -> StringIO:
    """A table as it is given to the owner of a view. Only line ends part its lines."""
    match = resolve(address)
    request = Request()
    request.method, request.path = "GET", address
    request.GET = QueryDict(view.query)
    request.user, request.actor = view.owner, Actor.of(view.owner, on)
    content = b"".join(match.func(request, **match.kwargs).streaming_content)
    return StringIO(content.decode().removeprefix(BOM), newline="")


def _by_name(page: Watched, table: Iterable[dict[str, str]]) -> Rows:
    rows: Rows = {}
    for row in table:
        name = ", ".join(row[column] for column in page.names)
        rows[name] = {
            column: _told(value) for column, value in row.items() if value and page.tells_of(column)
        }
    return rows


def _told(value: str) -> str:
    """A value as it is compared. That a day has gone by is no change; long texts are marked."""
    if len(value) > LONGEST:
        return LONG_TEXT + sha256(value.encode()).hexdigest()[:16]
    return DAYS.sub("some days", value)
