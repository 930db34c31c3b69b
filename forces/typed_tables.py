"""Tables as people type or paste them: a rule for blocks of Markdown.

Cells stand between bars, with a line of dashes below the head; or a tab stands between them, as in
what is copied from a spreadsheet or from Word. No cell is left out where a row is longer than its
head. What only looks like a table stays as typed.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock

Rows = list[list[str]]

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
# What begins an item of a list, or a numbered paragraph, and no table.
_MARK = re.compile(
    r"[-*+–—] |[-*+–—]?$|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?:\s|$)|[\d.]+$", re.IGNORECASE
)
_EMPHASIS = re.compile(r"[*_\\]+")
LONGEST_NAME = 100

# A wide table scrolls in its frame, which the keyboard must reach. In this order always: what is
# signed is the same to the byte.
FRAME = {"class": "app-table", "role": "group", "tabindex": "0"}

MOST_FILLED = 5000
"""So many cells may be lacking in rows; where more are, a few bars would make a huge table."""

LONGEST_HEAD = 2000
"""So many letters, if all cells of a head were as long as its longest, fill half a page.

A head stands at the top of each page: of one that is longer than a page, paper shows no more than
a page, and a Word file may show less.
"""

NO_TABLE_BEFORE = "no table before"


def table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the table that begins on the first line, if one does.

    Lines that only look like a table are not looked at again, one by one, as far as they go.
    """
    if first < state.env.get(NO_TABLE_BEFORE, 0):
        return False
    rows, lines = _between_bars(state, first, last)
    if not rows and not lines:
        rows, lines = _between_tabs(state, first, last)
    if not rows or max(map(len, rows[0])) * len(rows[0]) > LONGEST_HEAD:
        state.env[NO_TABLE_BEFORE] = first + lines
        return False
    if not silent:
        _write(state, rows, first)
        state.line = first + lines
    return True


def _between_bars(state: StateBlock, first: int, last: int) -> tuple[Rows, int]:
    lines = _lines(state, first, last)
    head, dashes = next(lines, "").strip(), next(lines, "").strip()
    is_table = "|" in head and "|" in dashes and _DASHES.fullmatch(dashes)
    if not is_table or _MARK.match(head):
        return [], 0
    body = [_cells(line) for line in takewhile(_BAR.search, lines)]
    return _filled([_cells(head), *body]), len(body) + 2


def _between_tabs(state: StateBlock, first: int, last: int) -> tuple[Rows, int]:
    """A line is a row only among others with as many tabs."""
    lines = _lines(state, first, last)
    head = next(lines, "").split("\t")
    if state.level or not _may_be_head([cell.strip() for cell in head]):
        return [], 0
    rows = [head]
    for line in lines:
        if len(row := line.split("\t")) != len(head):
            break
        rows.append(row)
    rows = [[cell.strip() for cell in row] for row in rows]
    if not any(row[0] for row in rows[1:]):
        return [], len(rows)
    return rows, len(rows)


def _lines(state: StateBlock, first: int, last: int) -> Iterator[str]:
    """The lines from one on, as far as they belong together, without the mark of a list."""
    for number in range(first, last):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return
        indent = state.tShift[number] if state.level else 0
        yield state.src[state.bMarks[number] + indent : state.eMarks[number]]


def _cells(line: str) -> list[str]:
    cells = [cell.strip().replace(r"\|", "|") for cell in _BAR.split(line.strip())]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return cells


def _may_be_head(cells: list[str]) -> bool:
    """The corner may be empty, but what is above the other columns may not."""
    corner, *others = cells
    is_marked = bool(corner) and (_MARK.match(corner) or corner.endswith(":"))
    return bool(others) and all(others) and not is_marked


def _filled(rows: Rows) -> Rows:
    """Every row as long as the longest. Nothing, where that would be out of all proportion."""
    width = max(len(row) for row in rows)
    if sum(width - len(row) for row in rows) > MOST_FILLED:
        return []
    return [row + [""] * (width - len(row)) for row in rows]


def _write(state: StateBlock, rows: Rows, first: int) -> None:
    """Below an empty corner the first column is a heading of its rows, as the first row is one."""
    head, *body = rows
    name = ", ".join(_EMPHASIS.sub("", cell) for cell in head if cell)
    state.push("frame_open", "div", 1).attrs = {
        **FRAME,
        "aria-label": f"Table: {name}"[:LONGEST_NAME],
    }
    state.push("table_open", "table", 1)
    for part, its_rows in (("thead", [head]), ("tbody", body)):
        if its_rows:
            state.push(f"{part}_open", part, 1)
            for row in its_rows:
                _write_row(state, row, is_head=row is head, is_headed=not head[0], line=first)
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    state.push("frame_close", "div", -1)


def _write_row(
    state: StateBlock, row: list[str], *, is_head: bool, is_headed: bool, line: int
) -> None:
    state.push("tr_open", "tr", 1)
    for column, text in enumerate(row):
        is_heading = bool(text) and (is_head or (is_headed and column == 0))
        tag = "th" if is_heading else "td"
        opened = state.push(f"{tag}_open", tag, 1)
        if is_heading:
            opened.attrs = {"scope": "col" if is_head else "row"}
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content, inline.children = text, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
