"""A letter as a Word file. How it looks is in templates/letters/word: styles, numbering, page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from forces.xml import NOT_IN_XML
from responses.letters.paper import read
from responses.letters.pictures import NONE, Pictures

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from responses.letters.paper import Item, Paper, Paragraph, Run

BULLETS = 1
"""The number of the list of bullets in numbering.xml; each numbered list gets its own."""
NUMBERED = 1
"""The kind of list there that numbered ones are of."""
DEEPEST = 8
STEP = Twips(360)
LONGEST_PROPERTY = 255

# The style of a paragraph by the classes and elements around it, the first that fits.
STYLES = {
    "letter-draft": "Letter Draft",
    "letter-body": "Letter Body",
    "letter-note": "Letter Note",
    "letter-law": "Letter Note",
    "letter-position": "Letter Position",
    "letter-facts": "Letter Fact",
    "letter-signature": "Signature",
    "blockquote": "Quote",
}
QUOTED = {"Letter Note": "Quoted Note"}

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?")
SCHEMES = {"http", "https", "mailto"}
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"


def to_docx(html: str, pictures: Pictures = NONE) -> bytes:
    """The letter as a Word file. The same HTML gives the same bytes."""
    paper = read(NOT_IN_XML.sub("", html))
    document = Document(BytesIO(_empty()))
    _describe(document, paper)
    lists: dict[int, int] = {}
    for paragraph in paper.paragraphs:
        _write(document, paragraph, lists)
    file = BytesIO()
    document.save(file)
    return _undated(file)


@cache
def _empty() -> bytes:
    """A Word file with styles and a footer, and without a word."""
    folder = settings.BASE_DIR / "templates" / "letters" / "word"
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                package.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return file.getvalue()


def _undated(file: BytesIO) -> bytes:
    """The same package, with nothing in it of the clock or the machine that made it."""
    packed = BytesIO()
    with ZipFile(file) as made, ZipFile(packed, "w") as package:
        for name in made.namelist():
            part = ZipInfo(name)
            part.create_system = 0
            part.compress_type = ZIP_DEFLATED
            package.writestr(part, made.read(name))
    return packed.getvalue()


def _describe(document: WordDocument, paper: Paper) -> None:
    """What the file says of itself, and what stands on each of its pages."""
    properties = document.core_properties
    properties.title = paper.title[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = paper.author[:LONGEST_PROPERTY]
    if paper.dated:
        day = datetime.combine(paper.dated, time(), tzinfo=UTC)
        properties.created = properties.modified = day
    section = document.sections[0]
    section.footer.paragraphs[0].runs[0].text = paper.author
    if paper.is_draft:
        mark = section.header.paragraphs[0].add_run("Draft, not signed")
        mark.bold = True


def _write(document: WordDocument, paragraph: Paragraph, lists: dict[int, int]) -> None:
    written = document.add_paragraph(style=_style(paragraph))
    if item := paragraph.item:
        depth = min(item.depth, DEEPEST)
        if item.has_mark:
            _mark(document, written, item, depth, lists)
            written.paragraph_format.first_line_indent = -STEP
        steps = depth + 1 + paragraph.is_quoted
        written.paragraph_format.left_indent = Twips(STEP.twips * steps)
    for run in paragraph.runs:
        _write_run(written, run)


def _style(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return f"Heading {paragraph.heading}"
    if item := paragraph.item:
        return _style_in_list(item, is_quoted=paragraph.is_quoted)
    style = next((STYLES[name] for name in STYLES if name in paragraph.names), "Normal")
    return QUOTED.get(style, style) if paragraph.is_quoted else style


def _style_in_list(item: Item, *, is_quoted: bool) -> str:
    if is_quoted:
        return "Quoted List"
    if not item.has_mark:
        return "List Continue"
    return "List Number" if item.is_ordered else "List Bullet"


def _mark(
    document: WordDocument, written: WordParagraph, item: Item, depth: int, lists: dict[int, int]
) -> None:
    """Let Word write the bullet or the number. Each numbered list begins at its own first one."""
    number = BULLETS
    if item.is_ordered:
        if item.which_list not in lists:
            lists[item.which_list] = _numbered_list(document, item, depth)
        number = lists[item.which_list]
    properties = written._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _numbered_list(document: WordDocument, item: Item, depth: int) -> int:
    added = document.part.numbering_part.element.add_num(NUMBERED)
    added.add_lvlOverride(ilvl=depth).add_startOverride(item.first_number)
    return int(added.numId)


def _write_run(written: WordParagraph, run: Run) -> None:
    added = written.add_run(run.text)
    # Not said where it is not so: then it is as the style has it.
    added.bold = run.is_bold or None
    added.italic = run.is_italic or None
    if address := _address(run.address):
        added.style = "Hyperlink"
        link = OxmlElement("w:hyperlink")
        part = written.part
        link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written._p.replace(added._r, link)
        link.append(added._r)


def _address(typed: str) -> str:
    """The address of a link as Word takes it, which does not open a file with one it cannot read.

    Empty where it is none: then the words stay, without a link.
    """
    try:
        parts = urlsplit(typed)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and not _HOST.fullmatch(parts.netloc):
        return ""
    return quote(typed, safe=_IN_ADDRESSES) if parts.scheme in SCHEMES else ""
