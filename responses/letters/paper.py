"""A letter as plain paragraphs and tables, for kinds of file that know no elements and classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Run:
    """Text that looks the same all along. A tab or an end of a line is a run of its own.

    So is a picture: then the text is what stands for it where it cannot be seen.
    """

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_placeholder: bool = False
    address: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Item:
    """The place of a paragraph in a list. Only the first paragraph of an item has its mark."""

    which_list: int
    depth: int
    is_ordered: bool
    first_number: int
    has_mark: bool


@dataclass(frozen=True)
class Paragraph:
    runs: list[Run]
    heading: int = 0
    names: frozenset[str] = frozenset()
    """The classes of all elements around it, and what those elements are."""
    item: Item | None = None
    begins_page: bool = False

    @property
    def is_quoted(self) -> bool:
        return "blockquote" in self.names

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Cell:
    is_heading: bool = False
    blocks: list[Paragraph | Table] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass
class Row:
    is_head: bool = False
    """Whether it is said again at the top of each page."""
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Table:
    steps: int = 0
    """How far it is indented: once for each list and quotation that it stands in."""
    caption: list[Paragraph | Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def text(self) -> str:
        return "\n".join(cell.text for row in self.rows for cell in row.cells)


Block = Paragraph | Table


@dataclass
class Paper:
    """A whole letter, and what it says of itself."""

    title: str = ""
    author: str = ""
    dated: date | None = None
    is_draft: bool = False
    accent: str = ""
    """The body's colour, as six hexadecimal digits."""
    blocks: list[Block] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The name that the letterhead prints."""
        paragraphs = (block for block in self.blocks if isinstance(block, Paragraph))
        printed = (each.text for each in paragraphs if "letter-body" in each.names)
        return next(printed, self.author)
