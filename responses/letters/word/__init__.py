"""A letter as a Word file. How it looks is in templates/letters/word: styles, numbering, page."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document

from forces.xml import NOT_IN_XML
from responses.choices import ACCENT
from responses.letters.paper_reading import read
from responses.letters.pictures import NONE, Pictures
from responses.letters.word.package import empty, undated
from responses.letters.word.writing import Writer

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from responses.letters.paper import Paper

LONGEST_PROPERTY = 255


def to_docx(html: str, pictures: Pictures = NONE) -> bytes:
    """The letter as a Word file. The same HTML and pictures give the same bytes."""
    paper = read(NOT_IN_XML.sub("", html))
    document = Document(BytesIO(empty(paper.accent or ACCENT.removeprefix("#").upper())))
    _describe(document, paper)
    Writer(document, pictures).write(paper.blocks)
    file = BytesIO()
    document.save(file)
    return undated(file)


def _describe(document: WordDocument, paper: Paper) -> None:
    """What the file says of itself, and what stands on each of its pages."""
    properties = document.core_properties
    properties.title = paper.title[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = paper.author[:LONGEST_PROPERTY]
    if paper.dated:
        day = datetime.combine(paper.dated, time(), tzinfo=UTC)
        properties.created = properties.modified = day
    section = document.sections[0]
    section.footer.paragraphs[0].runs[0].text = paper.body
    # The header is the mark of a draft, and nothing else.
    section.header.is_linked_to_previous = not paper.is_draft
