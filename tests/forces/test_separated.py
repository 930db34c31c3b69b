"""CSV files as programs save them: separators, code pages, and what is no CSV file."""

import pytest

from forces.csv_text import plain, read_back
from forces.spreadsheets import Column, Table, Unreadable
from forces.spreadsheets.separated import rows_of

TABLE = Table(
    "Things",
    (Column("number", "Number", 10, ""), Column("text", "Text", 10, "")),
    "the things",
    ("Number", "Text"),
)


def values(content):
    return [[cell.value for cell in row] for row in rows_of(content, TABLE)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_are_found_whatever_stands_between_the_cells(separator):
    text = '"One, two, three; four; five;\tsix"'

    found = values(f"Number{separator}Text\r\n1{separator}{text}\r\n".encode())

    assert found == [["Number", "Text"], ["1", text.strip('"')]]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_signs_are_read_in_the_coding_that_the_file_has(coding):
    assert values("Number,Text\n1,Victims’ café".encode(coding)) == [
        ["Number", "Text"],
        ["1", "Victims’ café"],
    ]


def test_rows_that_are_shorter_are_filled_up():
    assert values(b"Number,Text\n1\n\n") == [["Number", "Text"], ["1", None], [None, None]]


@pytest.mark.parametrize("text", ["=1+1", "-5", "'tis", "@me", "plain"])
def test_text_comes_back_as_it_was_written(text):
    assert read_back(plain(text)) == text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Number,Text\n1,\x00", "The file is not a CSV file"),
        (b'Number,Text\n"1', "The file is damaged"),
        (b"Number,Text\n" * 2001, "more than 2,000 rows or 60 columns"),
        (b"Number,Text\n" * 2001 + b'"not read any more', "more than 2,000 rows or 60 columns"),
        (b"," * 60, "more than 2,000 rows or 60 columns"),
        (b" " * (5 * 1024 * 1024 + 1), "5 MB or smaller"),
        (b'Number,Text\n1,"' + b"x" * 200_000 + b'"', "The file is damaged"),
    ],
)
def test_what_is_no_csv_file_or_too_much_is_refused(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        rows_of(content, TABLE)
