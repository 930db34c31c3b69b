"""Templates as people send them back, for tests."""

import csv
from io import BytesIO, StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from recommendations.spreadsheets.inspections import as_csv, as_workbook
from recommendations.spreadsheets.inspections.columns import COLUMNS, LINES
from tests import factories as make

HEADINGS = [column.heading for column in COLUMNS]
HEAD = {
    "Title": "An inspection of how forces answer the telephone",
    "Short title": "Telephone",
    "Date of publication": "16 July 2021",
    "Inspectorates": "HMICFRS",
    "Forces concerned": "Cheshire Constabulary; Cumbria Constabulary",
    "Key findings": "- Some calls are not answered.",
}


def row(number="1", **more):
    """A row of the template that says all that is needed."""
    fields = {
        "Number": number,
        "Heading": f"Heading of {number}",
        "Wording": "Official",
        "Text": f"Police forces should do thing {number}.",
        "Addressed to": "Police forces",
    }
    return fields | {heading.replace("_", " "): text for heading, text in more.items()}


def workbook(rows, head=None, inspection=None):
    """The template as a workbook, with these rows below what it holds."""
    book = load_workbook(BytesIO(as_workbook(inspection, at=make.NOON)))
    if inspection is None:
        for line in book["Inspection"].iter_rows(max_col=2):
            line[1].value = (HEAD if head is None else head).get(line[0].value)
    for each in rows:
        book["Recommendations"].append([each.get(heading) for heading in HEADINGS])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def separated(rows, head=None, inspection=None, separator=","):
    """The same as CSV, as a spreadsheet program saves it."""
    held = list(csv.reader(StringIO(as_csv(inspection).decode("utf-8-sig"))))
    lines = {line.heading for line in LINES}
    filled = HEAD if head is None else head
    table = [
        [line[0], filled.get(line[0], "")] if line and line[0] in lines and len(line) == 2 else line
        for line in held
    ]
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows(
        [*table, *([each.get(heading, "") for heading in HEADINGS] for each in rows)]
    )
    return written.getvalue().encode("utf-8-sig")


def sent(content, name="inspection.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}
