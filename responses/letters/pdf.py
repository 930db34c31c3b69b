from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from responses.letters.pictures import NONE, Pictures


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    path = settings.BASE_DIR / "static" / "letters" / "letter.css"
    return CSS(string=path.read_text(), font_config=_fonts(), url_fetcher=_fetch_nothing())


def _fetch_nothing() -> URLFetcher:
    """A letter needs no other file, so an address in it is never followed: not file:, not http:."""
    return URLFetcher(allowed_protocols=[])


def to_pdf(html: str, pictures: Pictures = NONE) -> bytes:
    """The letter as a tagged PDF (PDF/UA-1). The same HTML gives the same bytes."""
    document = HTML(string=html, base_url="about:blank", url_fetcher=_fetch_nothing())
    pdf: bytes = document.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_fonts(),
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return pdf
