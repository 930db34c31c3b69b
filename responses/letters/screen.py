"""A letter's HTML, made for paper, on a screen: as the paper it will be, or inside a page.

What was signed is shown from the HTML that was signed, so that it stays as it was when templates
change.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import nh3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from responses.letters.accent import accent_rule
from responses.letters.pictures import IMAGES, NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 6

_CONTENTS = re.compile(r'<nav class="letter-contents".*?</nav>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-6])\b")

_TAGS = {
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd",
    "del", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "i", "img", "ins", "li", "main", "nav", "ol", "p", "pre", "section",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "aria-labelledby", "class", "id", "lang", "role"},
    "a": {"href"},
    "div": {"tabindex"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
}


@dataclass(frozen=True)
class Framed:
    """A letter as a document for a frame of its own, and what its browser may take in for it."""

    html: str
    policy: str


def framed(html: str, stylesheets: Iterable[str]) -> Framed:
    """The letter dressed as paper: for a frame on our own pages, in which no script runs.

    The one style in it that has no address is its body's colour, and is let in by its hash.
    """
    links = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((address,) for address in stylesheets)
    )
    style = accent_rule(html)
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src 'self' {_hash(style)}",
            "img-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-same-origin",
        ]
    )
    shown = html.replace(f'src="{NAMED}', f'src="{IMAGES}')
    dressed = f"{links}<style>{style}</style></head>"
    return Framed(shown.replace("</head>", dressed, 1), policy)


def _hash(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def article_of(html: str) -> SafeString:
    """The letter to stand inside a page, its headings below the page's own.

    Its table of contents is for paper. It was clean when it was signed; it is cleaned once more,
    since whatever is in it would be part of a page of ours.
    """
    article = nh3.clean(
        _CONTENTS.sub("", html),
        tags=_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=_on_a_page,
        url_schemes={"http", "https", "image", "mailto"},
    )
    return mark_safe(_HEADING.sub(_lowered, article))  # noqa: S308  # cleaned by nh3


def _on_a_page(tag: str, attribute: str, value: str) -> str | None:
    """Of pictures only the body's own, where pages have them."""
    if (tag, attribute) != ("img", "src"):
        return value
    return IMAGES + value.removeprefix(NAMED) if value.startswith(NAMED) else None


def _lowered(heading: re.Match[str]) -> str:
    return f"<{heading[1]}h{min(int(heading[2]) + 1, DEEPEST)}"
