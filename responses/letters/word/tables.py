"""The frame of a table in a Word file: its columns, and its rows with nothing in their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from responses.letters.word.styles import TABLE

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tbl

    from responses.letters.paper import Row, Table

MOST_COLUMNS = 63
"""Word opens no file with a table of more."""
# How much room a column is given, in letters: for its longest word, and for its text.
NARROWEST, LONGEST_WORD, LONGEST_TEXT = 3, 24, 48
LETTER = 130
"""What a letter takes of the width, in twentieths of a point."""
MARGINS = 160
"""What the sides of a cell take of its width: see the style of tables."""
# Which rules of the style hold, as bits: programs read either these or the attributes.
FIRST_ROW, NO_BANDS = 0x0020, 0x0600


def column_widths(table: Table, width: int) -> list[int]:
    """The width shared out by how much stands in each column.

    Each has room for its longest word first, where there is so much: 1,207 in two lines is two
    figures.
    """
    words, texts = [NARROWEST] * table.columns, [NARROWEST] * table.columns
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            word = max(map(len, cell.text.split()), default=0)
            words[column] = max(words[column], min(word, LONGEST_WORD))
            texts[column] = max(texts[column], min(len(cell.text), LONGEST_TEXT))
    needed = [word * LETTER + MARGINS for word in words]
    if (left := width - sum(needed)) < 0:
        return [width * each // sum(needed) for each in needed]
    return [each + left * text // sum(texts) for each, text in zip(needed, texts, strict=True)]


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
    caption = " ".join(block.text for block in table.caption)
    return (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(TABLE)}/>"
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
