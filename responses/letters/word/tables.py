"""The frame of a table in a Word file: its columns, and its rows with nothing in their cells."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from responses.letters.word.styles import TABLE, TABLE_OF_MANY

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tbl

    from responses.letters.paper import Row, Table

MOST_COLUMNS = 63
"""Word opens no file with a table of more."""
MANY = 7
"""A table of so many columns is set in smaller type, as it is on paper: see letter.css."""
# How much room a column is given, in letters: for its longest word, and for its text.
NARROWEST, LONGEST_FIGURE, LONGEST_WORD, LONGEST_TEXT = 3, 12, 24, 48
_FIGURE = re.compile(r"\d")
_WIDE, _SLIM = re.compile(r"[A-HJ-Zmw%@&]"), re.compile(r"[Ifijlrt.,:;()’/-]")


class Measure(NamedTuple):
    """What a letter, and the two sides of a cell, take of the width: in twentieths of a point."""

    letter: int
    margins: int


OF_FEW, OF_MANY = Measure(letter=134, margins=160), Measure(letter=98, margins=114)
"""By the sizes of type, and the margins of cells, that the styles give."""
# Which rules of the style hold, as bits: programs read either these or the attributes.
FIRST_ROW, NO_BANDS = 0x0020, 0x0600


def is_of_many(table: Table) -> bool:
    return table.columns >= MANY


def measure_of(table: Table) -> Measure:
    return OF_MANY if is_of_many(table) else OF_FEW


def column_widths(table: Table, width: int) -> list[int]:
    """The width shared out by how much stands in each column.

    Each has room for its longest word first: 1,207 in two lines is two figures. Where there is not
    so much room, the longest words break, and the figures stay whole as long as they can.
    """
    figures, words, texts = ([NARROWEST] * table.columns for _ in range(3))
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            for word in cell.text.split():
                room = _room(word)
                words[column] = max(words[column], min(room, LONGEST_WORD))
                if _FIGURE.search(word):
                    figures[column] = max(figures[column], min(room, LONGEST_FIGURE))
            texts[column] = max(texts[column], min(len(cell.text), LONGEST_TEXT))
    needed = _needed(figures, words, measure_of(table), width)
    if (left := width - sum(needed)) < 0:
        return [width * each // sum(needed) for each in needed]
    return [each + left * text // sum(texts) for each, text in zip(needed, texts, strict=True)]


def _room(word: str) -> int:
    """Its letters, of which a wide one counts for a third more and a slim one for a third less."""
    return len(word) + ceil((len(_WIDE.findall(word)) - len(_SLIM.findall(word))) / 3)


def _needed(figures: list[int], words: list[int], measure: Measure, width: int) -> list[int]:
    """The room for all figures, and for words of the greatest length that finds room beside."""
    needed = []
    for longest in range(LONGEST_WORD, 0, -1):
        rooms = [
            max(figure, min(word, longest)) for figure, word in zip(figures, words, strict=True)
        ]
        needed = [room * measure.letter + measure.margins for room in rooms]
        if sum(needed) <= width:
            break
    return needed


def frame(table: Table, widths: list[int], indent: int) -> CT_Tbl:
    """Its columns have fixed widths, so that no word runs off the page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths) for row in table.rows)
    made: CT_Tbl = parse_xml(
        f"<w:tbl {nsdecls('w')}>{_properties(table, sum(widths), indent)}"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    return made


def _properties(table: Table, width: int, indent: int) -> str:
    has_head = table.rows[0].is_head
    look = NO_BANDS | FIRST_ROW * has_head
    style = TABLE_OF_MANY if is_of_many(table) else TABLE
    caption = " ".join(block.text for block in table.caption)
    return (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(style)}/>"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{has_head:d}" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        + (f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else "")
        + "</w:tblPr>"
    )


def _row(row: Row, widths: list[int]) -> str:
    head = "<w:tblHeader/>" if row.is_head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>' for width in widths
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"
