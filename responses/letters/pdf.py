from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from responses.letters.accent import accent_rule
from responses.letters.fetching import Fetcher
from responses.letters.fonts import printable
from responses.letters.long_words import breakable
from responses.letters.pictures import NONE, Pictures
from responses.letters.tagging import mend

if TYPE_CHECKING:
    from weasyprint.document import Document

SHEETS = ("fonts.css", "letter.css", "shapes.css")
ALL_CHARACTERS = "all-characters.css"
# Archivable (PDF/A-2a, which is tagged); `mend` makes it say PDF/UA-1 too.
COLOURS = "letter"
KIND = {"pdf_variant": "pdf/a-2a", "output_intent": COLOURS}
LONGEST_WITHOUT_CONTENTS = 6
"""A letter of more pages begins with a list of its contents, where its shape has one."""
# How long a letter is likely to be, so that it is laid out only once: fitted to measured letters,
# and seldom wrong by half a page. Only time is lost where it is wrong.
CHARACTERS_A_LINE = 92
LINE, BETWEEN_BLOCKS, ABOVE_A_HEADING, PAGE = 5.6, 3, 9, 262  # millimetres

CONTENTS = "body .letter-contents { display: block }"
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</?(?:h[1-6]|p|li|dd|td|th|br)\b[^>]*>")
_HEADING = re.compile(r"<h[2-6]\b")
_LIST_OF_CONTENTS = re.compile(r"<nav\b.*?</nav>", re.DOTALL)


class Dress(NamedTuple):
    """How letters look: the style sheets, and the fonts that they name."""

    sheet: CSS
    fonts: FontConfiguration


@cache
def _stylesheet(*, with_all: bool = False) -> Dress:
    folder = settings.BASE_DIR / "static" / "letters"
    names = (ALL_CHARACTERS, *SHEETS) if with_all else SHEETS
    text = "\n".join((folder / name).read_text() for name in names)
    fonts = FontConfiguration()
    return Dress(CSS(string=text, font_config=fonts, url_fetcher=Fetcher()), fonts)


@cache
def _screen() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _colours() -> dict[str, ColorProfile]:
    """What the file says its colours mean, as PDF/A asks: those of a screen.

    It is the profile that WeasyPrint would take, which leaves the file open each time. One for each
    letter, since it is not written the same way twice.
    """
    profile = ColorProfile(BytesIO(_screen()), "", "relative-colorimetric", ["r", "g", "b"])
    return {COLOURS: profile}


def to_pdf(html: str, pictures: Pictures = NONE) -> bytes:
    """The letter as a tagged PDF (PDF/A-2a and PDF/UA-1). The same HTML gives the same bytes."""
    identifier = sha256(html.encode()).digest()[:16]
    document = _laid_out(html, pictures)
    pdf: bytes = document.write_pdf(finisher=mend, pdf_identifier=identifier, **KIND)
    return pdf


def _laid_out(html: str, pictures: Pictures) -> Document:
    """The pages, with a list of contents where they are more than six."""
    text, needs_all = printable(html)
    dress = _stylesheet(with_all=needs_all)
    letter = HTML(string=breakable(text), base_url="about:blank", url_fetcher=Fetcher(pictures))
    sheets = [dress.sheet, CSS(string=accent_rule(html))]

    def lay_out(*more: CSS) -> Document:
        return letter.render(
            font_config=dress.fonts,
            stylesheets=[*sheets, *more],
            color_profiles=_colours(),
            **KIND,
        )

    if 'class="letter-contents"' not in html:
        return lay_out()
    contents = CSS(string=CONTENTS)
    is_likely_long = _likely_pages(html) > LONGEST_WITHOUT_CONTENTS
    first = lay_out(contents) if is_likely_long else lay_out()
    is_long = len(first.pages) > LONGEST_WITHOUT_CONTENTS
    if is_long == is_likely_long:
        return first
    return lay_out(contents) if is_long else lay_out()


def _likely_pages(html: str) -> float:
    """How many pages the letter fills without the list, from its lines, blocks and headings."""
    written = _LIST_OF_CONTENTS.sub("", html)
    texts = (" ".join(_TAG.sub("", block).split()) for block in _BLOCK.split(written))
    lengths = [len(text) for text in texts if text]
    lines = sum(-(-length // CHARACTERS_A_LINE) for length in lengths)
    headings = len(_HEADING.findall(written))
    return (lines * LINE + len(lengths) * BETWEEN_BLOCKS + headings * ABOVE_A_HEADING) / PAGE
