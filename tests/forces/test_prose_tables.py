import re
import sys
from html.parser import HTMLParser
from random import Random

import pytest

from forces.templatetags.prose import prose

BARS = "| Force | 2020 |\n|---|--:|\n| Cheshire | 12 |"
PASTED = "Force\t2020\t2021\nCheshire\t12\t\nCumbria\t9\t10"


class Cells(HTMLParser):
    """The rows of the tables of some HTML: of each cell what it is, and its text."""

    def __init__(self):
        super().__init__()
        self.rows, self.is_inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append([dict(attrs).get("scope", ""), ""])
            self.is_inside = True

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag not in {"td", "th"}

    def handle_data(self, data):
        if self.is_inside:
            self.rows[-1][-1][1] += data


def rows_of(text):
    found = Cells()
    found.feed(prose(text))
    return [[tuple(cell) for cell in row] for row in found.rows]


def texts(text):
    return [[cell for _, cell in row] for row in rows_of(text)]


def test_cells_between_bars_are_a_table_with_a_head():
    assert rows_of(BARS) == [
        [("col", "Force"), ("col", "2020")],
        [("", "Cheshire"), ("", "12")],
    ]


def test_cells_between_tabs_are_a_table_with_a_head():
    assert rows_of(PASTED) == [
        [("col", "Force"), ("col", "2020"), ("col", "2021")],
        [("", "Cheshire"), ("", "12"), ("", "")],
        [("", "Cumbria"), ("", "9"), ("", "10")],
    ]


@pytest.mark.parametrize("text", ["| | 2020 |\n|---|---|\n|Cheshire|12|", "\t2020\nCheshire\t12"])
def test_below_an_empty_corner_the_first_column_heads_its_rows(text):
    assert rows_of(text) == [
        [("", ""), ("col", "2020")],
        [("row", "Cheshire"), ("", "12")],
    ]


@pytest.mark.parametrize("text", [BARS, PASTED])
def test_a_table_scrolls_in_a_frame_that_the_keyboard_reaches(text):
    html = prose(f"Before\n{text}\n\nAfter")

    frame = '<div class="app-table" role="group" tabindex="0" aria-label="Table: Force, 2020'
    assert html.count(frame) == 1
    assert '<p class="govuk-body">Before</p>' in html
    assert '<p class="govuk-body">After</p>' in html


def test_a_row_longer_than_its_head_keeps_its_cells():
    assert texts("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |") == [
        ["a", "b", "", ""],
        ["1", "2", "3", "4"],
    ]


def test_a_row_shorter_than_its_head_is_filled():
    assert texts("| a | b |\n|---|---|\n| 1 |") == [["a", "b"], ["1", ""]]


def test_a_bar_within_a_cell_has_a_backslash_before_it():
    assert texts("a | b\n--- | ---\n1 \\| 2 | 3") == [["a", "b"], ["1 | 2", "3"]]


def test_the_text_of_a_cell_may_be_bold_or_lead_somewhere():
    html = prose("| **a** | [b](https://b.example) |\n|---|---|")

    assert '<th scope="col" class="govuk-table__header"><strong>a</strong></th>' in html
    assert 'href="https://b.example"' in html
    assert 'aria-label="Table: a, ' in html


def test_how_a_column_is_aligned_is_no_style():
    assert "style" not in prose("| a |\n|:-:|\n| 1 |")


def test_a_table_ends_where_no_bar_is():
    html = prose(f"{BARS}\nAs at 1 May.\n\n{BARS}")

    assert html.count("<table") == 2
    assert '<p class="govuk-body">As at 1 May.</p>' in html


def test_a_table_may_stand_in_a_list():
    html = prose("- Ours:\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n- | c | d |\n  |---|---|")

    assert html.count("<li>") == html.count("<table") == 2
    assert texts("- | c | d |\n  |---|---|") == [["c", "d"]]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |",
        "a | b\n---",
        "a\n|---|",
        "| a | b |\n\n|---|---|",
        "Either | or",
        "1.\tAct\n2.\tReport",
        "a)\tAct\nb)\tReport",
        "8.1\tAct\n8.2\tReport",
        "-\tAct\n-\tReport",
        "•\tAct\tnow\n•\tReport\tsoon",
        "Date:\t8 September 2021\nTo:\tThe Home Secretary",
        "\tOne line of a table that was read in\n\tand the next",
        "Force\t2020\n\nCheshire\t12",
        "Force\t2020\nCheshire\t12\t13",
        "Force\t\t2021\nCheshire\t12\t13",
        "Only\tone line",
    ],
)
def test_what_only_looks_like_a_table_is_none(text):
    html = prose(text)

    assert "<table" not in html
    assert [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in html] == []


@pytest.mark.parametrize("bar", ["|", "\t"])
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "</td></table><h1>Signed</h1>",
        "[x](javascript:alert(1))",
        "![x](https://example.com/x.png)",
        "' onclick='alert(1)",
    ],
)
def test_hostile_text_in_a_table_is_harmless(bar, hostile):
    dashes = "---|---\n" if bar == "|" else ""

    html = prose(f"{hostile}{bar}b\n{dashes}1{bar}{hostile}")

    tags = {piece.split(">")[0].split()[0].strip("/") for piece in html.split("<")[1:]}
    assert tags == {"div", "table", "thead", "tbody", "tr", "th", "td"} | (
        {"a"} if "![" in hostile else set()
    )
    assert "&lt;" in html or "<" not in hostile


@pytest.mark.parametrize("text", ["|a|{}|\n|-|-|\n|b|c|", "a\t{}\nb\tc"])
def test_a_head_that_would_fill_a_page_stays_as_typed(text):
    """It stands at the top of each page, and what of it finds no room there would be lost."""
    assert "<table" in prose(text.format("word " * 150))
    assert "<table" not in prose(text.format("word " * 800))


def test_a_few_bars_do_not_make_a_huge_table():
    text = "|a" * 2000 + "\n|-|\n" + "|b\n" * 2000

    html = prose(text)

    assert "<table" not in html
    assert len(html) < 5 * len(text)


def work_on(text):
    """How many calls it takes to draw a text. Each line that a rule looks at is one at least."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        prose(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("|a|b|\n", ""),
        ("a\tb\n1\t2\t3\n", ""),
        ("|a\n|-\n", ""),
        ("a|b\n-|-\n", "c|"),
        ("\u00a0\tb\n", ""),
    ],
)
def test_twice_as_much_that_looks_like_tables_is_twice_the_work(line, end):
    """Were the lines after each looked at again, it would be four times the work."""
    once, twice = (work_on(line * many + end * many) for many in (300, 600))

    assert once > 300
    assert twice < 2.5 * once


def test_a_table_is_the_same_html_each_time():
    assert len({prose(f"{BARS}\n\n{PASTED}") for _ in range(50)}) == 1


@pytest.mark.parametrize("levels", [9, 10, 40, 300])
def test_a_list_however_deep_keeps_all_its_words(levels):
    lines = [f"{'  ' * level}- word{level}" for level in range(levels)]

    html = prose("\n".join(lines))

    assert [f"word{level}" in html for level in range(levels)] == [True] * levels
    assert html.count("<ul") == min(levels, 9)


def test_marks_of_lists_on_one_line_lose_no_word():
    assert "the end" in prose("- " * 400 + "the end")


MARKS = [
    "\n",
    "\n\n",
    "|",
    " | ",
    "\t",
    "\n|---|\n",
    "\n---|---\n",
    "\n- ",
    "\n  1. ",
    "\\|",
    "**",
    " ",
]


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_typed_no_word_is_lost_or_moved(seed):
    rng = Random(seed)  # noqa: S311  # made-up text, no secret
    words = [f"word{number}x" for number in range(40)]

    html = prose("".join(word + rng.choice(MARKS) for word in words))

    assert re.findall(r"word\d+x", re.sub(r"<[^>]*>", " ", html)) == words
