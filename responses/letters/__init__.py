"""Letters: content to HTML, and that HTML to files. Each is a function of what goes in, and nothing
else: every file of a version is made from the HTML that was signed, so that all say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from responses.choices import Format
from responses.letters.html import to_article, to_html
from responses.letters.pdf import to_pdf
from responses.letters.pictures import NONE, Picture, Pictures, pictures_in
from responses.letters.word import to_docx

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "NONE",
    "Picture",
    "Pictures",
    "pictures_in",
    "to_article",
    "to_docx",
    "to_file",
    "to_html",
    "to_pdf",
]

FILES: dict[str, Callable[[str, Pictures], bytes]] = {Format.PDF: to_pdf, Format.DOCX: to_docx}


def to_file(html: str, kind: str, pictures: Pictures = NONE) -> bytes:
    """The letter as a file of one of the formats, with the pictures that its HTML names."""
    return FILES[kind](html, pictures)
