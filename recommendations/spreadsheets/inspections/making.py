"""The template that a person downloads: empty, or with what is entered of an inspection."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from forces.csv_text import BOM, plain
from forces.spreadsheets import making
from forces.spreadsheets.cells import in_a_cell
from recommendations.models import Addressee
from recommendations.spreadsheets.inspections.columns import (
    BETWEEN,
    CHOICES,
    COLUMNS,
    HOW_TO,
    INSPECTION,
    LINES,
    TABLE,
    offered,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from recommendations.models import Inspection, Part, Recommendation

LAST = 500  # rows of the template in which a spreadsheet program offers the words to choose from
ADVICE = {
    "What this is": "The template for setting up an inspection. Nothing is saved until you have "
    "seen what would be.",
    "Recommendations": "One row for each, in the order of the report.",
    "Parts": "Where different bodies must act on different parts of a recommendation, each part "
    "has a row. The first is the row of the recommendation. In the others leave the number empty.",
    "Figures": "Where a recommendation asks for several figures every year, each has a row, as "
    "parts have.",
    "When you have done": "Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and upload it on "
    "the page where you got it.",
}


def as_workbook(inspection: Inspection | None, *, at: datetime) -> bytes:
    """With a sheet for the inspection itself where there is none yet."""
    title = inspection.short_title if inspection else "Set up an inspection"
    book = making.new_book(title=title, creator="HM Inspectorates", at=at)
    sheet = book.worksheets[0]
    if inspection is None:
        sheet.title = INSPECTION
        making.explain(sheet, ((line.heading, "") for line in LINES))
        sheet = book.create_sheet(TABLE.sheet)
    making.fill(sheet, TABLE, _rows(inspection))
    making.ready_to_print(sheet)
    rules = {name: _list(name) for name in ("kind", "wording")}
    making.allow_only(sheet, TABLE, rules, last=LAST)
    making.explain(book.create_sheet(HOW_TO), _explanation(with_head=inspection is None))
    return making.written(book)


def as_csv(inspection: Inspection | None) -> bytes:
    """The same in one table, the lines of the inspection itself above the headings."""
    written = StringIO()
    rows = csv.writer(written)
    if inspection is None:
        rows.writerows([line.heading, ""] for line in LINES)
        rows.writerow([])
    rows.writerow(column.heading for column in COLUMNS)
    for row in _rows(inspection):
        rows.writerow(plain(row[column.name]) for column in COLUMNS)
    return (BOM + written.getvalue()).encode()


def _list(name: str) -> DataValidation:
    rule = DataValidation("list", formula1=f'"{",".join(offered(name))}"')
    rule.error = "Choose one from the list."
    return rule


def _rows(inspection: Inspection | None) -> list[dict[str, str]]:
    if inspection is None:
        return []
    found = inspection.recommendations.in_order().select_related("follows_up")
    found = found.prefetch_related("parts__addressees", "measures", "themes")
    return [row for recommendation in found for row in _rows_of(recommendation)]


def _rows_of(recommendation: Recommendation) -> Iterator[dict[str, str]]:
    """A row for each part or figure, the first with the recommendation itself."""
    parts = sorted(recommendation.parts.all(), key=lambda part: part.position)
    measures = sorted(recommendation.measures.all(), key=lambda measure: measure.position)
    itself = {
        "number": recommendation.number,
        "heading": recommendation.heading,
        "kind": offered("kind")[CHOICES["kind"].values.index(recommendation.kind)],
        "wording": offered("wording")[CHOICES["wording"].values.index(recommendation.wording)],
        "text": in_a_cell(recommendation.text),
        "follows_up": recommendation.follows_up.number if recommendation.follows_up else "",
        "themes": BETWEEN.join(sorted(theme.name for theme in recommendation.themes.all())),
    }
    empty = {column.name: "" for column in COLUMNS}
    for place, (part, measure) in enumerate(zip_longest(parts, measures)):
        row = {**empty, **itself} if place == 0 else {**empty, "number": recommendation.number}
        if part:
            row |= _of_part(part, is_only=len(parts) == 1)
        if measure:
            row |= {"measure": measure.name, "unit": measure.unit, "definition": measure.definition}
        yield row


def _of_part(part: Part, *, is_only: bool) -> dict[str, str]:
    return {
        "part": "" if is_only else in_a_cell(part.text),
        "addressees": BETWEEN.join(addressee.name for addressee in part.addressees.all()),
        "timescale": part.timescale,
    }


def _explanation(*, with_head: bool) -> Iterator[tuple[str, str]]:
    yield from ADVICE.items()
    for sheet, columns in ((INSPECTION, LINES if with_head else ()), (TABLE.sheet, COLUMNS)):
        if columns:
            yield "", ""
            yield f"Sheet “{sheet}”", "What is in it"
        for column in columns:
            yield column.heading, f"{'' if column.is_needed else 'Optional. '}{column.about}"
    yield "", ""
    yield (
        "Addressed to",
        BETWEEN.join(Addressee.objects.order_by("name").values_list("name", flat=True)),
    )
