import io
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from openpyxl import load_workbook

from reports.exports import Table, table_response
from reports.exports.streaming import AT_ONCE
from reports.exports.workbooks import THE_REST
from tests import factories as make


def table(*rows, **values):
    return Table("matrix-rape", "Matrix: Rape", [["Force", "Said"], *rows], make.NOON, **values)


def book_of(made):
    return load_workbook(io.BytesIO(table_response(made, "xlsx").getvalue()))


def cell(value):
    """What a spreadsheet program finds in a cell that was written with a value."""
    return book_of(table([value]))["Table"]["A2"]


@pytest.mark.parametrize(
    ("narrowed", "name"),
    [
        ({}, "matrix-rape-as-at-2021-08-20-1200.csv"),
        (
            {"Region": "North West", "Late": "yes"},
            "matrix-rape-region-north-west-late-yes-as-at-2021-08-20-1200.csv",
        ),
        (
            {"Words": "../../etc/x\r\n"},
            "matrix-rape-words-etcx-as-at-2021-08-20-1200.csv",
        ),
        (
            {"Words": "zebra " * 100},
            f"matrix-rape-words{'-zebra' * 19}-and-more-as-at-2021-08-20-1200.csv",
        ),
    ],
)
def test_table_is_named_with_what_was_chosen_and_when(narrowed, name):
    page = table_response(table(narrowed=narrowed), "csv")

    assert page["Content-Disposition"] == f'attachment; filename="{name}"'


def test_table_as_csv_is_sent_as_it_is_read():
    read = []

    def rows():
        for number in range(AT_ONCE + 1):
            read.append(number)
            yield [number]

    pieces = iter(table_response(Table("a", "A", rows(), make.NOON), "csv"))
    next(pieces), next(pieces)

    assert read == [*range(AT_ONCE)]


def test_table_as_xlsx_says_what_it_is_about_on_a_sheet_of_its_own():
    book = book_of(table(narrowed={"Region": "North West"}))

    assert book.sheetnames == ["Table", "About this table"]
    assert list(book["About this table"].values) == [
        ("Table", "Matrix: Rape"),
        ("Region", "North West"),
        ("As at", "20 August 2021 at midday"),
    ]


def test_table_as_xlsx_holds_every_row_in_order():
    rows = [[f"Force {number}", number] for number in range(60)]

    sheet = book_of(table(*rows))["Table"]

    assert list(sheet.values) == [("Force", "Said"), *map(tuple, rows)]
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@cmd", "'quoted", "#N/A", "_x0041_", "two\nlines", " spaced "]
)
def test_table_as_xlsx_keeps_text_as_text(text):
    found = cell(text)

    assert (found.data_type, found.value.replace("_x005F_", "_")) == ("s", text)
    assert found.quotePrefix == text.startswith(("=", "+", "-", "@", "'"))


def test_table_as_xlsx_writes_days_and_moments_as_such_by_the_clock_of_london():
    day, moment = cell(date(2021, 9, 9)), cell(make.NOON)

    assert (day.is_date, day.value.date()) == (True, date(2021, 9, 9))
    assert (moment.value.hour, moment.number_format) == (12, "d mmmm yyyy h:mm")


@pytest.mark.parametrize("number", [0, -1, Decimal("91.5")])
def test_table_as_xlsx_writes_numbers_as_numbers(number):
    found = cell(number)

    assert (found.data_type, found.value) == ("n", number)


@pytest.mark.parametrize("text", ["_x0041_" * 10_000, "\n" * 300, "\U0001d11e" * 20_000])
def test_table_as_xlsx_says_where_a_text_is_too_long_for_it(text):
    assert cell(text).value.endswith(THE_REST)


def test_table_as_xlsx_takes_signs_that_no_cell_holds():
    assert cell("a\x00b\x0bc").value == "ab\nc"


def test_table_of_nothing_is_a_table():
    book = book_of(Table("a", "A", [["Force"]], make.NOON))

    assert list(book["Table"].values) == [("Force",)]


def test_table_links_keep_what_was_chosen_and_leave_the_number_of_the_page(rf):
    context = Context({"request": rf.get("/?region=North+West&page=3")})

    links = Template("{% load reports %}{% table_links 'matrix_table' 'rape' %}").render(context)

    assert 'href="/inspections/rape/matrix.xlsx?region=North+West"' in links
    assert 'href="/inspections/rape/matrix.csv?region=North+West"' in links
