"""What stands in a paragraph of a Word file: text, links and pictures."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from responses.letters.word.styles import LINK, PLACEHOLDER

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

    from responses.letters.paper import Run
    from responses.letters.pictures import Picture, Pictures

WIDEST, HIGHEST = Mm(60), Mm(25)
PIXEL = Emu(9525)
"""A pixel as a browser counts it: 96 to the inch."""

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?")
SCHEMES = {"http", "https", "mailto"}
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"


def write_run(written: WordParagraph, run: Run, pictures: Pictures) -> None:
    if picture := pictures.get(run.picture):
        _write_picture(written, picture, run.text)
        return
    added = written.add_run(run.text)
    # Not said where it is not so: then it is as the style has it.
    added.bold = run.is_bold or None
    added.italic = run.is_italic or None
    if run.is_placeholder:
        added._r.style = PLACEHOLDER
    if address := _address(run.address):
        added._r.style = LINK
        link = OxmlElement("w:hyperlink")
        part = written.part
        link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written._p.replace(added._r, link)
        link.append(added._r)


def _write_picture(written: WordParagraph, picture: Picture, instead: str) -> None:
    """A picture in its own size, or smaller where that is more than a letterhead has room for."""
    wide, high = picture.width * PIXEL, picture.height * PIXEL
    scale = min(1, WIDEST / wide, HIGHEST / high)
    inline = written.add_run().add_picture(
        BytesIO(picture.png), Emu(int(wide * scale)), Emu(int(high * scale))
    )
    inline._inline.docPr.set("descr", instead)
    for side in ("distT", "distB", "distL", "distR"):
        inline._inline.set(side, "0")


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
