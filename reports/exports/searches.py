"""What a search found, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from reports.snippets import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forces.csv_text import Value
    from reports.searches import Passage

COLUMNS = ("Kind", "What", "Inspection", "Force", "ONS code", "Dated", "Words in it", "Address")


def passage_rows(passages: Iterable[Passage]) -> Iterator[list[Value]]:
    """A heading, then a row for each passage, the best first."""
    yield list(COLUMNS)
    for passage in passages:
        force = passage.force
        yield [
            passage.kind.label,
            passage.title,
            passage.inspection.short_title,
            force.name if force else None,
            force.ons_code if force else None,
            passage.day,
            bare(passage.headline),
            settings.SITE_URL + passage.address,
        ]
