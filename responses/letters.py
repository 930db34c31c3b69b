"""Letters: content to HTML, HTML to PDF. Both are functions of what goes in and nothing else."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from responses.choices import ACTION

if TYPE_CHECKING:
    from responses.content import Content

PAPER = {"title": 1, "section": 2, "item": 3}
ON_A_PAGE = {"title": 2, "section": 3, "item": 4}


def letter_context(content: Content, *, is_draft: bool, levels: dict[str, int]) -> dict[str, Any]:
    """What the letter's templates need: the content, and the levels of its headings."""
    return {"content": content, "is_draft": is_draft, "level": levels, "actions": ACTION}


def to_html(content: Content, *, is_draft: bool = False) -> str:
    """The letter, in the shape of a report, as one HTML document that refers to no other file."""
    context = letter_context(content, is_draft=is_draft, levels=PAPER)
    return render_to_string("letters/report.html", context)


def to_article(content: Content, *, is_draft: bool = False) -> str:
    """The same letter to stand inside a page: its headings begin below the page's own."""
    context = letter_context(content, is_draft=is_draft, levels=ON_A_PAGE)
    return render_to_string("letters/_report.html", context)


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


def to_pdf(html: str) -> bytes:
    """The letter as a tagged PDF (PDF/UA-1). The same HTML gives the same bytes."""
    document = HTML(string=html, base_url="about:blank", url_fetcher=_fetch_nothing())
    pdf: bytes = document.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_fonts(),
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return pdf
