"""Files made to do harm, or that are something else, are refused with a sentence and at once."""

import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from openpyxl import Workbook

from forces.spreadsheets import Unreadable
from tests import factories as make
from tests.responses.excel import MAIN, TABLE, book_of, opened, saved

TOO_MUCH = "There is far more in the file than the answers"
DAMAGED = "The file is damaged, or is no Excel workbook"
NOT_ONE = "The file is not an Excel workbook"


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def parts_of(content):
    with ZipFile(BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def workbook_with(name, part):
    return packed({**parts_of(saved(Workbook())), name: part})


def sheet(inside, before=""):
    return f'{before}<worksheet xmlns="{MAIN}/main"><sheetData>{inside}</sheetData></worksheet>'


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
TEXT = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'


def document():
    made = BytesIO()
    Document().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Number,Answer\n1,Yes\n", NOT_ONE),
        (b"%PDF-1.7", NOT_ONE),
        (b"PK\x03\x04", NOT_ONE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "has a password, or is of an older"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), NOT_ONE),
        (document(), NOT_ONE),
        (packed({"xl/workbook.xml": "<workbook/>"}), DAMAGED),
        (saved(Workbook())[:-200], NOT_ONE),
        (workbook_with(SHEET, "<worksheet"), DAMAGED),
        (workbook_with(SHEET, sheet('<row><c t="s"><v>7</v></c></row>')), DAMAGED),
        (workbook_with(SHEET, sheet('<row><c s="99"><v>7</v></c></row>')), DAMAGED),
        (workbook_with("zeros", b"\0" * (20 * 1024 * 1024)), TOO_MUCH),
        (workbook_with(SHEET, sheet("<row/>" * 200_000)), TOO_MUCH),
        (workbook_with(SHEET, sheet(TEXT.format("&b;"), before=ENTITIES)), DAMAGED),
        (workbook_with(SHEET, sheet(TEXT.format("&a;"), before=OUTSIDE)), DAMAGED),
        (packed({f"{name}": "" for name in range(300)}), TOO_MUCH),
        (b"x" * (5 * 1024 * 1024 + 1), "must be 5 MB or smaller"),
    ],
    ids=[
        "csv",
        "pdf",
        "a zip cut off",
        "old excel",
        "opendocument",
        "word",
        "no parts",
        "a workbook cut off",
        "broken xml",
        "no such text",
        "no such style",
        "zip bomb",
        "too many rows",
        "entities",
        "a file of the server",
        "too many parts",
        "too big",
    ],
)
def test_a_file_that_is_no_workbook_or_does_harm_is_refused(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        opened(content)


def test_a_table_of_millions_of_texts_is_refused_before_it_is_read():
    parts = parts_of(saved(Workbook()))
    types = parts["[Content_Types].xml"].decode().replace("</Types>", TABLE)
    table = f'<sst xmlns="{MAIN}/main">{"<si/>" * 1_000_000}</sst>'

    with pytest.raises(Unreadable, match=TOO_MUCH):
        opened(packed({**parts, "[Content_Types].xml": types, "xl/sharedStrings.xml": table}))


def test_a_cell_far_away_costs_nothing(response):
    book = book_of(response)
    book["Answers"].cell(1_048_576, 16_384).value = "far"

    assert len(opened(saved(book)).rows) == 3


def test_a_long_formula_shared_by_thousands_of_cells_is_not_worked_out(response):
    parts = parts_of(saved(book_of(response)))
    formula = f'<row><c><f t="shared" si="0" ref="A1:A9">{"A1+" * 50_000}A1</f></c></row>'
    shared = '<row><c><f t="shared" si="0"/></c></row>' * 20_000
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", (formula + shared).encode() + b"</sheetData>"
    )

    assert len(opened(packed(parts)).rows) > 3


def test_the_parts_of_a_file_may_say_that_they_are_smaller_than_they_are(response):
    content = bytearray(packed({**parts_of(saved(book_of(response))), "zeros": b"\0" * 30_000_000}))
    size = (30_000_000).to_bytes(4, "little")
    while size in content:
        content[content.index(size) : content.index(size) + 4] = (10).to_bytes(4, "little")

    with pytest.raises(Unreadable, match=DAMAGED):
        opened(bytes(content))


def test_part_that_is_larger_than_it_says_is_not_unpacked():
    name, size = "xl/worksheets/sheet1.xml", 50_000_000
    content = bytearray(workbook_with(name, b"a" * size))
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    content[place + 24 : place + 28] = (1000).to_bytes(4, "little")

    tracemalloc.start()
    with pytest.raises(Unreadable, match=DAMAGED):
        opened(bytes(content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < size / 10
