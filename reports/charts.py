"""Charts as SVG, the same in a page and in a PDF: docs/decisions/0028 says how and why.

All are bars that lie on their side, so that the words beside them are as large as the page's own
on a narrow screen too. A chart never stands alone: its table says all that it shows.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from django.utils.safestring import SafeString, mark_safe
from pygal.style import Style

# The library looks for its own plug-ins (maps, which are not used) at every import of anything, in
# a way that Python has given up: with warnings in 3.11, and in vain from 3.12 on.
sys.meta_path[:] = [f for f in sys.meta_path if not isinstance(f, pygal.PluginImportFixer)]

# Units of the drawing. A page draws it at most half as large again, and never below four fifths.
WIDTH = 340
LETTERS = 14
LETTER_WIDTH = 0.56  # of its height: what most letters and all figures of Arial keep within
BAR, BETWEEN, LEGEND_LINE, AXIS = 20, 4, 22, 30
LONGEST_ROW, LONGEST_SERIES = 20, 40
MOST_STEPS = 4
STEPS = [digit * 10**place for place in range(9) for digit in (1, 2, 5)]  # of a scale that counts
NO_MARK = -1  # without any, the library marks numbers as it likes
INK, GUIDE, PAPER = "#0b0c0c", "#b1b4b6", "#ffffff"
# The colours of the words in the matrix, dark enough to be told from the page, and from each other
# by their lightness too; with them the colour of a number that stands inside.
COLOURS = {
    "green": ("#00703c", PAPER),
    "teal": ("#5ec4bc", INK),
    "blue": ("#1d70b8", PAPER),
    "light_blue": ("#8eb8dc", INK),
    "orange": ("#f47738", INK),
    "red": ("#942514", PAPER),
    "purple": ("#4c2c92", PAPER),
    "yellow": ("#ffdd00", INK),
    "grey": ("#868b8f", INK),
    "light_grey": ("#d9dbdd", INK),
}

Value = float | str | None


@dataclass(frozen=True)
class Series:
    """Bars of one kind: its word, its colour, and for each row a number.

    A word stands where there is no number to draw; None leaves the place empty.
    """

    word: str
    colour: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """What is drawn, from the top down.

    `about` says in a sentence what the chart shows. `mark` is a number of the scale that is drawn
    through all bars, such as the last day.
    """

    about: str
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False
    scale: tuple[int, ...] = ()
    mark: int | None = None

    @property
    def svg(self) -> SafeString:
        return drawn(self)


@lru_cache(maxsize=128)
def drawn(chart: Chart) -> SafeString:
    """The chart as an element to put into HTML. It has no style of its own, and no script."""
    tree = _plot(chart).render_tree()
    _dress(tree, chart)
    return mark_safe(tostring(tree, encoding="unicode"))  # noqa: S308  # written as XML, escaped


def short(force: str) -> str:
    """The name of a force as there is room for it beside a bar."""
    for ending in (" Service", " Police", " Constabulary"):
        force = force.removesuffix(ending)
    return force


def _shortened(row: str) -> str:
    return row if len(row) <= LONGEST_ROW else f"{row[: LONGEST_ROW - 1].rstrip()}…"


def _plot(chart: Chart) -> Any:
    """The library's drawing. It counts rows and series from the bottom up."""
    bars_in_a_row = 1 if chart.is_stacked else len(chart.series)
    row = bars_in_a_row * BAR + BETWEEN
    has_legend = chart.is_stacked or len(chart.series) > 1
    legend = has_legend * (len(chart.series) * LEGEND_LINE + BETWEEN)
    kind = pygal.HorizontalStackedBar if chart.is_stacked else pygal.HorizontalBar
    plot = kind(
        # By this the library leaves room for labels in a wide font too, such as DejaVu Sans.
        style=Style(label_font_size=LETTERS, legend_font_size=LETTERS, value_font_size=LETTERS),
        js=[],
        css=[],
        width=WIDTH,
        height=len(chart.rows) * row + AXIS + legend,
        margin=BETWEEN,
        margin_right=LETTERS,
        spacing=BETWEEN * 2,
        show_legend=has_legend,
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        legend_box_size=LETTERS,
        truncate_legend=LONGEST_SERIES,
        truncate_label=LONGEST_ROW,
        print_values=True,
        print_zeroes=not chart.is_stacked,
        print_values_position="center" if chart.is_stacked else "top",
        range=(0, _end(chart)),
        value_formatter=_written,
        min_scale=2,
        max_scale=4,
        y_labels=_scale(chart),
        y_labels_major=[NO_MARK if chart.mark is None else chart.mark],
    )
    plot.x_labels = [_shortened(row) for row in chart.rows[::-1]]
    for series in chart.series:
        plot.add(series.word, [_point(value) for value in series.values[::-1]])
    return plot


def _scale(chart: Chart) -> list[int] | None:
    """What stands under the bars. Parts of a stack are counted, so there it is whole numbers; what
    the others measure, the library finds numbers for.
    """
    if chart.scale or not chart.is_stacked:
        return list(chart.scale) or None
    end = int(_end(chart))
    step = next(step for step in STEPS if end <= step * MOST_STEPS)
    return list(range(0, end + 1, step))


def _end(chart: Chart) -> float:
    """Where the scale ends: room is left for the number behind the longest bar."""
    rows = zip(*(series.values for series in chart.series), strict=True)
    numbers = [[value for value in row if isinstance(value, int | float)] for row in rows]
    if chart.is_stacked:
        return max([*map(sum, numbers), 1])
    longest = max([*(number for row in numbers for number in row), *chart.scale, 1])
    return longest * 1.3


def _point(value: Value) -> Any:
    if isinstance(value, str):
        return {"value": 0, "formatter": lambda _: value}
    return value


def _written(number: float | None) -> str:
    """ "1,819", "12.5"; nothing where there is no number."""
    return "" if number is None else f"{number:,.2f}".rstrip("0").rstrip(".")


# What the library adds for a mouse, and for its own style sheet.
_DROPPED = {"defs", "desc", "title", "script"}
_DROPPED_GROUPS = {"background", "titles", "overlay", "tooltip-overlay"}
_FRACTION = re.compile(r"\d+\.\d+")
_BY_CLASS = {
    "axis x": {"text-anchor": "middle"},
    "axis x always_show": {"text-anchor": "middle"},
    "axis y": {"text-anchor": "end"},
    "axis y always_show": {"text-anchor": "end"},
    "axis line": {"stroke": INK},
    "guide line": {"stroke": GUIDE},
    "major guide line": {"stroke": INK, "stroke-width": "3"},
    "major": {"font-weight": "bold"},
}


def _dress(tree: Element, chart: Chart) -> None:
    """Say by attributes what the library says by a style sheet, which a strict page refuses."""
    _strip(tree)
    for place, series in enumerate(chart.series):
        bars, numbers = _groups(tree, f"serie-{place}")
        fill, ink = COLOURS[series.colour]
        bars.set("fill", fill)
        numbers.set("fill", ink if chart.is_stacked else INK)
        for bar, number in zip(bars.iter("rect"), list(numbers), strict=True):
            _place(bar, number, numbers, chart)
    for place, legend in enumerate(_groups(tree, "legend")):
        legend[0].set("fill", COLOURS[chart.series[place].colour][0])
    for legends in _groups(tree, "legends"):
        _, _, height = legends.get("transform", "").rpartition(" ")
        legends.set("transform", f"translate({BETWEEN}, {height}")
    for node in tree.iter():
        _plainly(node)
    tree.attrib.update(
        {
            "class": "app-chart__bars",
            "role": "img",
            "aria-label": chart.about,
            "width": str(WIDTH),
            "height": tree.get("viewBox", "").rpartition(" ")[2],
            "font-family": "Arial, Liberation Sans, sans-serif",
            "font-size": str(LETTERS),
            "fill": INK,
        }
    )


def _place(bar: Element, number: Element, numbers: Element, chart: Chart) -> None:
    """A number stands behind its bar, or inside its part of a stack if there is room for it."""
    if not chart.is_stacked:
        number.set("text-anchor", "start")
        return
    bar.set("stroke", PAPER)
    text = number.text or ""
    if len(text) * LETTER_WIDTH * LETTERS > float(bar.get("width", 0)) or not text:
        numbers.remove(number)


def _groups(tree: Element, name: str) -> list[Element]:
    return [node for node in tree.iter("g") if name in node.get("class", "").split()]


def _strip(node: Element) -> None:
    for child in list(node):
        classes = set((child.get("class") or "").split())
        is_comment = not isinstance(child.tag, str)
        if is_comment or child.tag in _DROPPED or classes & _DROPPED_GROUPS:
            node.remove(child)
        else:
            _strip(child)


def _plainly(node: Element) -> None:
    """Take the library's names off, and cut numbers to what can be seen."""
    node.attrib.pop("id", None)
    node.attrib.update(_BY_CLASS.get(node.attrib.pop("class", ""), {}))
    for name, value in node.attrib.items():
        node.set(name, _FRACTION.sub(lambda number: f"{float(number[0]):.1f}", value))
