"""Tables as somebody opens them who took them away from a page."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook


def lines(page):
    """The lines of a CSV file, the heading first."""
    return list(csv.reader(StringIO(page.getvalue().decode("utf-8-sig"))))


def rows(page):
    """The rows of a CSV file, each by its columns; what is empty is left out."""
    heading, *body = lines(page)
    return [
        {column: value for column, value in zip(heading, line, strict=True) if value}
        for line in body
    ]


def sheet(page):
    """The first sheet of a workbook."""
    return load_workbook(BytesIO(page.getvalue())).worksheets[0]


def name(page):
    return page["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
