"""What is drawn, and that a page and a PDF may carry it as it is."""

import logging
import re
import sys
from io import BytesIO

import pytest
from defusedxml import ElementTree
from django.conf import settings
from PIL import ImageFont
from pypdf import PdfReader
from weasyprint import HTML

from reports.charts import COLOURS, Chart, Series, drawn, short

DAYS = Chart(
    "Days from publication to response",
    ("Avon and Somerset", "Cheshire", "Devon & Cornwall"),
    (Series("Days", "blue", (12, "not held", 1819.5)),),
    scale=(0, 28, 56, 84),
    mark=56,
)
STATES = Chart(
    "States of recommendations",
    ("2", "AFI 2"),
    (Series("Complete", "green", (30, 1)), Series("Not started", "orange", (13, 42))),
    is_stacked=True,
)
BOTH = pytest.mark.parametrize("chart", [DAYS, STATES])


def tree_of(chart):
    return ElementTree.fromstring(drawn(chart))


def texts(chart):
    return [node.text for node in tree_of(chart).iter("text")]


def right_end(node, text, left=0.0):
    """How far from the left edge a text ends that ends at its place; None where it is not here."""
    moved = re.match(r"translate\(([-\d.]+)", node.get("transform", ""))
    left += float(moved[1]) if moved else 0
    if node.text == text:
        return left + float(node.get("x"))
    found = (right_end(child, text, left) for child in node)
    return next((each for each in found if each is not None), None)


def bars(chart, series):
    """The bars of a series as (colour, width), from the bottom row up."""
    colour, _ = COLOURS[chart.series[series].colour]
    groups = [group for group in tree_of(chart).iter("g") if group.get("fill") == colour]
    return [float(bar.get("width", 0)) for bar in groups[0].iter("rect")]


@BOTH
def test_charts_have_nothing_that_a_strict_page_refuses(chart):
    names = {node.tag for node in tree_of(chart).iter()}
    attributes = {name for node in tree_of(chart).iter() for name in node.attrib}

    assert names <= {"svg", "g", "rect", "path", "text"}
    assert not attributes & {"style", "id", "onload", "href"}


@BOTH
def test_charts_say_what_they_show(chart):
    tree = tree_of(chart)

    assert (tree.get("role"), tree.get("aria-label")) == ("img", chart.about)


def test_charts_say_each_number_and_the_word_where_there_is_none():
    assert {*DAYS.rows, "12", "not held", "1,819.5", "28", "56", "84"} <= set(texts(DAYS))


def test_charts_draw_the_first_row_at_the_top_and_bars_as_long_as_their_numbers():
    last, middle, first = bars(DAYS, 0)

    assert middle == 0
    assert last / first == pytest.approx(1819.5 / 12, rel=0.05)


def test_charts_draw_the_mark_heavier_than_the_rest_of_the_scale():
    heavy = [path for path in tree_of(DAYS).iter("path") if path.get("stroke-width")]
    bold = [node.text for node in tree_of(DAYS).iter("text") if node.get("font-weight")]

    assert (len(heavy), bold) == (1, ["56"])


def test_charts_without_a_mark_have_none():
    assert "stroke-width" not in drawn(STATES)


def test_stacked_charts_leave_out_numbers_that_have_no_room():
    numbers = [text for text in texts(STATES) if text in {"30", "1", "13", "42"}]

    assert sorted(numbers) == ["13", "30", "42"]
    assert {"Complete", "Not started"} <= set(texts(STATES))


def test_stacked_charts_fill_their_width_with_the_longest_row():
    complete, started = bars(STATES, 0), bars(STATES, 1)

    assert complete[0] + started[0] == pytest.approx(complete[1] + started[1], abs=0.2)


def test_stacked_charts_say_what_their_only_part_is():
    chart = Chart("States", ("1",), (Series("Not assessed", "grey", (8,)),), is_stacked=True)

    assert "Not assessed" in texts(chart)


def test_charts_cut_names_that_are_too_long_for_their_place():
    chart = Chart("Days", ("Hampshire and Isle of Wight",), (Series("Days", "blue", (8,)),))

    assert "Hampshire and Isle…" in texts(chart)


def test_charts_leave_room_for_names_in_a_wide_font():
    """DejaVu Sans stands in where there is neither Arial nor a font as wide."""
    names = ("Dyfed-Powys", "Northumbria", "Cumbria", "Devon & Cornwall", "West Midlands")
    font = ImageFont.truetype(settings.BASE_DIR / "static/dist/fonts/DejaVuSans.ttf", size=140)

    for name in names:
        chart = Chart("Days", (name,), (Series("Days", "blue", (8,)),))
        assert font.getlength(name) / 10 <= right_end(tree_of(chart), name)


@pytest.mark.parametrize(
    ("end", "scale"),
    [
        (1, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (5, ["0", "2", "4"]),
        (43, ["0", "20", "40"]),
        (1290, ["0", "500", "1,000"]),
    ],
)
def test_stacked_charts_count_in_whole_numbers(end, scale):
    parts = (Series("Yes", "green", (end,)), Series("No", "grey", (0,)))

    tree = tree_of(Chart("Forces", ("Row",), parts, is_stacked=True))

    under = [group for group in tree.iter("g") if group.get("text-anchor") == "middle"]
    assert [node.text for group in under for node in group.iter("text")] == scale


def test_charts_escape_what_people_typed():
    chart = Chart("<b>", ("<script>",), (Series("A & B", "blue", (1,)), Series("C", "red", (2,))))

    assert "<script>" not in drawn(chart)
    assert {"<script>", "A & B"} <= set(texts(chart))


def test_charts_of_nothing_are_drawn_all_the_same():
    chart = Chart("Empty", ("1",), (Series("A", "blue", (0,)), Series("B", "red", (None,))))

    assert "1" in texts(chart)


def test_charts_leave_imports_of_everything_else_alone():
    assert not [each for each in sys.meta_path if type(each).__module__.startswith("pygal")]


def test_charts_look_the_same_in_a_pdf(caplog):
    html = f"<html lang=en><title>Charts</title><figure>{DAYS.svg}</figure></html>"

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    words = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert [word for word in texts(DAYS) if word not in words] == []
    assert not caplog.records


@pytest.mark.parametrize(
    ("force", "there_is_room_for"),
    [
        ("Cheshire Constabulary", "Cheshire"),
        ("Metropolitan Police Service", "Metropolitan"),
        ("Police Scotland", "Police Scotland"),
    ],
)
def test_forces_have_short_names(force, there_is_room_for):
    assert short(force) == there_is_room_for
