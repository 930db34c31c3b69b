"""The text of a Word file: paragraphs, lists and tables in the order of reading."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from responses.reading.errors import Unreadable
from responses.reading.package import BROKEN, TOO_MUCH, check_package
from responses.reading.size import LONGEST_TEXT, TOO_LONG

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many letters a to z before a list starts again from a.
_LETTERS = 26

# Word itself has nine levels in a list.
_LEVELS = 9
# Above this a Roman number is no number of a list.
_MOST_ROMAN = 100
# The label that Word writes before a number is shorter than this.
_LONGEST_LABEL = 80
MOST_NESTED = 20


def text_of(content: bytes) -> str:
    """Every paragraph on a line of its own, with an empty line between; in a row of a table a tab
    before each, and no empty line. Raises Unreadable.
    """
    check_package(content)
    try:
        document = Document(BytesIO(content))
        lines = list(_within_bounds(_Reader(document).lines()))
    except Unreadable:
        raise
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise Unreadable(BROKEN) from error
    except (zipfile.BadZipFile, AttributeError, RecursionError, EOFError, OSError) as error:
        raise Unreadable(BROKEN) from error
    return "\n\n".join(line for line in lines if line.strip())


def _within_bounds(lines: Iterator[str]) -> Iterator[str]:
    size = 0
    for line in lines:
        size += len(line)
        if size > LONGEST_TEXT:
            raise Unreadable(TOO_LONG)
        yield line


class _Reader:
    """Goes through the body of one document."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.notes = _footnotes(document)
        self.styles = _list_styles(document)
        self.formats = _number_formats(document)
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def lines(self) -> Iterator[str]:
        yield from self._blocks(self.body)
        if self.notes:
            yield "# Footnotes"
        for number, note in enumerate(self.notes, start=1):
            text = " ".join(_on_one_line(line) for line in self._blocks(note)).strip()
            yield f"[{number}] {text}" if text else ""

    def _blocks(self, parent: Any) -> Iterator[str]:
        for child in parent.iterchildren():
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._rows(child)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._blocks(content)
            elif child.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
                yield from self._blocks(child)

    def _rows(self, table: Any) -> Iterator[str]:
        if sum(1 for _ in table.iterancestors(qn("w:tbl"))) >= MOST_NESTED:
            raise Unreadable(TOO_MUCH)
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table:
                continue
            cells = [cell for cell in row.iterdescendants(qn("w:tc")) if _row_of(cell) is row]
            texts = [text for cell in cells if not _is_merged(cell) for text in self._blocks(cell)]
            yield "\n".join("\t" + _on_one_line(text) for text in texts if text.strip())

    def _paragraph(self, paragraph: Any) -> str:
        text = _text_in(paragraph).strip()
        if not text:
            return ""
        mark = self._mark(paragraph)
        level = self._heading_level(paragraph)
        if level:
            return f"{'#' * level} {mark}{text}"
        return mark + text

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return str(style.get(qn("w:val"), "")) if style is not None else ""

    def _heading_level(self, paragraph: Any) -> int:
        style = re.sub(r"[\s_]", "", self._style(paragraph)).casefold()
        if style == "title":
            return 1
        numbered = re.fullmatch(r"heading([1-6])", style)
        return int(numbered[1]) if numbered else 0

    def _mark(self, paragraph: Any) -> str:
        """The mark of a list item: its bullet, or its number counted as Word counts it."""
        numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        list_id, level = _list_of(numbering)
        if list_id is None:
            list_id, style_level = self.styles.get(self._style(paragraph), (None, 0))
            level = level or style_level
        if list_id is None or list_id == "0":
            return ""
        form, start, pattern = self.formats.get((list_id, level), ("bullet", 1, ""))
        if form in ("bullet", "none"):
            return "- " if form == "bullet" else ""
        counts = self.counts[list_id]
        count = counts.get(level, start - 1) + 1
        self.counts[list_id] = {n: c for n, c in counts.items() if n < level} | {level: count}
        return _numbered(form, count, pattern)


def _numbered(form: str, count: int, pattern: str) -> str:
    shown = str(count)
    if form in ("lowerLetter", "upperLetter"):
        shown = chr(ord("a") + (count - 1) % _LETTERS)
    elif form in ("lowerRoman", "upperRoman") and count < _MOST_ROMAN:
        shown = _roman(count)
    # "Recommendation %1:" is a label that Word writes for the author.
    named = re.fullmatch(r"(\D*)%\d\W*", pattern)
    if named and re.search(r"[A-Za-z]{2}", named[1]):
        return f"{named[1]}{shown}: "
    return f"({shown}) " if pattern.startswith("(") else f"{shown}. "


def _roman(number: int) -> str:
    shown = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        shown += sign * (number // value)
        number %= value
    return shown


def _footnotes(document: Any) -> list[Any]:
    """The footnotes of a document, without the lines that Word draws above them."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        return []
    notes = parse_xml(part.blob).iterchildren(qn("w:footnote"))
    return [note for note in notes if note.get(qn("w:type"), "normal") == "normal"]


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(qn("w:tr")), None)


def _is_merged(cell: Any) -> bool:
    """Whether a cell only goes on with the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*[\n\t]\s*", " ", text).strip()


def _text_in(paragraph: Any) -> str:
    """The text that is seen: with what was put in, without what was taken out."""
    found = []
    for node in paragraph.iter():
        if node.tag == qn("w:t") and not _is_hidden(node):
            found.append(node.text or "")
        elif node.tag == qn("w:tab") and node.getparent().tag == qn("w:r"):
            found.append(" ")
        elif node.tag in (qn("w:br"), qn("w:cr")) and node.getparent().tag == qn("w:r"):
            found.append("\n")
        elif node.tag == qn("w:noBreakHyphen"):
            found.append("-")
    return "".join(found)


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _is_hidden(node: Any) -> bool:
    """Whether a text is a second copy of a text box, for programs that cannot show the first."""
    return next(node.iterancestors(_FALLBACK), None) is not None


def _list_of(numbering: Any) -> tuple[str | None, int]:
    if numbering is None:
        return None, 0
    list_id = numbering.find(qn("w:numId"))
    level = numbering.find(qn("w:ilvl"))
    return (
        str(list_id.get(qn("w:val"))) if list_id is not None else None,
        int(level.get(qn("w:val"), 0)) if level is not None else 0,
    )


def _list_styles(document: Any) -> dict[str, tuple[str | None, int]]:
    """Paragraph styles that make a list, such as List Bullet."""
    found = {}
    for style in document.styles.element.iter(qn("w:style")):
        numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            found[str(style.get(qn("w:styleId")))] = _list_of(numbering)
    return found


def _number_formats(document: Any) -> dict[tuple[str, int], tuple[str, int, str]]:
    """How each list and level is numbered: its form, its first number, its pattern."""
    try:
        element = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # what the library raises of a letter without lists
        return {}
    abstract: dict[str, dict[int, tuple[str, int, str]]] = {}
    for definition in element.iter(qn("w:abstractNum")):
        levels = {}
        for level in islice(definition.iter(qn("w:lvl")), _LEVELS):
            levels[int(level.get(qn("w:ilvl"), 0))] = (
                _value(level, "w:numFmt", "decimal"),
                int(_value(level, "w:start", "1")),
                _value(level, "w:lvlText", "")[:_LONGEST_LABEL],
            )
        abstract[str(definition.get(qn("w:abstractNumId")))] = levels
    found = {}
    for numbered in element.iter(qn("w:num")):
        levels = abstract.get(_value(numbered, "w:abstractNumId", ""), {})
        starts = _own_starts(numbered)
        for level, (form, start, pattern) in levels.items():
            key = str(numbered.get(qn("w:numId"))), level
            found[key] = form, starts.get(level, start), pattern
    return found


def _own_starts(numbered: Any) -> dict[int, int]:
    """The first numbers that a list has of its own, by level, where lists share a form."""
    return {
        int(own.get(qn("w:ilvl"), 0)): int(_value(own, "w:startOverride", "1"))
        for own in islice(numbered.iter(qn("w:lvlOverride")), _LEVELS)
        if own.find(qn("w:startOverride")) is not None
    }


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val"), default)) if child is not None else default
