"""Long letters: nothing is cut off, headings stay with their text, and contents are listed."""

import re
from functools import cache

import pytest
from pypdf.generic import DictionaryObject

from responses import letters
from responses.choices import Shape
from tests.pdf_rules import flaws
from tests.pdfs import Pdf
from tests.responses.contents import answer, content, letterhead, officer, shaped

WORDS = [
    "Heddlu",
    "Llanfairpwllgwyngyll",
    "ŵyl",
    "tŷ",
    "officers’",
    "long—dash",
    "“victims”",
    "£5m",
]
ROW = (
    "| {0} | Ŵyl o {0}, and every one of the officers of that unit in the whole of the year | {0} |"
)
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
ADDRESS = "https://cheshire.example/" + "a-very-long-name-of-a-page/" * 12
RECOMMENDATIONS = 13
ROWS = 40


def typed(number, words, rows=ROWS):
    """Paragraphs, a list, a table, a long word and a long address; every word has its number."""
    said = [f"{WORDS[place % len(WORDS)]}{number}.{place}" for place in range(words)]
    parts = [" ".join(said[at : at + 120]) for at in range(0, words, 120)]
    parts[1:1] = ["- one\n- two\n- three"]
    if rows:
        table = [ROW.format(row) for row in range(1, rows + 1)]
        parts[2:2] = [
            "\n".join(["| Year | What was done | Count |", "| --- | --- | --- |", *table])
        ]
    return "\n\n".join([*parts, f"{LONG_WORD} {ADDRESS}"])


def long_content(shape, words, rows=ROWS):
    numbers = [str(number) for number in range(1, RECOMMENDATIONS + 1)]
    address = "\n".join(f"A long line of an address, floor {line}" for line in range(1, 9))
    return shaped(
        shape,
        choices={"letterhead": letterhead(name="Swyddfa’r Comisiynydd " * 6, address=address)},
        answers=[answer(number, text=typed(number, words, rows)) for number in numbers],
        chief_officer=officer(text=typed("officer", words, rows)),
    )


@cache
def long_pdf(shape, words):
    """Made once for all tests of this module."""
    return Pdf(letters.to_pdf(letters.to_html(long_content(shape, words))))


def squeezed(text):
    """Without spaces: a long word may go on in the next line."""
    return re.sub(r"\s", "", text)


LONG = pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Shape.REPORT, 300),
        *(pytest.param(shape, 3000, marks=pytest.mark.slow) for shape in Shape),
    ],
)


@LONG
def test_nothing_of_forty_pages_is_lost_or_out_of_order(shape, words):
    pdf = long_pdf(shape, words)

    said = squeezed(pdf.text())
    assert len(pdf.reader.pages) >= 40
    at = 0
    for number in range(1, RECOMMENDATIONS + 1):
        for place in range(words):
            at = said.index(f"{WORDS[place % len(WORDS)]}{number}.{place}", at)
    assert said.count(LONG_WORD) == RECOMMENDATIONS + 1
    assert said.count(ADDRESS) == RECOMMENDATIONS + 1


@LONG
def test_nothing_of_forty_pages_runs_over_an_edge(shape, words):
    assert flaws(long_pdf(shape, words).content) == []


@LONG
def test_no_heading_is_the_last_on_its_page(shape, words):
    pdf = long_pdf(shape, words)

    headings = {text for _, text in pdf.headings}
    for page in range(len(pdf.reader.pages)):
        drawn = [each for each in pdf.drawn if each.page == page and isinstance(each.marks[0], int)]
        lowest = min(drawn, key=lambda each: each.base)
        assert lowest.text not in headings


@LONG
def test_a_table_over_two_pages_says_its_headers_on_each(shape, words):
    pdf = long_pdf(shape, words)

    tables = [table for table in pdf.tree.all("Table") if "Ŵyl" in pdf.text(table)]
    split = [table for table in tables if len(table.all("TD")) < ROWS * 3]
    assert split
    for table in tables:
        assert [pdf.text(header) for header in table.all("TH")] == [
            "Year",
            "What was done",
            "Count",
        ]
    assert sum(len(table.all("TR")) - 1 for table in tables) == ROWS * (RECOMMENDATIONS + 1)


ACTIONS = ["So that every unit sees its own wait. " * 9, "Superintendent", "1,207", "September"]


@pytest.mark.parametrize(
    "cells",
    [
        ACTIONS,
        ["September", "The Western Command Unit", *["1,207"] * 7],
        ["Unit", *["10,000"] * 9],
        ["Unit", *["12,345%"] * 11],
    ],
)
def test_a_table_breaks_no_word_and_no_figure(cells):
    text = "\n".join(["\t".join(["Name"] * len(cells)), *["\t".join(cells)] * 40])
    pdf = Pdf(letters.to_pdf(letters.to_html(shaped("letter", answers=[answer(text=text)]))))

    drawn = " ".join(each.text for each in pdf.drawn).split()
    for word in {word for cell in cells for word in cell.split()} - {"The"}:
        assert drawn.count(word) >= 40
    assert flaws(pdf.content) == []


@pytest.mark.parametrize("columns", range(1, 13))
@pytest.mark.parametrize("long", [LONG_WORD, "WWWWWWW" * 8, "AMPLE-&-LARGE-" * 9, "£10,000,000"])
def test_no_table_runs_over_an_edge(columns, long):
    text = "\n".join(["\t".join(["Name"] * columns), "\t".join([long] * columns)])
    pdf = Pdf(letters.to_pdf(letters.to_html(shaped("letter", answers=[answer(text=text)]))))

    assert flaws(pdf.content) == []


def test_a_report_of_many_pages_lists_its_contents_with_the_pages():
    pdf = long_pdf(Shape.REPORT, 300)

    pages = {name: pdf.numbers[place.page.idnum] for name, place in pdf.named.items()}
    listed = [
        (pdf.text(element), part["/Contents"], pages[part["/Dest"]] + 1)
        for element in pdf.tree.all("Link")
        for part in element.parts
        if isinstance(part, DictionaryObject) and "/Dest" in part
    ]
    assert len(listed) > RECOMMENDATIONS
    assert [said for said, _, _ in listed] == [f"{words} {page}" for _, words, page in listed]


@pytest.mark.parametrize(("answers", "is_listed"), [(10, False), (16, True)])
def test_contents_are_listed_beyond_six_pages(answers, is_listed):
    made = content(answers=[answer(str(n), text="A line.\n\n" * 8) for n in range(answers)])
    html = letters.to_html(made)

    without = Pdf(letters.to_pdf(re.sub(r"<nav.*</nav>", "", html, flags=re.DOTALL)))
    pdf = Pdf(letters.to_pdf(html))

    assert (len(without.reader.pages) > 6) == is_listed
    assert ("Contents" in pdf.texts("P")) == is_listed


@pytest.mark.parametrize("answers", [10, 16])
@pytest.mark.parametrize("page", [1, 10**6], ids=["too long", "too short"])
def test_a_wrong_guess_at_the_length_lists_contents_where_they_belong(answers, page, monkeypatch):
    made = content(answers=[answer(str(n), text="A line.\n\n" * 8) for n in range(answers)])
    monkeypatch.setattr(letters.pdf, "PAGE", page)

    pdf = Pdf(letters.to_pdf(letters.to_html(made)))

    assert ("Contents" in pdf.texts("P")) == (len(pdf.reader.pages) > 6) == (answers == 16)
