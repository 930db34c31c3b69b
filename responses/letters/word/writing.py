"""Writes a letter's paragraphs and tables into a Word file."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell

from responses.letters.paper import Cell, Paragraph, Table
from responses.letters.word.runs import write_run
from responses.letters.word.styles import AFTER_TABLE, SMALLER, style_of
from responses.letters.word.tables import MOST_COLUMNS, column_widths, frame, is_of_many, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from responses.letters.paper import Block, Item
    from responses.letters.pictures import Pictures

BULLETS = 1
"""The number of the list of bullets in numbering.xml; each numbered list gets its own."""
NUMBERED = 1
"""The kind of list there that numbered ones are of."""
DEEPEST = 8
STEP = 360
"""How far each list and quotation is indented, in twentieths of a point."""
AFTER_LIST = Twips(170)
NOTHING = Paragraph([], names=frozenset({"td"}))
"""What stands in an empty cell."""


class Writer:
    """Writes one letter. It remembers which of its lists have numbers already."""

    def __init__(self, document: WordDocument, pictures: Pictures) -> None:
        self.document = document
        self.pictures = pictures
        self.lists: dict[int, int] = {}

    def write(self, blocks: Iterable[Block]) -> None:
        section = self.document.sections[0]
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        width = Twips(0) + (section.page_width or 0) - margins
        self._write_into(self.document._body, blocks, width // Twips(1))

    def _write_into(
        self,
        place: BlockItemContainer,
        blocks: Iterable[Block],
        width: int,
        *,
        is_head: bool = False,
        is_small: bool = False,
    ) -> None:
        for block, following in pairwise([*blocks, None]):
            if isinstance(block, Table):
                self._write_table(place, block, width)
            elif block:
                style = style_of(block)
                written = _styled(place, SMALLER.get(style, style) if is_small else style)
                written.paragraph_format.keep_with_next = is_head or None
                if block.item and not getattr(following, "item", None):
                    written.paragraph_format.space_after = AFTER_LIST
                self._write_paragraph(written, block)

    def _write_paragraph(self, written: WordParagraph, paragraph: Paragraph) -> None:
        layout = written.paragraph_format
        layout.page_break_before = paragraph.begins_page or None
        if item := paragraph.item:
            depth = min(item.depth, DEEPEST)
            if item.has_mark:
                self._mark(written, item, depth)
                layout.first_line_indent = Twips(-STEP)
            layout.left_indent = Twips(STEP * (depth + 1 + paragraph.is_quoted))
        for run in paragraph.runs:
            write_run(written, run, self.pictures)

    def _mark(self, written: WordParagraph, item: Item, depth: int) -> None:
        """Let Word write the bullet or the number. A numbered list begins at its own first one."""
        number = BULLETS
        if item.is_ordered:
            if item.which_list not in self.lists:
                self.lists[item.which_list] = self._numbered_list(item, depth)
            number = self.lists[item.which_list]
        properties = written._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = number

    def _numbered_list(self, item: Item, depth: int) -> int:
        added = self.document.part.numbering_part.element.add_num(NUMBERED)
        added.add_lvlOverride(ilvl=depth).add_startOverride(item.first_number)
        return int(added.numId)

    def _write_table(self, place: BlockItemContainer, table: Table, width: int) -> None:
        self._write_into(place, table.caption, width)
        if 0 < table.columns <= MOST_COLUMNS:
            self._write_rows(place, table, width)
        else:
            cells = [cell for row in table.rows for cell in row.cells]
            for cell in cells:
                self._write_into(place, cell.blocks, width)

    def _write_rows(self, place: BlockItemContainer, table: Table, width: int) -> None:
        indent = min(table.steps, DEEPEST) * STEP
        widths = column_widths(table, width - indent)
        made = frame(table, widths, indent)
        place._element._insert_tbl(made)
        written = WordTable(made, place)
        for row, tr in zip(table.rows, made.tr_lst, strict=True):
            for cell, tc, wide in zip_longest(row.cells, tr.tc_lst, widths):
                self._write_into(
                    _Cell(tc, written),
                    (cell or Cell()).blocks or [NOTHING],
                    wide - measure_of(table).margins,
                    is_head=row.is_head,
                    is_small=is_of_many(table),
                )
        # Word joins tables between which nothing stands, and wants a paragraph last in a cell.
        _styled(place, AFTER_TABLE)


def _styled(place: BlockItemContainer, style: str) -> WordParagraph:
    """A new paragraph of a style. The library looks for a style by its name, which is slow."""
    written = place.add_paragraph()
    written._p.style = style
    return written
