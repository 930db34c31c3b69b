"""Which style a paragraph of the letter has in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from responses.letters.paper import Item, Paragraph

# By the classes and elements around it, the first that fits.
STYLES = {
    "caption": "Caption",
    "th": "Table Heading",
    "td": "Table Text",
    "letter-draft": "Letter Draft",
    "letter-logo-place": "Letter Logo",
    "letter-body": "Letter Body",
    "letter-address": "Letter Address",
    "letter-date": "Date",
    "letter-addressees": "Letter Addressees",
    "letter-salutation": "Salutation",
    "letter-note": "Letter Note",
    "letter-law": "Letter Note",
    "letter-position": "Letter Position",
    "letter-facts": "Letter Fact",
    "letter-closing": "Closing",
    "letter-signature": "Signature",
    "blockquote": "Quote",
    "letter-answer": "Letter Answer",
}
QUOTED = {"Letter Note": "Quoted Note"}
AFTER_TABLE = "After Table"
TABLE = "LetterTable"
"""By its identifier; the others are by their names."""
PLACEHOLDER = "Letter Placeholder"
LINK = "Hyperlink"


def style_of(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return f"Heading {min(paragraph.heading, 4)}"
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
