"""Workbooks as people send them back, for tests."""

import re
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from forces import spreadsheets
from responses.spreadsheets import compare, workbook
from responses.spreadsheets.columns import COLUMNS
from responses.spreadsheets.columns import TABLE as ANSWERS
from tests import factories as make

PLACES = {column.heading: place for place, column in enumerate(COLUMNS, start=1)}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006"
TABLE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def book_of(response):
    return load_workbook(BytesIO(workbook(response, at=make.NOON)))


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def edited(response, cells):
    """The answers as downloaded, with other values in some cells: {(row, heading): value}."""
    book = book_of(response)
    for (row, heading), value in cells.items():
        cell = book["Answers"].cell(row, PLACES[heading])
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
    return saved(book)


def opened(content):
    return spreadsheets.opened(content, ANSWERS)


def compared(response, cells):
    return compare(response, opened(edited(response, cells)))


def sheet_of(rows):
    """A workbook of somebody's own with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def rows_of(response):
    """The rows of the answers sheet, the headings first."""
    return [list(row) for row in book_of(response)["Answers"].iter_rows(values_only=True)]


def upload(content, name="answers.xlsx"):
    return SimpleUploadedFile(name, content)


FORMULAS = ["=1+1", ArrayFormula("I2", "=SUM(A1:A3)")]


def with_shared_strings(content):
    """The same workbook with its texts in a table of their own, as Excel and LibreOffice write."""
    texts = []

    def shared(found):
        texts.append(found[2])
        return f'{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        parts = {name: old.read(name).decode() for name in old.namelist()}
        for name, part in parts.items():
            if name.startswith("xl/worksheets/"):
                parts[name] = re.sub(
                    r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', shared, part, flags=re.DOTALL
                )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", TABLE)
        table = "".join(f"<si>{text}</si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}/main">{table}</sst>'
        for name, part in parts.items():
            new.writestr(name, part)
    assert texts
    return made.getvalue()
