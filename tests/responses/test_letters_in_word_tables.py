"""Tables of a letter, in its Word file."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from responses import letters
from responses.reading.documents import text_of
from tests.responses.contents import answer, content, shaped

TYPED = "Before\n\n| Force | *2020* |\n|---|---|\n| Cheshire | **12** |\n| Cumbria | |\n\nAfter"
PASTED = "Force\t2020\nCheshire\t12"
# What is printed across a page: its width without its margins.
WIDTH = 11906 - 2 * 1247


def opened(html):
    return Document(BytesIO(letters.to_docx(html)))


def word(**changes):
    return opened(letters.to_html(content(**changes)))


def table_of(*columns):
    """A table of one row below its head; each column is given as its heading and its cell."""
    head, row = (f"|{'|'.join(cells)}|\n" for cells in zip(*columns, strict=True))
    (table,) = word(introduction=f"{head}|{'-|' * len(columns)}\n{row}").tables
    return table


def has_room(wide, text):
    """Whether a text stands in one line of a small cell, if its letters are as wide as figures."""
    return wide >= 89 * len(text) + 114


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def widths(table):
    return [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]


def heads(table):
    """Whether each row is said again at the top of a page."""
    return [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]


@pytest.mark.parametrize("typed", [TYPED, PASTED])
def test_a_typed_table_is_a_real_one(typed):
    document = word(introduction=typed)

    (table,) = document.tables
    assert table.style.name == "Letter Table"
    assert texts(table)[:2] == [["Force", "2020"], ["Cheshire", "12"]]


def test_a_table_stands_where_it_was_typed():
    children = list(word(introduction=TYPED).element.body)

    place = [child.tag for child in children].index(qn("w:tbl"))
    # What follows is the room after it.
    assert [children[place + step].text for step in (-1, 1, 2)] == ["Before", "", "After"]


def test_only_the_head_is_said_again_and_no_row_is_torn():
    (table,) = word(introduction=TYPED).tables

    assert heads(table) == [True, False, False]
    assert len(table._tbl.xpath("w:tr/w:trPr/w:cantSplit")) == 3
    assert [p.paragraph_format.keep_with_next for p in table.rows[0].cells[0].paragraphs] == [True]


def test_cells_have_styles_and_keep_what_is_bold():
    (table,) = word(introduction=TYPED).tables

    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows]
    assert styles == [["Table Heading"] * 2, ["Table Text"] * 2, ["Table Text"] * 2]
    assert table.cell(0, 1).paragraphs[0].runs[0].italic
    assert table.cell(1, 1).paragraphs[0].runs[0].bold


def test_the_facts_of_a_form_are_a_table_with_headed_rows():
    document = opened(letters.to_html(shaped("form")))

    table = document.tables[0]
    caption = next(p for p in document.paragraphs if p.text == "The inspection")
    assert caption.style.name == "Caption"
    assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val") == ["The inspection"]
    assert ["Date published", "16 July 2021"] in texts(table)
    assert heads(table) == [False] * len(table.rows)
    assert {row.cells[0].paragraphs[0].style.name for row in table.rows} == {"Table Heading"}


def test_the_figures_of_a_briefing_are_a_table_with_a_head():
    document = opened(letters.to_html(shaped("briefing")))

    (table,) = document.tables
    assert heads(table) == [True, False]
    assert texts(table)[1][1:] == ["31 March 2021", "34 investigators\nSince May."]


def test_a_link_in_a_cell_leads_where_it_did():
    (table,) = word(introduction="| [plan](https://office.example) | b |\n|---|---|").tables

    link = table.cell(0, 0).paragraphs[0].hyperlinks[0]
    assert (link.text, link.url) == ("plan", "https://office.example")


def test_tables_beside_each_other_stay_two():
    document = word(introduction=f"{TYPED.partition('After')[0]}{PASTED}")

    children = list(document.element.body)
    tables = [place for place, child in enumerate(children) if child.tag == qn("w:tbl")]
    assert len(tables) == 2
    assert tables[1] - tables[0] > 1


def test_a_table_in_a_quotation_or_a_list_is_indented_with_it():
    asked = "- Those:\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |"
    (table,) = word(answers=[answer(asked=asked)]).tables

    assert table._tbl.xpath("w:tblPr/w:tblInd/@w:w") == ["720"]
    assert WIDTH - 720 - 2 <= sum(widths(table)) <= WIDTH - 720


def test_a_list_in_a_cell_has_its_marks_and_leaves_the_list_around_it_alone():
    html = (
        "<ul><li>one<table><tr><td>x<ul><li>inner</li></ul></td></tr></table></li><li>two</li></ul>"
    )

    document = opened(html)

    inner = document.tables[0].cell(0, 0).paragraphs[1]
    assert (inner.text, inner.style.name) == ("inner", "List Bullet")
    assert inner._p.pPr.numPr.ilvl.val == 0
    assert [p.text for p in document.paragraphs if p.style.name == "List Bullet"] == ["one", "two"]


@pytest.mark.parametrize("columns", [1, 2, 7, 30, 63])
def test_columns_share_the_width_of_the_page(columns):
    table = table_of(("Place", "Llanfairpwllgwyngyll " * 9), *[("x", "x")] * (columns - 1))

    assert WIDTH - columns <= sum(widths(table)) <= WIDTH
    assert min(widths(table)) > 100
    assert table._tbl.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]


def test_a_figure_beside_a_long_text_has_room_for_all_of_it():
    long = "So that every unit of the force sees its own wait. " * 9
    row = f"| {long} | Superintendent | 1,207 | September |\n"
    (table,) = word(introduction=f"| Action | Owner | Count | By |\n|-|-|-|-|\n{row}").tables

    letters_of_each = [len("Superintendent"), len("1,207"), len("September")]
    assert all(
        wide >= 110 * count + 160
        for wide, count in zip(widths(table)[1:], letters_of_each, strict=True)
    )
    assert sum(widths(table)) <= WIDTH


@pytest.mark.parametrize(
    ("columns", "styles"),
    [
        (6, ["Letter Table", "Table Heading", "Table Text", "Table Text"]),
        (
            7,
            [
                "Letter Table of Many Columns",
                "Small Table Heading",
                "Small Table Text",
                "Small Table Text",
            ],
        ),
    ],
)
def test_a_table_of_many_columns_is_set_in_smaller_type(columns, styles):
    table = table_of(("Force", "12"), *[("2020", "")] * (columns - 1))

    cells = [table.cell(0, 0), table.cell(1, 0), table.cell(1, 1)]
    assert [table.style.name, *(cell.paragraphs[0].style.name for cell in cells)] == styles


@pytest.mark.parametrize("columns", range(8, 11))
def test_words_and_figures_stay_whole_in_many_columns(columns):
    headings = (
        "April, September 2020, Total, Superintendent, HMICFRS, Change, Percentage, Wait, 2024"
    )
    table = table_of(
        ("Force", "Northamptonshire"),
        *[(head, "1,207") for head in headings.split(", ")[: columns - 1]],
    )

    longest = [
        max(f"{head} {cell}".split(), key=len) for head, cell in zip(*texts(table), strict=True)
    ]
    assert list(map(has_room, widths(table), longest)) == [True] * columns
    assert sum(widths(table)) <= WIDTH


@pytest.mark.parametrize("columns", range(8, 13))
def test_a_long_word_in_many_columns_breaks_before_a_figure_does(columns):
    figures = ["1,207,331", "10,000", "-12.5%"] * 4
    table = table_of(
        ("Superintendents", "Northamptonshire"),
        *[("Neighbourhoods", figure) for figure in figures[: columns - 1]],
    )

    wide = widths(table)
    assert list(map(has_room, wide[1:], figures)) == [True] * (columns - 1)
    assert sum(wide) <= WIDTH


def test_a_table_of_more_columns_than_word_opens_keeps_its_words():
    row = "|" + "|".join(f"word{number}" for number in range(64)) + "|\n"

    document = word(introduction=row + "|" + "-|" * 64)

    said = [p.text for p in document.paragraphs]
    assert document.tables == []
    assert [f"word{number}" in said for number in range(64)] == [True] * 64


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<table></table>", []),
        ("<table><tr></tr></table>", []),
        ("<table><tr><td></td></tr></table>", [[""]]),
        ("<table><td>a</table>", [["a"]]),
        (
            "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            [["a", ""], ["b", "c"]],
        ),
        ("<td>a</td>", []),
        ("<tr>a</tr>", []),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", [["a\n"]]),
    ],
)
def test_html_that_is_no_whole_table_still_makes_a_file(html, cells):
    document = opened(html)

    assert [texts(table) for table in document.tables] == ([cells] if cells else [])
    said = [node.text for node in document.element.body.iter(qn("w:t"))]
    assert said == re.findall(r"(?<=>)[abc](?=<)", html)


def test_a_cell_ends_with_a_paragraph_as_word_wants():
    html = "<table><tr><td><table><tr><td>b</td></tr></table></td><td></td></tr></table>"

    cells = opened(html).element.body.iter(qn("w:tc"))

    assert [cell[-1].tag for cell in cells] == [qn("w:p")] * 3


def test_a_table_is_read_in_again_whole():
    file = letters.to_docx(letters.to_html(content(introduction=TYPED)))

    assert "\tForce\n\t2020\n\n\tCheshire\n\t12\n\n\tCumbria\n\nAfter" in text_of(
        "letter.docx", file
    )


def test_a_table_of_two_thousand_rows_is_made():
    rows = "\n".join(f"| a{number} | b |" for number in range(2000))

    (table,) = word(introduction=f"| x | y |\n|---|---|\n{rows}").tables

    assert len(table.rows) == 2001
