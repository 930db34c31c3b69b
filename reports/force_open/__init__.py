"""All that a force has to carry out, across inspections: how it stands, what slipped, what is asked
of it, and what is closed.
"""

from reports.force_open.choices import Show
from reports.force_open.counts import Counts, counted
from reports.force_open.entries import Entry
from reports.force_open.entry_markup import listed_html
from reports.force_open.filters import OpenFilter
from reports.force_open.listing import Standings
from reports.force_open.papers import Papers, papers_html
from reports.force_open.reading import entries_of
from reports.force_open.tables import open_rows, sheets_of

__all__ = [
    "Counts",
    "Entry",
    "OpenFilter",
    "Papers",
    "Show",
    "Standings",
    "counted",
    "entries_of",
    "listed_html",
    "open_rows",
    "papers_html",
    "sheets_of",
]
