from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.text import get_text_list

from responses.choices import ACTION
from responses.content import shape_of
from responses.letters import arrangement
from responses.letters.pictures import IMAGES, NAMED

if TYPE_CHECKING:
    from responses.content import Content

STATUTE = (
    "section 55 of the Police Act 1996, as amended by section 37 of the Policing and Crime Act 2017"
)
"""What a body publishes its response under: s.37 made the period 56 days, and asks what is done."""
PAPER = {"title": 1, "section": 2, "item": 3, "part": 4}
ON_A_PAGE = {"title": 2, "section": 3, "item": 4, "part": 5}


def _context(content: Content, *, is_draft: bool, levels: dict[str, int]) -> dict[str, Any]:
    """What the letter's templates need: the content, its shape, and the levels of its headings."""
    shape = shape_of(content)
    items = arrangement.items_of(content)
    return {
        "content": content,
        "statute": STATUTE,
        "inspection": content["inspection"],
        "officer": content["chief_officer"],
        "letter": content.get("letter"),
        "printed": arrangement.printed(content),
        "opening": arrangement.opening_of(content),
        "accent": arrangement.accent_of(content),
        "items": items,
        "figures": arrangement.returned_in(items),
        "left_out": arrangement.left_out_words(content),
        "sections": arrangement.sections_of(content, items),
        "published_by": get_text_list(content["inspection"]["inspectorates"], "and"),
        "shape": shape,
        "part": f"letters/_{shape}.html",
        "is_draft": is_draft,
        "level": levels,
        "actions": ACTION,
    }


def to_html(content: Content, *, is_draft: bool = False) -> str:
    """The letter in its shape: one HTML document, which refers to no file but the body's pictures.

    A picture is named by its SHA-256, as `image:<sha256>`: `pictures_in` finds them.
    """
    context = _context(content, is_draft=is_draft, levels=PAPER)
    return render_to_string("letters/document.html", {**context, "images": NAMED})


def to_article(content: Content, *, is_draft: bool = False) -> str:
    """The same letter to stand inside a page: its headings begin below the page's own."""
    context = _context(content, is_draft=is_draft, levels=ON_A_PAGE)
    return render_to_string(context["part"], {**context, "images": IMAGES})
